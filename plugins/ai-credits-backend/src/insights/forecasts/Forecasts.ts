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

import { ServiceUnavailableError } from '@backstage/errors';
import {
  ForecastResponse,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Scope, statusOf } from '../../budgets';
import type { AiCreditsConfig } from '../../config';
import { ledgerStore } from '../../database/LedgerStore';
import type { Ledger, StoredBudget } from '../../ledger/api';
import { isInForce } from '../../ledger/burnOrder';
import { DateIndex } from '../../ledger/calendar';
import { DEFAULT_PRIORITY } from '../../ledger/posting/Session';
import { EpochMs } from '../../ledger/types';
import { ZoneClock } from '../../ledger/ZoneClock';
import type { UsageQueries } from '../../usage/api';
import {
  BurnableLot,
  forecastSteps,
  Method,
  NoForecast,
  SeriesForecast,
} from '../forecast';
import {
  ACCOUNT_DAYS,
  AccountCredits,
  describeForecast,
  toNumber,
} from './describeForecast';
import { DailyUse, readDailyUse } from './readDailyUse';

/** The part of cases that intervals are to hold. */
const LEVEL = 0.8;
/** Forecasts that are kept; each is some 50 kB. */
const KEPT = 300;
/** How long others wait for the process while a forecast is made. */
const SLICE_MS = 10;
/** Forecasts that wait to be made; they are made one after another. */
const MAX_WAITING = 100;
/** Months ahead whose allowance is counted on. */
const MONTHS = 13;

/**
 * What the account and its scopes will use, and when that uses up their
 * credits. The costly part depends on nothing but the full days that are over,
 * so it is made once a day and scope, and again only where a late event changed
 * one of them.
 */
export class Forecasts {
  static create(options: {
    knex: Knex;
    accountId: number;
    account: string;
    usage: Pick<UsageQueries, 'analytics'>;
    ledger: Pick<Ledger, 'balance'>;
    clock: ZoneClock;
    config: Pick<AiCreditsConfig, 'account' | 'packs'>;
    methods: readonly Method[];
    now?: () => EpochMs;
  }): Forecasts {
    return new Forecasts(options);
  }

