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

import {
  AccountOverview,
  AccountQuery,
  AllocationsCopyRequest,
  AllocationsExportQuery,
  AllocationsImportQuery,
  AllocationsRequest,
  AllocationsResponse,
  AnalyticsQuery,
  AnalyticsResponse,
  Balance,
  Budget,
  BudgetDeleteQuery,
  BudgetDetail,
  BudgetRequest,
  BudgetsQuery,
  BudgetsResponse,
  BudgetTreeQuery,
  BudgetTreeResponse,
  ChargeResponse,
  CreateCreditRequest,
  CreditRequest,
  CreditSummary,
  CreditSummaryQuery,
  CreditRequestsQuery,
  CreditRequestsResponse,
  DeclineCreditRequest,
  EfficiencyResponse,
  FeedbackInput,
  FeedbackResponse,
  FocusQuery,
  GrantCreditRequest,
  ForecastQuery,
  ForecastResponse,
  GrantRequest,
  GrantResponse,
  InsightsQuery,
  ImportQuery,
  ImportResponse,
  IntegrityResponse,
  LedgerHealthResponse,
  LotsResponse,
  Me,
  Pack,
  PageQuery,
  Policies,
  PoliciesRequest,
  PublishRequest,
  PurchaseRequest,
  PurchasesQuery,
  PurchasesResponse,
  QuoteResponse,
  RateCard,
  RateCardRequest,
  RateCardsResponse,
  RebuildResponse,
  RecommendationDecision,
  RecommendationDecisionResponse,
  RecommendationsQuery,
  RecommendationsResponse,
  RecordResponse,
  RefundRequest,
  RefundResponse,
  ReleaseResponse,
  Report,
  ReportFileQuery,
  ReportFormat,
  ReportRequest,
  ReportRun,
  ReportRunDetail,
  ReportRunsResponse,
  ReportSchedulePreview,
  ReportSchedulePreviewRequest,
  ReportsQuery,
  ReportsResponse,
  ReservationRequest,
  ReservationResponse,
  SettleRequest,
  SettleResponse,
  SimulateResponse,
  TransactionsQuery,
  TransactionsResponse,
  TransactionStory,
  UnusualResponse,
  UsageEventInput,
  WasteEventsQuery,
  WasteEventsResponse,
  WasteResponse,
} from '../schemas';

/**
 * What goes with any call.
 *
 * @public
 */
export interface AiCreditsRequestOptions {
  /** Ends the call. */
  signal?: AbortSignal;
  /** A token to call with, for backends; frontends leave it to their fetch API. */
  token?: string;
}

/**
 * A file that the server makes: CSV, and JSON or PDF of reports.
 *
 * @public
 */
export interface CsvExport {
  /** The name that the server gives the file. */
  fileName?: string;
  /** The file, text in UTF-8, as it arrives. */
  body: ReadableStream<Uint8Array>;
}

/**
 * The transaction log as a CSV file.
 *
 * @public
 */
export type TransactionsExport = CsvExport;

/**
 * The HTTP API of AI Credits. Every method rejects with a `ResponseError` when
 * the server answers with an error, and with a {@link RefusedError} when it
 * refuses credits.
 *
 * @public
 */
