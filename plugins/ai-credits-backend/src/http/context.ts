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

import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  BudgetPeriod,
  IntegrityResponse,
  LedgerHealthResponse,
} from 'backstage-plugin-ai-credits-common';
import { DirectoryService } from '../attribution';
import { AiCreditsConfig } from '../config';
import type { CountedKind } from '../health';
import { UsagePipeline } from '../ingest';
import type { DefaultBudgets } from '../budgets';
import type { Ledger } from '../ledger/api';
import type { Period } from '../ledger/calendar';
import type { EpochMs } from '../ledger/types';
import type { AccountPolicies } from '../policies';
import type { AutomaticPurchases, Purchaser } from '../purchasing';
import type {
  CreditRequests,
  NotifyAboutRequest,
} from '../purchasing/requests';
import { RateCards, simulate } from '../rating';
import type { Telemetry } from '../telemetry';
import type { UsageQueries } from '../usage/api';
import type { Forecasts } from '../insights/forecasts/Forecasts';
import type { DatabaseInsights } from '../insights/DatabaseInsights';
import { Access } from './access';
import type { ReportsContext } from './reports';

/** Proofs of the journal. */
export interface Proofs {
  /** The last one, or that there is none. */
  last(account: string): Promise<IntegrityResponse>;
  /** Runs one and waits for it. */
  verify(account: string): Promise<IntegrityResponse>;
}

/** What the routes call. */
export interface HttpContext {
  config: AiCreditsConfig;
  logger: LoggerService;
  auditor: AuditorService;
  access: Access;
  directory: DirectoryService;
  rateCards: RateCards;
  pipeline: UsagePipeline;
  ledger: Ledger;
  budgets: DefaultBudgets;
  policies: AccountPolicies;
  purchaser: Purchaser;
  automaticPurchases: AutomaticPurchases;
  requests: CreditRequests;
  notifyAboutRequest: NotifyAboutRequest;
  /** The period of a kind that an instant is in. */
  periodOf(kind: BudgetPeriod, at: EpochMs): Period;
  usage: UsageQueries;
  forecasts: Forecasts;
  insights: DatabaseInsights;
  /** The OpenAPI document of these routes. */
  openapi: object;
  proofs: Proofs;
  reports: ReportsContext;
  /** How an account's ledger is. */
  ledgerHealth(account: string): Promise<LedgerHealthResponse>;
  /** Tells monitoring what a connector brought; no answer where recording failed as a whole. */
  ingested: Telemetry['ingested'];
  /** Counts what was asked for and not charged. */
  count(kind: CountedKind): void;
  /** Lets open pages read again what they show, after a change that posted nothing. */
  figuresChanged(): void;
  /** Makes the rollups again from the events. */
  rebuildRollups(account: string): Promise<{ blocks: number }>;
  /** Rates the usage of a range again under a draft. */
  simulate(
    options: Pick<
      Parameters<typeof simulate>[0],
      'card' | 'current' | 'from' | 'to' | 'signal'
    >,
  ): ReturnType<typeof simulate>;
  now(): EpochMs;
}
