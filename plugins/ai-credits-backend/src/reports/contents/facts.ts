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
  RecommendationsResponse,
  ReportKind,
  ReportLanguage,
  ReportSubject,
  ReturnOnCredits,
} from 'backstage-plugin-ai-credits-common';
import { StoredBudget } from '../../ledger/api';
import { EpochMs } from '../../ledger/types';
import { Answer } from '../../usage/api';
import { TimeRange } from '../ranges';
import { QuestionName } from './questions';
import { CreditSummary } from './summary';

/** A budget's use in the period that a report is of. */
export interface BudgetFacts {
  scope: StoredBudget['scope'];
  allocation: bigint;
  used: bigint;
}

/** All that a report is made of; what is absent is left out of it. */
export interface ReportFacts {
  name: string;
  kind: ReportKind;
  language: ReportLanguage;
  subject: ReportSubject;
  organization: string;
  owner: string;
  range: TimeRange;
  timeZone: string;
  now: EpochMs;
  answers: Partial<Record<QuestionName, Answer>>;
  /** Of the account; for the organisation, and an owner who may see the balance. */
  summary?: { lines: CreditSummary; excess: bigint };
  budgets?: readonly BudgetFacts[];
  /** Value of accepted items against what their credits cost, where it is configured. */
  returns?: ReturnOnCredits;
  /** What would save credits, as of when the report was made. */
  advice?: RecommendationsResponse;
  /** The owner may not see all usage. */
  partial: boolean;
  /** The subject is in the catalog no more. */
  gone: boolean;
  titles: Record<string, string>;
}
