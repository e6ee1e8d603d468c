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
import { AlertKind } from '../config';
import { EpochMs } from '../ledger/types';

export type { AlertKind };
export type UnknownNameKind = 'unknown-model' | 'unknown-action';

/** What makes an alert the same one: it is told once. */
export interface AlertKey {
  kind: AlertKind;
  /** A budget's period and scope, `account`, or the unknown name. */
  subject: string;
  periodStart: EpochMs;
  /** A whole number: percent of a budget; for a low balance which time in the period, from 1; otherwise 0. */
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
  /** Entity refs of who else is told, such as who asked for it. */
  also?: readonly string[];
}

export interface Alert extends AlertKey {
  notice: Notice;
  /** Written down as told, and told nobody: a graver one says it already. */
  silent?: boolean;
}

/** Alerts that another folder finds, such as the days that were unusual. */
export interface AlertSource {
  /** Names it in the log. */
  readonly name: string;
  /**
   * Everything that people must know now, whether they were told or not: an
   * {@link AlertKey} is told once, however often it is returned. Called by each
   * replica in every run, so it should cost next to nothing while nothing has
   * changed. What it throws is logged, and the other alerts are told all the same.
   */
  due(options: {
    account: string;
    now: EpochMs;
    /** Aborted once the run ends or the source has had its time. */
    signal: AbortSignal;
  }): Promise<Alert[]>;
}

/** Tells people. Throws when that failed and is worth another attempt. */
export type DeliverAlert = (alert: Alert) => Promise<void>;