  readonly #kept = new Map<string, Promise<SeriesForecast | NoForecast>>();
  readonly #now: () => EpochMs;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  private constructor(
    private readonly options: Parameters<typeof Forecasts.create>[0],
  ) {
    this.#now = options.now ?? Date.now;
  }

  /** When the account's credits run out. */
  async ofAccount(): Promise<ForecastResponse> {
    const { clock } = this.options;
    const now = this.#now();
    const use = await this.#dailyUse(now);
    const month = clock.monthOf(now);
    const monthStarts = this.#monthStarts(month.end);
    return describeForecast({
      subject: {
        scope: { kind: 'account' },
        period: { kind: 'month', ...month },
        periodEnds: clock.dateOf(month.end),
        used: usedSince(use, clock.dateOf(month.start)),
      },
      credits: await this.#credits(use.today, monthStarts, now),
      use,
      forecast: await this.#forecast(use, ACCOUNT_DAYS),
      level: LEVEL,
      timeZone: clock.zone,
      now,
    });
  }

  /** When a budget is used up. */
  async ofBudget(budget: StoredBudget): Promise<ForecastResponse> {
    const { allocation, held, periodEnd, periodStart, used } = budget;
    const now = this.#now();
    return this.#ofScope(budget.scope, now, {
      budget: {
        id: String(budget.id),
        credits: formatCredits(allocation),
        status: statusOf(budget, now),
        allocation,
        held,
      },
      period: { kind: budget.period, start: periodStart, end: periodEnd },
      used,
    });
  }

  /** What a scope without a budget uses in a month. */
  async ofScope(scope: Scope): Promise<ForecastResponse> {
    const now = this.#now();
    return this.#ofScope(scope, now, {
      period: { kind: 'month', ...this.options.clock.monthOf(now) },
    });
  }

  async #ofScope(
    scope: Scope,
    now: EpochMs,
    subject: Pick<
      Parameters<typeof describeForecast>[0]['subject'],
      'budget' | 'period'
    > & { used?: bigint },
  ): Promise<ForecastResponse> {
    const { clock } = this.options;
    const use = await this.#dailyUse(now, scope);
    const { end, start } = subject.period;
    const periodEnds = clock.dateOf(end);
    return describeForecast({
      subject: {
        ...subject,
        scope,
        periodEnds,
        used: subject.used ?? usedSince(use, clock.dateOf(start)),
      },
      use,
      forecast: await this.#forecast(use, Math.max(1, periodEnds - use.today)),
      level: LEVEL,
      timeZone: clock.zone,
      now,
    });
  }

  #dailyUse(now: EpochMs, scope?: Scope): Promise<DailyUse> {
    const { account, clock, usage } = this.options;
    return readDailyUse(usage, {
      account,
      clock,
      now,
      ...(scope ? { scope } : {}),
    });
  }

  /** Of the same days the same, for as long as it is among those asked for last. */
  #forecast(
    use: DailyUse,
    horizon: number,
  ): Promise<SeriesForecast | NoForecast> {
    const key = `${use.today} ${horizon} ${use.full.join(' ')}`;
    const kept =
      this.#kept.get(key) ??
      this.#inTurn(() =>
        unhurried(
          forecastSteps(use.full.map(toNumber), this.options.methods, {
            horizon,
            level: LEVEL,
          }),
        ),
      );
    // What failed is made anew by who asks next.
    kept.catch(() => this.#kept.delete(key));
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) {
        break;
      }
      this.#kept.delete(oldest);
    }
    return kept;
  }

  /**
   * One at a time: of many at once each would take its slice of every turn, and
   * everybody else would wait for all of them.
   */
  async #inTurn<T>(make: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MAX_WAITING) {
      throw new ServiceUnavailableError(
        `${MAX_WAITING} forecasts are waiting to be made; try again in a moment`,
      );
    }
    this.#waiting += 1;
    const made = this.#turn.then(make);
    this.#turn = made.catch(() => undefined);
    try {
      return await made;
    } finally {
      this.#waiting -= 1;
    }
  }

  #monthStarts(first: EpochMs): EpochMs[] {
    const starts = [first];
    while (starts.length < MONTHS) {
      starts.push(this.options.clock.monthOf(starts[starts.length - 1]).end);
    }
    return starts;
  }

  async #credits(
    today: DateIndex,
    monthStarts: readonly EpochMs[],
    now: EpochMs,
  ): Promise<AccountCredits> {
    const { account, accountId, clock, config, knex, ledger } = this.options;
    const balance = await ledger.balance(account);
    const lots = await ledgerStore.lots(knex, accountId);
    const day = (at: EpochMs) => clock.dateOf(at) - today;
    const burnable = lots
      .filter(lot => isInForce(lot, now, now) || lot.effectiveAt > now)
      .map((lot): BurnableLot => {
        const until =
          lot.expiresAt === undefined ? undefined : day(lot.expiresAt);
        return {
          free: lot.kind !== 'purchase',
          credits: toNumber(lot.remaining),
          priority: lot.priority,
          from: Math.max(0, day(lot.effectiveAt)),
          // What expires in the course of a day pays for some of it: all of today, nothing of a later one.
          ...(until === undefined ? {} : { until: Math.max(1, until) }),
          ...(lot.kind === 'allowance' && isInForce(lot, now, now)
            ? { lapses: true }
            : {}),
        };
      });
    const allowances = monthStarts.slice(0, -1).map(
      (start, i): BurnableLot => ({
        free: true,
        credits: toNumber(config.account.monthlyAllowance),
        priority: DEFAULT_PRIORITY,
        from: day(start),
        until: day(monthStarts[i + 1]),
      }),
    );
    return {
      available: parseCredits(balance.available),
      free: parseCredits(balance.free),
      held: parseCredits(balance.held),
      lots: [...burnable, ...allowances],
      monthStarts: monthStarts.map(day),
      excess: {
        limit: parseCredits(balance.excess.limit),
        left: parseCredits(balance.excess.remaining),
      },
      packs: config.packs,
    };
  }
}

/** Takes steps, and lets others have the process every few milliseconds. */
async function unhurried<T>(steps: Generator<void, T>): Promise<T> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    if (performance.now() > until) {
      await new Promise(resolve => setImmediate(resolve));
      until = performance.now() + SLICE_MS;
    }
  }
}

function usedSince(use: DailyUse, from: DateIndex): bigint {
  return use.full
    .slice(Math.max(0, from - use.first))
    .reduce((sum, value) => sum + value, use.usedToday);
}
