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

import { randomUUID } from 'crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { ReportDelivery } from 'backstage-plugin-ai-credits-common';
import { EpochMs } from '../ledger/types';
import { buildContents } from './contents/buildContents';
import { DeliverReport } from './delivery';
import { MailProbe } from './mailProbe';
import { whyViewLapsed } from './ownerView';
import { rangeOf } from './ranges';
import { readReport, ReportSources } from './readReport';
import { reportStore } from './ReportStore';
import { runStore } from './RunStore';
import { lastDue } from './schedule';
import { StoredReport, StoredRun } from './types';

/** Past it without a word another worker takes a run over. */
const LEASE_MS = 2 * 60_000;
/** A run that ended so many workers is at fault itself. */
const MAX_ATTEMPTS = 3;
/** How long a delivery waits for a mail server that is down, and how often it looks. */
const MAIL_WAIT_MS = 6 * 3_600_000;
const MAIL_RETRY_MS = 5 * 60_000;
/** Runs that one round takes up. */
const CHUNK = 20;
const PRUNE_CHUNK = 200;

/** Ends the work on a run that is not this worker's any more: cancelled, or taken over. */
class Lost extends Error {}

/** What decides on whether and how long runs are kept. */
export interface ReportSettings {
  retentionMs: number;
  /** How long what an owner may see holds without the owner being seen. */
  ownerViewMs: number;
}

/** Makes and delivers reports: on schedules, and on demand. Any number of them may work on one database. */
export class ReportRunner {
  readonly #sources: ReportSources;
  readonly #settings: ReportSettings;
  readonly #deliver: DeliverReport;
  readonly #mailProbe: MailProbe | undefined;
  readonly #logger: LoggerService;
  readonly #now: () => EpochMs;
  readonly #name = randomUUID();
  #working?: Promise<void>;
  #again = false;

  static create(options: {
    sources: ReportSources;
    settings: ReportSettings;
    deliver: DeliverReport;
    mailProbe?: MailProbe;
    logger: LoggerService;
    now?: () => EpochMs;
  }): ReportRunner {
    return new ReportRunner(options);
  }

  private constructor(options: Parameters<typeof ReportRunner.create>[0]) {
    this.#sources = options.sources;
    this.#settings = options.settings;
    this.#deliver = options.deliver;
    this.#mailProbe = options.mailProbe;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => Date.now());
  }

  /** Queues what schedules name, works on what waits, and removes what is kept no longer. */
  async run(signal?: AbortSignal): Promise<void> {
    await this.#queueDue();
    await this.work(signal);
    await this.#prune(signal);
  }

  /** Queues a run on demand. */
  async queue(report: StoredReport, requestedBy: string): Promise<StoredRun> {
    const { accountId, knex, timeZone } = this.#sources;
    const now = this.#now();
    const id = await runStore.insert(knex, accountId, report, {
      ...rangeOf(report.definition, now, timeZone),
      requestedBy,
      createdAt: now,
    });
    return (await runStore.find(knex, accountId, id!))!;
  }