export interface AiCreditsApi {
  /** Records usage that has already happened: always posted, past a limit flagged. */
  recordUsage(
    events: UsageEventInput | UsageEventInput[],
    options?: AiCreditsRequestOptions,
  ): Promise<RecordResponse>;
  /** Records a file of usage that has happened before, CSV or an object a line. */
  importUsage(
    file: { content: string; type: 'text/csv' | 'application/x-ndjson' },
    query: ImportQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ImportResponse>;
  /** Asks for credits and deducts them at once, or is refused. */
  charge(
    event: UsageEventInput,
    options?: AiCreditsRequestOptions,
  ): Promise<ChargeResponse>;
  /** Holds an estimate until it is settled, released or lapses. */
  reserve(
    request: ReservationRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<ReservationResponse>;
  /** Charges what was used of a hold and gives the rest back. */
  settle(
    reservationId: string,
    request?: SettleRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<SettleResponse>;
  /** Gives a hold back. */
  release(
    reservationId: string,
    options?: AiCreditsRequestOptions,
  ): Promise<ReleaseResponse>;
  /** Says what became of recorded usage. */
  feedback(
    feedback: FeedbackInput | FeedbackInput[],
    options?: AiCreditsRequestOptions,
  ): Promise<FeedbackResponse>;
  /** Gives credits of a charge back to the lots they came from. */
  refund(
    request: RefundRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<RefundResponse>;

  /** Who the caller is and what the caller may do. */
  me(query?: AccountQuery, options?: AiCreditsRequestOptions): Promise<Me>;
  /** Lifetime figures of the account. */
  account(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<AccountOverview>;
  /** What there is to spend, and this period's use. */
  balance(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<Balance>;
  /** What was allocated, used, carried forward and remains in a range. */
  creditSummary(
    query: CreditSummaryQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditSummary>;
  /** Lots in burn order. */
  lots(
    query?: PageQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<LotsResponse>;
  /** Packs that can be purchased. */
  packs(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<Pack[]>;
  /** Grants or adjusts credits. */
  grant(
    request: GrantRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<GrantResponse>;
  /** Purchases packs. */
  purchase(
    request: PurchaseRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<GrantResponse>;
  /** Purchases, also those that are under way or failed, newest first. */
  purchases(
    query?: PurchasesQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<PurchasesResponse>;

  /** What the admins have set for the account. */
  policies(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<Policies>;
  /** Changes the policies; rejects with 409 when they were changed since they were read. */
  putPolicies(
    request: PoliciesRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<Policies>;

  /** A page of the transaction log, newest first. */
  transactions(
    query?: TransactionsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<TransactionsResponse>;
  /** One transaction with its whole story. */
  transaction(
    transactionId: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<TransactionStory>;
  /** The address of the log as CSV, for a link; it needs the caller's session. */
  transactionsExportUrl(query?: TransactionsQuery): Promise<string>;
  /** The log as CSV, however long, as it arrives. */
  exportTransactions(
    query?: TransactionsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<TransactionsExport>;

  /** Every version of the rate card and its drafts. */
  rateCards(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCardsResponse>;
  /** The version in force. */
  currentRateCard(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCard>;
  /** Creates a draft. */
  createRateCard(
    request: RateCardRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCard>;
  /** Changes a draft. */
  updateRateCard(
    id: string,
    request: RateCardRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCard>;
  /** Throws a draft away. */
  deleteRateCard(id: string, options?: AiCreditsRequestOptions): Promise<void>;
  /** Publishes a draft. */
  publishRateCard(
    id: string,
    request?: PublishRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<RateCard>;
  /** Replays the last 30 days under a draft. */
  simulateRateCard(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<SimulateResponse>;
  /** What an event would cost, without posting it. */
  quote(
    event: UsageEventInput,
    options?: AiCreditsRequestOptions,
  ): Promise<QuoteResponse>;

  /** Budgets with their use in the current period. */
  budgets(
    query?: BudgetsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<BudgetsResponse>;
  /** The organisation with what each part may use and has used. */
  budgetTree(
    query?: BudgetTreeQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<BudgetTreeResponse>;
  /** One budget with its days, its history and who uses it. */
  budget(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<BudgetDetail>;
  /** Creates or changes the budget of a scope and period. */
  putBudget(
    request: BudgetRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<Budget>;
  /** Deletes a budget. */
  deleteBudget(
    id: string,
    query?: BudgetDeleteQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<void>;
  /** Changes many allocations, all or none. */
  changeAllocations(
    request: AllocationsRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<AllocationsResponse>;
  /** Allocates again what the last period allocated. */
  copyAllocations(
    request?: AllocationsCopyRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<AllocationsResponse>;
  /** The allocations as a CSV file. */
  exportAllocations(
    query?: AllocationsExportQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CsvExport>;
  /** Changes allocations to what a CSV file says, all or none. */
  importAllocations(
    csv: string,
    query?: AllocationsImportQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<AllocationsResponse>;

  /** A page of requests for more credits, newest first. */
  creditRequests(
    query?: CreditRequestsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequestsResponse>;
  /** Asks for more credits. */
  createCreditRequest(
    request: CreateCreditRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequest>;
  /** Grants a request. */
  grantCreditRequest(
    id: string,
    request?: GrantCreditRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequest>;
  /** Declines a request. */
  declineCreditRequest(
    id: string,
    request?: DeclineCreditRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequest>;
  /** Takes back a request of one's own. */
  withdrawCreditRequest(
    id: string,
    options?: AiCreditsRequestOptions,
  ): Promise<CreditRequest>;

  /** The last proof of the journal. */
  integrity(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<IntegrityResponse>;
  /** Runs a proof of the journal. */
  verify(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<IntegrityResponse>;
  /** How the ledger is, and what was sent and not charged. */
  ledgerHealth(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<LedgerHealthResponse>;
  /** Makes the rollups again from the events. */
  rebuildRollups(
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<RebuildResponse>;

  /** Asks a question about usage. */
  analytics(
    query: AnalyticsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<AnalyticsResponse>;

  /** What was wasted, by rule, set against the period before. */
  waste(
    query: InsightsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<WasteResponse>;
  /** The events that a rule of waste found, newest first. */
  wasteEvents(
    query: WasteEventsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<WasteEventsResponse>;
  /** How well credits were used, by person, team, action, model and workflow. */
  efficiency(
    query: InsightsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<EfficiencyResponse>;
  /** What the account, a budget or a scope will use, and when that uses up its credits; of the account where none is named. */
  forecast(
    query?: ForecastQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ForecastResponse>;
  /** Days with far more or far less use than usual. */
  unusualDays(
    query: InsightsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<UnusualResponse>;
  /** What would save credits; of the last 90 days where no range is given. */
  recommendations(
    query?: RecommendationsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<RecommendationsResponse>;
  /** Accepts a recommendation: from then on it is measured what it saves. */
  acceptRecommendation(
    id: string,
    decision?: RecommendationDecision,
    options?: AiCreditsRequestOptions,
  ): Promise<RecommendationDecisionResponse>;
  /** Dismisses a recommendation, with the reason. */
  dismissRecommendation(
    id: string,
    decision: RecommendationDecision & { reason: string },
    options?: AiCreditsRequestOptions,
  ): Promise<RecommendationDecisionResponse>;

  /** Reports that the caller owns or was sent; admins see all. */
  reports(
    query?: ReportsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportsResponse>;
  /** One report. */
  report(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<Report>;
  /** Makes a report; one without a schedule runs at once. */
  createReport(
    request: ReportRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<Report>;
  /** Changes a report. */
  updateReport(
    id: string,
    request: ReportRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<Report>;
  /** Deletes a report; its runs stay readable until they are removed. */
  deleteReport(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<void>;
  /** Runs a report now. */
  runReport(
    id: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportRun>;
  /** Runs of a report, newest first. */
  reportRuns(
    id: string,
    query?: ReportsQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportRunsResponse>;
  /** One run with what is in it. */
  reportRun(
    runId: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportRunDetail>;
  /** Ends a run that is queued or running. */
  cancelReportRun(
    runId: string,
    query?: AccountQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportRun>;
  /** When a schedule fires next, without storing it. */
  previewReportSchedule(
    request: ReportSchedulePreviewRequest,
    options?: AiCreditsRequestOptions,
  ): Promise<ReportSchedulePreview>;
  /** A run as a file; the last that is done unless one is named. */
  reportFile(
    id: string,
    format: ReportFormat,
    query?: ReportFileQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CsvExport>;
  /** Purchases and usage of a range as rows of FOCUS 1.2. */
  focusExport(
    query: FocusQuery,
    options?: AiCreditsRequestOptions,
  ): Promise<CsvExport>;
}
