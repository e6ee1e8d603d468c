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

import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { MicroCredits, parseCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { endedPeriods } from '../budgets';
import { AlertsConfig } from '../config';
import { Dictionary } from '../database/dictionary';
import { ledgerStore } from '../database/LedgerStore';
import { policyStore } from '../database/PolicyStore';
import { Budgets, Ledger, StoredBudget } from '../ledger/api';
import { DAY_MS } from '../ledger/calendar';
import { EpochMs } from '../ledger/types';
import { ZoneClock } from '../ledger/ZoneClock';
import { Writing } from '../messages';
import { blocksAfter } from '../usage/blocks';
import { alertStore, ClaimedAlert, MAX_ATTEMPTS, RETRY_MS } from './AlertStore';
import {
  AlertState,
  dueAlerts,
  isRearmed,
  rearmedThresholds,
  withoutTold,
} from './dueAlerts';
import { alertsFromSources, SOURCE_TIMEOUT_MS } from './sources';
import { Alert, AlertSource, DeliverAlert, UnknownNameKind } from './types';

/** Alerts that are claimed at once: few enough to be told before the claim lapses. */
const CHUNK = 100;

/** Alerts that are told at the same time. */
const PARALLEL = 4;

/** Usage rows that are looked through at once. */
const CHUNK_EVENTS = 100_000;
const CHUNK_BLOCKS = 20_000;

/** How long after its end a period is looked at: its last events come after the last run in it, and late ones later. */
const ENDED_MS = DAY_MS;

/** A year's period and a month to spare: what was told must be known until its period is over. */
const KEEP_MS = 400 * DAY_MS;

/**
 * Finds what people must be told, and tells them once. Any number of replicas
 * may run it at the same time: whoever writes an alert down first tells it,
 * and what was not told after a minute is told by the next run.
 */
export class AlertRunner {
  static create(options: {
    knex: Knex;
    account: string;
    ledger: Pick<Ledger, 'balance'> & { calendar: ZoneClock };
    budgets: Pick<Budgets, 'list'>;
    dictionary: Dictionary;
    lowBalanceThreshold: MicroCredits;
    /** Which kinds are told; all where absent. */
    kinds?: AlertsConfig['kinds'];
    deliver: DeliverAlert;
    writing: Writing;
    /** What else there may be to tell; see README. */
    sources?: readonly AlertSource[];
    logger: LoggerService;
    now?: () => EpochMs;
  }): AlertRunner {
    return new AlertRunner(options);
  }

  /** While neither changes, no budget has been used. */
  #seen: { version: number; until: EpochMs } = { version: -1, until: 0 };
  #prunedAt = 0;
  readonly #now: () => EpochMs;

  private constructor(
    private readonly options: Parameters<typeof AlertRunner.create>[0],
  ) {
    this.#now = options.now ?? Date.now;
  }

  /** Tells what is due, and what could not be told before. Failures to tell are logged. */
  async run(signal?: AbortSignal): Promise<void> {
    const { account, knex } = this.options;
    const { id, version } = await ledgerStore.account(knex, account);
    const { block, names } = await this.#unknownNames(id, signal);
    const budgets = await this.#changedBudgets(version);
    const state = await this.#readState(id, budgets, names);
    if (isRearmed(state)) {
      await alertStore.clearLowBalance(knex, id, state.monthStart, this.#now());
    }
    await alertStore.forget(knex, rearmedThresholds(state));
    const due = [
      ...dueAlerts(state),
      ...(await this.#fromSources(id, signal)),
    ].filter(({ kind }) => this.options.kinds?.[kind].enabled ?? true);
    for (let at = 0; at < due.length; at += CHUNK) {
      if (signal?.aborted) {
        return;
      }
      await this.#tell(
        await alertStore.claim(
          knex,
          id,
          due.slice(at, at + CHUNK),
          randomUUID(),
          this.#now(),
        ),
      );
    }
    // Only now: what was not written down is found again by the next run.
    await alertStore.advance(knex, id, block);
    if (budgets) {
      this.#seen = {
        version,
        until: Math.min(...budgets.map(({ periodEnd }) => periodEnd)),
      };
    }
    await this.#tellAgain(id, signal);
    await this.#prune(id);
  }

  /** What the sources find that was not told; a source that fails costs only its own. */
  async #fromSources(
    accountId: number,
    signal?: AbortSignal,
  ): Promise<Alert[]> {
    const { account, knex, logger, sources = [] } = this.options;
    const now = this.#now();
    const found = await alertsFromSources(sources, {
      account,
      now,
      signal,
      timeoutMs: SOURCE_TIMEOUT_MS,
      logger,
    });
    // What is older than what is remembered would be told again and again.
    const alerts = found.filter(
      ({ periodStart }) => periodStart > now - KEEP_MS,
    );
    if (!alerts.length) {
      return [];
    }
    const told = await alertStore.told(
      knex,
      accountId,
      [...new Set(alerts.map(({ periodStart }) => periodStart))],
      [...new Set(alerts.map(({ kind }) => kind))],
    );
    return withoutTold(alerts, told);
  }

  async #readState(
    accountId: number,
    current: StoredBudget[] | undefined,
    unknown: AlertState['unknown'],
  ): Promise<AlertState> {
    const { account, knex, ledger, lowBalanceThreshold } = this.options;
    const { calendar } = ledger;
    const { available } = await ledger.balance(account);
    const ended = await endedPeriods(
      knex,
      current ?? [],
      calendar,
      this.#now() - ENDED_MS,
    );
    const budgets = [
      ...(current ?? []),
      ...ended.map(budget => ({ ...budget, ended: true })),
    ];
    const policy = await policyStore.current(knex, accountId);
    const monthStart = calendar.monthOf(this.#now()).start;
    const starts = new Set([
      monthStart,
      ...budgets.map(({ periodStart }) => periodStart),
    ]);
    return {
      writing: this.options.writing,
      timeZone: calendar.zone,
      monthStart,
      budgets,
      available: parseCredits(available),
      lowBalanceThreshold: policy?.lowBalanceThreshold ?? lowBalanceThreshold,
      unknown,
      told: await alertStore.told(
        knex,
        accountId,
        [...starts],
        // Of budgets there may be many; they matter only when budgets are looked at.
        current
          ? undefined
          : ['low-balance', 'unknown-model', 'unknown-action'],
      ),
    };
  }

  /** The budgets, or nothing while they are as they were at the last run. */
  async #changedBudgets(version: number): Promise<StoredBudget[] | undefined> {
    const { account, budgets } = this.options;
    const { until, version: seen } = this.#seen;
    return version === seen && this.#now() < until
      ? undefined
      : budgets.list(account);
  }

  async #unknownNames(
    accountId: number,
    signal?: AbortSignal,
  ): Promise<{ block: number; names: AlertState['unknown'] }> {
    const { dictionary, knex, ledger } = this.options;
    const { start } = ledger.calendar.monthOf(this.#now());
    let block = await alertStore.block(knex, accountId, start);
    const found = new Map<string, { kind: UnknownNameKind; id: number }>();
    for (;;) {
      const stretch = await blocksAfter(knex, accountId, block, {
        blocks: CHUNK_BLOCKS,
        events: CHUNK_EVENTS,
      });
      for (const each of await alertStore.unknownNames(
        knex,
        accountId,
        stretch.ranges,
      )) {
        found.set(`${each.kind} ${each.id}`, each);
      }
      block = stretch.last;
      if (!stretch.blocks || signal?.aborted) {
        break;
      }
    }
    const refs = await dictionary.refs([...found.values()].map(({ id }) => id));
    return {
      block,
      names: [...found.values()].flatMap(({ kind, id }) => {
        const name = refs.get(id);
        return name === undefined ? [] : [{ kind, name }];
      }),
    };
  }

  async #tellAgain(accountId: number, signal?: AbortSignal): Promise<void> {
    const { knex } = this.options;
    let found = CHUNK;
    while (found === CHUNK && !signal?.aborted) {
      const alerts = await alertStore.reclaim(
        knex,
        accountId,
        randomUUID(),
        this.#now(),
        CHUNK,
      );
      await this.#tell(alerts);
      found = alerts.length;
    }
  }

  async #tell(alerts: readonly ClaimedAlert[]): Promise<void> {
    const { deliver, knex, logger } = this.options;
    const lapses = performance.now() + RETRY_MS / 2;
    const waiting = [...alerts];
    const work = async () => {
      // Near its end a claim is left to lapse, or two runs would tell the same.
      while (waiting.length && performance.now() < lapses) {
        const alert = waiting.shift()!;
        try {
          await deliver(alert);
          await alertStore.delivered(knex, alert.id, this.#now());
        } catch (error) {
          const outlook =
            alert.attempts < MAX_ATTEMPTS
              ? 'it is tried again'
              : 'it is given up';
          logger.warn(
            `An alert could not be delivered, ${outlook}: ${stringifyError(
              error,
            )}`,
            { title: alert.notice.title, attempts: alert.attempts },
          );
        }
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
  }

  async #prune(accountId: number): Promise<void> {
    const now = this.#now();
    if (now - this.#prunedAt > DAY_MS) {
      await alertStore.prune(this.options.knex, accountId, now - KEEP_MS);
      this.#prunedAt = now;
    }
  }
}
