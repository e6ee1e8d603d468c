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
import { stringifyError } from '@backstage/errors';
import {
  ForecastResponse,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import type { Alert, AlertSource } from '../../alerts/types';
import { projectedUse } from '../../budgets';
import type { Budgets, StoredBudget } from '../../ledger/api';
import type { EpochMs } from '../../ledger/types';
import type { ZoneClock } from '../../ledger/ZoneClock';
import type { Writing } from '../../messages';
import { Forecasts } from './Forecasts';

/** From this chance on people are told. */
const LIKELY = 0.5;
/** Forecasts are asked for again after so long, or when the day is over. */
const EVERY_MS = 3_600_000;
/** Budgets whose pace reaches less than this part of their limit, in percent, are not looked at. */
const WORTH_ASKING = 70n;
/** A run ends when it has worked this long; the next one goes on where it stopped. */
const WORK_MS = 5_000;

/**
 * Tells that credits are likely to run out before their period ends: those of
 * the account to the admins, those of a budget to its owners. Each is told once
 * in a period.
 */
export function forecastAlerts(options: {
  forecasts: Pick<Forecasts, 'ofAccount' | 'ofBudget'>;
  budgets: Pick<Budgets, 'list'>;
  clock: ZoneClock;
  writing: Writing;
  logger: LoggerService;
}): AlertSource {
  const { budgets, clock, forecasts, logger, writing } = options;
  let asked: { day: number; at: EpochMs } = { day: NaN, at: NaN };
  let waiting: Array<() => Promise<Alert | undefined>> = [];
  let found: Alert[] = [];
  return {
    name: 'running out',
    async due({ account, now, signal }) {
      const day = clock.dateOf(now);
      if (
        !waiting.length &&
        !(day === asked.day && now < asked.at + EVERY_MS)
      ) {
        const list = await budgets.list(account);
        waiting = [
          async () => accountAlert(await forecasts.ofAccount(), writing),
          ...list
            .filter(budget => isWorthAsking(budget, now))
            .map(
              budget => async () =>
                budgetAlert(budget, await forecasts.ofBudget(budget), writing),
            ),
        ];
        // What was found before holds for its period; the key keeps it from being told again.
        found = found.filter(({ periodStart }) =>
          [
            clock.monthOf(now).start,
            ...list.map(each => each.periodStart),
          ].includes(periodStart),
        );
        asked = { day, at: now };
      }
      const until = performance.now() + WORK_MS;
      while (waiting.length && performance.now() < until && !signal.aborted) {
        const ask = waiting.shift()!;
        try {
          const alert = await ask();
          if (alert) {
            found = [...found.filter(each => !isSame(each, alert)), alert];
          }
        } catch (error) {
          // One that cannot be foretold does not keep the others from being; it is asked for again with them.
          logger.warn(`A forecast failed: ${stringifyError(error)}`);
        }
        // Others wait for this process too.
        await new Promise(resolve => setImmediate(resolve));
      }
      return found;
    },
  };
}

function isSame(a: Alert, b: Alert): boolean {
  return a.subject === b.subject && a.periodStart === b.periodStart;
}

/** Those that are used up are told by their threshold, and of those with an easy pace nothing is to be told. */
function isWorthAsking(budget: StoredBudget, now: EpochMs): boolean {
  const { allocation, held, used } = budget;
  return (
    used + held < allocation &&
    projectedUse(budget, now) * 100n >= allocation * WORTH_ASKING
  );
}

function accountAlert(
  forecast: ForecastResponse,
  { credits, day, words }: Writing,
): Alert | undefined {
  if (!isLikely(forecast) || parseCredits(forecast.left ?? '0') <= 0n) {
    return undefined;
  }
  const purchase = forecast.account?.purchase;
  return {
    kind: 'forecast-exhaustion',
    subject: 'account',
    periodStart: Date.parse(forecast.period.start),
    threshold: 0,
    notice: {
      severity: 'high',
      title: words.forecast.account(day(forecast.runsOut!.on!)),
      description: [
        words.forecast.left(credits(forecast.left ?? '0'), percent(forecast)),
        ...(purchase
          ? [words.forecast.advice(credits(purchase.credits), day(purchase.by))]
          : []),
      ].join(' '),
      link: '/ai-credits',
    },
  };
}

function budgetAlert(
  budget: StoredBudget,
  forecast: ForecastResponse,
  { credits, day, scope, words }: Writing,
): Alert | undefined {
  if (!isLikely(forecast)) {
    return undefined;
  }
  const { kind, ref } = budget.scope;
  const end = forecast.endOfPeriod!;
  return {
    kind: 'forecast-exhaustion',
    subject: `${budget.period} ${kind}:${ref}`,
    periodStart: budget.periodStart,
    threshold: 0,
    notice: {
      severity: 'high',
      title: words.forecast.budget(
        scope(budget.scope),
        day(forecast.runsOut!.on!),
      ),
      description: words.forecast.expected(
        {
          used: credits(budget.used),
          allocation: credits(budget.allocation),
          expected: credits(end.expected),
          lower: credits(end.lower),
          upper: credits(end.upper),
        },
        words.periods[budget.period],
        percent(forecast),
      ),
      link: '/ai-credits/budgets',
      about: budget.scope,
    },
  };
}

function isLikely(forecast: ForecastResponse): boolean {
  return (
    forecast.enough &&
    (forecast.chanceOfRunningOut ?? 0) >= LIKELY &&
    forecast.runsOut?.on !== undefined
  );
}

function percent({ chanceOfRunningOut = 0 }: ForecastResponse): string {
  return `${Math.round(chanceOfRunningOut * 100)} %`;
}
