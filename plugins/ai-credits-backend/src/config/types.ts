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

import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import {
  MicroCredits,
  ReportLanguage,
} from 'backstage-plugin-ai-credits-common';
import type { EpochMs } from '../ledger/types';
import type { IngestConfig } from './ingest';
import type { InsightsConfig, ValueConfig } from './insights';
import type { PurchasingConfig } from './purchasing';
import type { AlertsConfig } from './alerts';

/** What the configuration says of the account; see `config.d.ts` for the meaning of each key. */
export interface AccountConfig {
  name: string;
  organization: string;
  timeZone: string;
  plan: string;
  /** Granted at the start of each month. */
  monthlyAllowance: MicroCredits;
  /** What may be used past the lots, in each month. */
  excessLimit: MicroCredits;
  lowBalanceThreshold: MicroCredits;
  /** When the account begins; its first start if absent. */
  openedAt?: EpochMs;
}

/** A credit pack that can be bought. */
export interface PackConfig {
  id: string;
  title: string;
  credits: MicroCredits;
  /** The amount is decimal text. */
  price: { amount: string; currency: string };
}

/** The tasks that run on a schedule. */
export const taskNames = [
  'periodStart',
  'expiry',
  'holds',
  'fold',
  'verify',
  'alerts',
  'reports',
  'automaticPurchase',
] as const;
export type TaskName = (typeof taskNames)[number];

/** Everything under `aiCredits:`, defaults filled in, durations in milliseconds. */
export interface AiCreditsConfig {
  account: AccountConfig;
  /** In which people are written to. */
  language: ReportLanguage;
  packs: readonly PackConfig[];
  /** Entity refs of who can raise a limit when nobody closer is known. */
  adminContacts: readonly string[];
  ledger: {
    lateEventGraceMs: number;
    holdTtlMs: number;
    maxHoldTtlMs: number;
    maxOpenHolds: number;
    queueLimit: number;
    batchSize: number;
  };
  ingest: IngestConfig;
  attribution: {
    refreshMs: number;
    /** Values of a group's `spec.type`, lower case. */
    groupTypes: { team: readonly string[]; department: readonly string[] };
  };
  budgets: { allowOverAllocation: boolean };
  alerts: AlertsConfig;
  purchasing: PurchasingConfig;
  insights: InsightsConfig;
  /** What accepted items are worth, where anybody said so. */
  value?: ValueConfig;
  reports: {
    /** How long a run and what is in it are kept. */
    retentionMs: number;
    /** How long scheduled runs go on without their owner being seen. */
    ownerViewMs: number;
    /** What FOCUS rows call the credits, and who provides them. */
    focus: { currency: string; provider: string };
    /** Files of a font for names that the bundled one cannot write. */
    fonts?: { normal: string; bold: string };
  };
  tasks: Record<TaskName, SchedulerServiceTaskScheduleDefinition>;
  demo: { enabled: boolean; days: number; seed: number };
}
