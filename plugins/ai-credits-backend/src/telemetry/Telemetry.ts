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
  MetricAttributes,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { RecordResponse, Refusal } from 'backstage-plugin-ai-credits-common';
import { AlertKind, TaskName } from '../config';
import type { PostedBatch } from '../ledger/DefaultLedger';
import { createInstruments, Instruments } from './instruments';
import { Tracing } from './hostServices';

/** What the ledger was asked for. */
export type Operation = 'record' | 'charge' | 'reserve' | 'settle';

/** Decisions of one operation that ended in the same way. */
export interface Decided {
  outcome: string;
  events: number;
  reason?: Refusal['reason'];
}

/** What is read only while somebody collects metrics. */
export interface Observed {
  /** Events that wait for the ledger in this replica. */
  queueLength(): number;
  /** Of the account, the same in all replicas. */
  backlog(): Promise<{
    holds: number;
    lagBlocks: number;
    lagMs: number;
  }>;
}

/**
 * What the plugin tells the portal's monitoring. The only one who knows
 * instruments and spans; others call a method that says what has happened.
 * Attributes are words out of short lists, never a name, a text or an id.
 */
export class Telemetry {
  readonly #instruments: Instruments;
  readonly #tracing: Tracing;

  static create(options: {
    metrics: MetricsService;
    tracing: Tracing;
  }): Telemetry {
    return new Telemetry(options);
  }

  private constructor(options: Parameters<typeof Telemetry.create>[0]) {
    this.#instruments = createInstruments(options.metrics);
    this.#tracing = options.tracing;
  }

  /** Has gauges read when metrics are collected. */
  observe({ backlog, queueLength }: Observed): void {
    const { foldLagBlocks, foldLagTime, holdsOpen, queued } = this.#instruments;
    queued.addCallback(result => result.observe(queueLength()));
    // The gauges are collected together: one reading serves all of them.
    let reading: ReturnType<Observed['backlog']> | undefined;
    const read = () => {
      reading ??= backlog().finally(() => {
        reading = undefined;
      });
      return reading;
    };
    holdsOpen.addCallback(async result => result.observe((await read()).holds));
    foldLagBlocks.addCallback(async result =>
      result.observe((await read()).lagBlocks),
    );
    foldLagTime.addCallback(async result =>
      result.observe((await read()).lagMs / 1_000),
    );
  }

  /** Counts how an operation on the ledger ended, and the credits it took. */
  decided(
    operation: Operation,
    decisions: readonly Decided[],
    credits: bigint,
  ): void {
    for (const { events, outcome, reason } of decisions) {
      this.#instruments.decisions.add(events, {
        operation,
        outcome,
        ...(reason ? { reason } : {}),
      });
    }
    if (credits > 0n) {
      this.#instruments.creditsCharged.add(Number(credits) / 1e6, {
        operation,
      });
    }
  }

  /** A batch was committed. */
  posted({ events, lockedMs, waitedMs }: PostedBatch): void {
    this.#instruments.batchEvents.record(events);
    this.#instruments.batchWait.record(waitedMs / 1_000);
    this.#instruments.lockDuration.record(lockedMs / 1_000);
  }

  /** The time of reservations was over. */
  holdsLapsed(holds: number): void {
    if (holds > 0) {
      this.#instruments.holdsLapsed.add(holds);
    }
  }

  /** Blocks came into the rollups. */
  folded(blocks: number): void {
    if (blocks > 0) {
      this.#instruments.foldedBlocks.add(blocks);
    }
  }

  /** What a connector brought was recorded; undefined where that failed as a whole. */
  ingested(
    format: string,
    events: number,
    answer:
      | Pick<RecordResponse, 'charged' | 'duplicates' | 'rejected'>
      | undefined,
  ): void {
    const counts = answer
      ? {
          charged: answer.charged,
          duplicate: answer.duplicates,
          rejected: answer.rejected,
        }
      : { failed: events };
    for (const [outcome, number] of Object.entries(counts)) {
      if (number > 0) {
        this.#instruments.ingested.add(number, { format, outcome });
      }
    }
  }

  /** An alert was told, or could not be. */
  alerted(
    kind: AlertKind,
    channel: 'notification' | 'log',
    outcome: 'sent' | 'failed' = 'sent',
  ): void {
    this.#instruments.alerts.add(1, { kind, channel, outcome });
  }

  /** Measures a run of a task. */
  task<T>(task: TaskName, run: () => Promise<T>): Promise<T> {
    return this.#timed(this.#instruments.taskDuration, { task }, () =>
      this.span('ai-credits task', { task }, run),
    );
  }

  /** Measures a question about usage. */
  question<T extends { source: string }>(run: () => Promise<T>): Promise<T> {
    return this.#timed(
      this.#instruments.questionDuration,
      {},
      () => this.span('ai-credits question', {}, run),
      ({ source }) => ({ source: source === 'events' ? 'events' : 'rollup' }),
    );
  }

  /**
   * Runs something in a span of its own. Of an error only its name is told:
   * messages of databases may hold what was sent.
   */
  async span<T>(
    name: string,
    attributes: Record<string, string | number>,
    run: () => Promise<T>,
  ): Promise<T> {
    const ended = await this.#tracing.startActiveSpan(
      name,
      {
        attributes: Object.fromEntries(
          Object.entries(attributes).map(([key, value]) => [
            `ai_credits.${key}`,
            value,
          ]),
        ),
      },
      async (span): Promise<{ result: T } | { error: unknown }> => {
        try {
          return { result: await run() };
        } catch (error) {
          span.setAttribute('error.type', nameOf(error));
          span.setStatus({ code: 'error' });
          return { error };
        }
      },
    );
    if ('error' in ended) {
      throw ended.error;
    }
    return ended.result;
  }

  async #timed<T>(
    histogram: Instruments['taskDuration'],
    attributes: MetricAttributes,
    run: () => Promise<T>,
    describe: (result: T) => MetricAttributes = () => ({}),
  ): Promise<T> {
    const started = performance.now();
    const ended = (more: MetricAttributes) =>
      histogram.record((performance.now() - started) / 1_000, {
        ...attributes,
        ...more,
      });
    let result: T;
    try {
      result = await run();
    } catch (error) {
      ended({ outcome: 'failed' });
      throw error;
    }
    ended({ outcome: 'completed', ...describe(result) });
    return result;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}
