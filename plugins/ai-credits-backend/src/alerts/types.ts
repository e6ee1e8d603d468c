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

import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Scope } from '../budgets';
import { EpochMs } from '../ledger/types';

export type UnknownNameKind = 'unknown-model' | 'unknown-action';
export type AlertKind = 'budget' | 'low-balance' | UnknownNameKind;

/** What makes an alert the same one: it is told once. */
export interface AlertKey {
  kind: AlertKind;
  /** A budget's period and scope, `account`, or the unknown name. */
  subject: string;
  periodStart: EpochMs;
  /** Percent of a budget; for a low balance which time in the period, from 1; otherwise 0. */
  threshold: number;
}

/** What is said, and about whom. */
export interface Notice {
  severity: NonNullable<NotificationSendOptions['payload']['severity']>;
  title: string;
  description: string;
  /** A path in the portal. */
  link: string;
  /** Whose people are told; the admins where absent. */
  about?: Scope;
}

export interface Alert extends AlertKey {
  notice: Notice;
}

/** Tells people. Throws when that failed and is worth another attempt. */
export type DeliverAlert = (alert: Alert) => Promise<void>;
