/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import * as common from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';
import { errorSchema, refusedErrorSchema } from './schemas';

/** Schemas that are described once, by name, and referred to everywhere else. */
export const components: Record<string, z.ZodType> = {
  AccountOverview: common.accountOverviewSchema,
  Allocations: common.allocationsResponseSchema,
  AllocationsRequest: common.allocationsRequestSchema,
  AnalyticsQuery: common.analyticsQuerySchema,
  AnalyticsResponse: common.analyticsResponseSchema,
  Balance: common.balanceSchema,
  CreditSplit: common.creditSplitSchema,
  CreditSummary: common.creditSummarySchema,
  Budget: common.budgetSchema,
  BudgetDetail: common.budgetDetailSchema,
  BudgetNode: common.budgetNodeSchema,
  BudgetRequest: common.budgetRequestSchema,
  Budgets: common.budgetsResponseSchema,
  BudgetTree: common.budgetTreeResponseSchema,
  Charge: common.chargeResponseSchema,
  CreditRequest: common.creditRequestSchema,
  CreditRequests: common.creditRequestsResponseSchema,
  Credits: common.creditsOutputSchema,
  CreditsInput: common.creditsSchema,
  CreateCreditRequest: common.createCreditRequestSchema,
  EntityRef: common.entityRefSchema,
  Error: errorSchema,
  Feedback: common.feedbackSchema,
  FeedbackResponse: common.feedbackResponseSchema,
  Grant: common.grantResponseSchema,
  GrantRequest: common.grantRequestSchema,
  Import: common.importResponseSchema,
  Instant: common.instantSchema,
  Integrity: common.integrityResponseSchema,
  Lot: common.lotSchema,
  Lots: common.lotsResponseSchema,
  Me: common.meSchema,
  Pack: common.packSchema,
  Packs: common.packsResponseSchema,
  Policies: common.policiesSchema,
  PoliciesRequest: common.policiesRequestSchema,
  PositiveCreditsInput: common.positiveCreditsSchema,
  Purchase: common.purchaseSchema,
  PurchaseRequest: common.purchaseRequestSchema,
  Purchases: common.purchasesResponseSchema,
  Quote: common.quoteResponseSchema,
  RateCard: common.rateCardSchema,
  RateCardRequest: common.rateCardRequestSchema,
  RateCardRules: common.rateCardRulesSchema,
  RateCards: common.rateCardsResponseSchema,
  RecordResponse: common.recordResponseSchema,
  RecordResult: common.recordResultSchema,
  Refund: common.refundResponseSchema,
  RefundRequest: common.refundRequestSchema,
  RefusedError: refusedErrorSchema,
  Release: common.releaseResponseSchema,
  Reservation: common.reservationResponseSchema,
  Report: common.reportSchema,
  ReportBlock: common.reportBlockSchema,
  ReportContents: common.reportContentsSchema,
  ReportRequest: common.reportRequestSchema,
  ReportRun: common.reportRunSchema,
  ReportRunDetail: common.reportRunDetailSchema,
  ReportRuns: common.reportRunsResponseSchema,
  Reports: common.reportsResponseSchema,
  ReservationRequest: common.reservationRequestSchema,
  SettleRequest: common.settleRequestSchema,
  Settlement: common.settleResponseSchema,
  SignedCreditsInput: common.signedCreditsSchema,
  Simulation: common.simulateResponseSchema,
  Transaction: common.transactionSchema,
  Transactions: common.transactionsResponseSchema,
  UsageEvent: common.usageEventSchema,
};
