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

import { LoggerService } from '@backstage/backend-plugin-api';
import { RecordResponse } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { EpochMs } from '../ledger/types';

/** Kinds of what is sent and not charged. */
export const countedKinds = [
  'conflict',
  'duplicate',
  'invalid',
  'refused',
] as const;
/** A kind of what is sent and not charged. */
export type CountedKind = (typeof countedKinds)[number];

/** How long counts stay in memory; a crash loses no more than this. */
const FLUSH_MS = 5_000;

/**
 * Counts what was sent and not charged, by local day. Counting only adds to a
 * number in memory; every few seconds all of it is added to the database at
 * once, outside of any posting. When that fails, the counts wait for the next
 * time.
 */
export class DailyCounts {
  readonly #options: Parameters<typeof DailyCounts.create>[0];
  #counts = new Map<number, Map<CountedKind, number>>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();

  static create(options: {
    knex: Knex;
    logger: LoggerService;
    accountId: number;
    /** The local date of an instant, yyyymmdd. */
    dayOf(at: EpochMs): number;
    now?: () => EpochMs;
    flushMs?: number;
  }): DailyCounts {
    return new DailyCounts(options);
  }

  private constructor(options: Parameters<typeof DailyCounts.create>[0]) {
    this.#options = options;
  }

  /** Adds to the count of today. */
  add(kind: CountedKind, number: number = 1): void {
    if (number <= 0) {
      return;
    }
    const { dayOf, flushMs = FLUSH_MS, now = Date.now } = this.#options;
    this.#merge(dayOf(now()), kind, number);
    this.#timer ??= setTimeout(() => this.flush(), flushMs).unref();
  }

  /** Writes what was counted so far; also the last thing before the end. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  #merge(day: number, kind: CountedKind, number: number): void {
    const ofDay = this.#counts.get(day) ?? new Map<CountedKind, number>();
    ofDay.set(kind, (ofDay.get(kind) ?? 0) + number);
    this.#counts.set(day, ofDay);
  }

  async #write(): Promise<void> {
    const { accountId, flushMs = FLUSH_MS, knex, logger } = this.#options;
    const taken = this.#counts;
    if (taken.size === 0) {
      return;
    }
    this.#counts = new Map();
    const rows = [...taken]
      .sort(([a], [b]) => a - b)
      .flatMap(([day, ofDay]) =>
        // One order for all replicas, so that they cannot deadlock.
        countedKinds
          .filter(kind => ofDay.has(kind))
          .map(kind => ({
            account_id: accountId,
            day,
            kind,
            number: ofDay.get(kind)!,
          })),
      );
    try {
      await knex('daily_count')
        .insert(rows)
        .onConflict(['account_id', 'day', 'kind'])
        .merge({ number: knex.raw('daily_count.number + excluded.number') });
    } catch (error) {
      for (const { day, kind, number } of rows) {
        this.#merge(day, kind, number);
      }
      this.#timer ??= setTimeout(() => this.flush(), flushMs).unref();
      logger.warn(
        `Counts of what was not charged could not be written yet: ${error}`,
      );
    }
  }
}

/** Counts what was recorded and not charged. */
export function countUncharged(
  { duplicates, rejected, results }: RecordResponse,
  counts: Pick<DailyCounts, 'add'>,
): void {
  counts.add('duplicate', duplicates);
  const conflicts = rejected
    ? results.filter(({ status }) => status === 'conflict').length
    : 0;
  counts.add('conflict', conflicts);
  counts.add('invalid', rejected - conflicts);
}
