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
  ReportDelivery,
  ReportFormat,
  ReportKind,
  ReportLanguage,
  ReportRange,
  ReportRunStatus,
  ReportSchedule,
  ReportSubject,
} from 'backstage-plugin-ai-credits-common';
import { EpochMs } from '../ledger/types';
import { OwnerView } from './ownerView';

/** What a person says of a report. */
export interface ReportDefinition {
  name: string;
  kind: ReportKind;
  range?: ReportRange;
  subject: ReportSubject;
  language: ReportLanguage;
  formats: ReportFormat[];
  recipients: string[];
  schedule: ReportSchedule;
}

/** A report as it is stored. */
export interface StoredReport {
  id: number;
  owner: string;
  definition: ReportDefinition;
  view: OwnerView;
  version: number;
  nextRunAt?: EpochMs;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  deleted: boolean;
}

/** A run as it is stored, without its contents. */
export interface StoredRun {
  id: number;
  reportId: number;
  owner: string;
  definition: ReportDefinition;
  scheduledFor?: EpochMs;
  requestedBy?: string;
  from: EpochMs;
  /** Exclusive. */
  to: EpochMs;
  status: ReportRunStatus;
  delivery: 'none' | 'pending' | 'done';
  deliveries: ReportDelivery[];
  /** Percent. */
  progress: number;
  error?: string;
  attempts: number;
  createdAt: EpochMs;
  startedAt?: EpochMs;
  finishedAt?: EpochMs;
}