  /** Works on what waits, one run after the other; called again meanwhile, looks again. Never throws. */
  async work(signal?: AbortSignal): Promise<void> {
    if (this.#working) {
      this.#again = true;
      await this.#working;
      return;
    }
    this.#working = this.#workOff(signal).finally(() => {
      this.#working = undefined;
    });
    await this.#working;
  }

  async #workOff(signal?: AbortSignal): Promise<void> {
    const { accountId, knex } = this.#sources;
    try {
      let more = true;
      while (more && !signal?.aborted) {
        this.#again = false;
        const waiting = await runStore.waiting(
          knex,
          accountId,
          this.#now(),
          CHUNK,
        );
        for (const run of waiting) {
          if (signal?.aborted) {
            return;
          }
          await this.#take(run, signal);
        }
        more = this.#again || waiting.length === CHUNK;
      }
    } catch (error) {
      this.#logger.error(
        `Reports could not be worked on: ${stringifyError(error)}`,
      );
    }
  }

  async #queueDue(): Promise<void> {
    const { accountId, knex, timeZone } = this.#sources;
    const now = this.#now();
    for (const report of await reportStore.due(knex, accountId, now)) {
      const { schedule } = report.definition;
      const { due, next } = lastDue(
        schedule,
        timeZone,
        report.nextRunAt ?? now,
        now,
      );
      await runStore.insert(knex, accountId, report, {
        ...rangeOf(report.definition, due, timeZone),
        scheduledFor: due,
        createdAt: now,
      });
      await reportStore.moveOn(knex, report, next);
    }
  }

  async #take(run: StoredRun, signal?: AbortSignal): Promise<void> {
    const { accountId, knex } = this.#sources;
    const claim = { runId: run.id, by: this.#name };
    const lease = () => this.#now() + LEASE_MS;
    const delivering = run.delivery === 'pending';
    const mine = await runStore.claim(
      knex,
      claim,
      delivering ? 'deliver' : 'make',
      this.#now(),
      lease(),
    );
    if (!mine) {
      return;
    }
    // A single question may take its time; the run stays this worker's as long as the process lives.
    const beat = setInterval(() => {
      runStore.keep(knex, claim, lease()).catch(() => undefined);
    }, LEASE_MS / 4);
    beat.unref();
    try {
      if (!delivering) {
        await this.#make(run, claim, signal);
      }
      const made = await runStore.find(knex, accountId, run.id);
      if (made?.delivery === 'pending') {
        await this.#hand(made, claim);
      }
    } catch (error) {
      if (!(error instanceof Lost)) {
        throw error;
      }
    } finally {
      clearInterval(beat);
    }
  }

  async #make(
    run: StoredRun,
    claim: { runId: number; by: string },
    signal?: AbortSignal,
  ): Promise<void> {
    const { accountId, directory, knex } = this.#sources;
    const scheduled = run.scheduledFor !== undefined;
    const fail = (error: string) =>
      runStore.finish(
        knex,
        claim,
        this.#now(),
        { status: 'failed', error },
        scheduled,
      );
    if (run.attempts >= MAX_ATTEMPTS) {
      await fail(
        `Gave up after ${run.attempts} attempts that ended without an answer`,
      );
      return;
    }
    try {
      await directory.ready();
      const report = (await reportStore.find(knex, accountId, run.reportId))!;
      const now = this.#now();
      const lapsed = whyViewLapsed(
        run.owner,
        report.view,
        directory.current,
        now,
        this.#settings.ownerViewMs,
      );
      if (lapsed !== undefined) {
        await fail(lapsed);
        return;
      }
      const facts = await readReport(this.#sources, {
        definition: run.definition,
        owner: run.owner,
        range: { from: run.from, to: run.to },
        view: report.view,
        now,
        step: async done => {
          if (
            signal?.aborted ||
            !(await runStore.keep(
              knex,
              claim,
              this.#now() + LEASE_MS,
              Math.floor(done * 100),
            ))
          ) {
            throw new Lost();
          }
        },
      });
      const { subject } = run.definition;
      const contents = buildContents(facts);
      if (facts.gone && contents.empty && subject.kind !== 'organization') {
        await fail(
          `${subject.ref} is in the catalog no more, and used nothing in this period`,
        );
        return;
      }
      await runStore.finish(
        knex,
        claim,
        this.#now(),
        { status: 'done', contents, view: report.view },
        scheduled,
      );
    } catch (error) {
      if (error instanceof Lost) {
        throw error;
      }
      this.#logger.warn(
        `Report ${run.reportId} could not be made: ${stringifyError(error)}`,
      );
      await fail(wordsOf(error));
    }
  }

  /** Tells people of a scheduled run. Each recipient is written down at once, so that a crash in between repeats nobody who was told. */
  async #hand(
    run: StoredRun,
    claim: { runId: number; by: string },
  ): Promise<void> {
    const { knex } = this.#sources;
    const stored = await runStore.contents(knex, run.id);
    const deliveries: ReportDelivery[] = run.deliveries.filter(
      ({ status }) => status !== 'waiting',
    );
    const now = this.#now();
    const down = await this.#mailProbe?.();
    if (down && now < (run.finishedAt ?? now) + MAIL_WAIT_MS) {
      const answered = new Set(deliveries.map(({ recipient }) => recipient));
      const waiting = (stored ? run.definition.recipients : [run.owner])
        .filter(recipient => !answered.has(recipient))
        .map(recipient => ({
          recipient,
          status: 'waiting' as const,
          reason: `${down}; it is tried again`,
        }));
      if (waiting.length) {
        await runStore.postpone(
          knex,
          claim,
          [...deliveries, ...waiting],
          now + MAIL_RETRY_MS,
        );
        return;
      }
    }
    for await (const each of this.#deliver(
      { ...run, deliveries: [...deliveries] },
      stored?.contents,
    )) {
      const delivery =
        down && each.status === 'sent'
          ? { ...each, reason: `${down}: in the portal only` }
          : each;
      deliveries.push(delivery);
      await runStore.delivered(knex, claim, deliveries, false);
    }
    await runStore.delivered(knex, claim, deliveries, true);
  }

  async #prune(signal?: AbortSignal): Promise<void> {
    const { accountId, knex } = this.#sources;
    const before = this.#now() - this.#settings.retentionMs;
    let removed = PRUNE_CHUNK;
    while (removed === PRUNE_CHUNK && !signal?.aborted) {
      removed = await runStore.prune(knex, accountId, before, PRUNE_CHUNK);
    }
  }
}

/** An error as the owner of a report reads it. */
function wordsOf(error: unknown): string {
  const { message } = error as Error;
  return `The report could not be made: ${
    typeof message === 'string' && message ? message : 'something went wrong'
  }`.slice(0, 1_000);
}
