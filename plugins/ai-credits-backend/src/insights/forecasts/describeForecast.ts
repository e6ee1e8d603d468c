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
  ForecastResponse,
  formatCredits,
  MICRO_PER_CREDIT,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { projectedUse } from '../../budgets';
import type { PackConfig } from '../../config';
import type { DateIndex, Period } from '../../ledger/calendar';
import type { EpochMs } from '../../ledger/types';
import {
  burn,
  BurnableLot,
  exhaustionDays,
  NoForecast,
  paceOf,
  Range,
  rangeOf,
  SeriesForecast,
  sumRanges,
} from '../forecast';
import { dateText } from './dates';
import { DailyUse } from './readDailyUse';

/** Days of the burn rate. */
export const PACE_DAYS = 7;
/** Days ahead at which it is said when an account's credits run out. */
export const ACCOUNT_DAYS = 366;
/** Paths that are drawn: enough that a percent is a percent. */
export const PATHS = 400;
/** No date is told that is further away than this. */
const MOST_DAYS = 3_650;

/** What a forecast is about, as it stands. */
export interface Subject {
  scope: ForecastResponse['scope'];
  budget?: ForecastResponse['budget'] & { held: bigint; allocation: bigint };
  period: Period & { kind: ForecastResponse['period']['kind'] };
  /** The date on which the period ends, exclusive. */
  periodEnds: DateIndex;
  /** Used in the period so far. */
  used: bigint;
}

/** The credits of an account, days counted from today. */
export interface AccountCredits {
  available: bigint;
  free: bigint;
  held: bigint;
  lots: readonly BurnableLot[];
  monthStarts: readonly number[];
  excess: { limit: bigint; left: bigint };
  packs: readonly PackConfig[];
}

/** The answer about a subject, from what was read of it. */
export function describeForecast(options: {
  subject: Subject;
  credits?: AccountCredits;
  use: DailyUse;
  forecast: SeriesForecast | NoForecast;
  level: number;
  timeZone: string;
  now: EpochMs;
}): ForecastResponse {
  const { credits, forecast, level, now, subject, use } = options;
  const { budget, period, used } = subject;
  const left =
    credits?.available ??
    (budget ? budget.allocation - used - budget.held : undefined);
  const pace = paceOf(use.full.map(toNumber), PACE_DAYS, toNumber(left ?? 0n));
  const daysLeft = Math.max(0, subject.periodEnds - use.today);
  const base: ForecastResponse = {
    scope: subject.scope,
    ...(budget
      ? {
          budget: {
            id: budget.id,
            credits: budget.credits,
            status: budget.status,
          },
        }
      : {}),
    period: {
      kind: period.kind,
      start: new Date(period.start).toISOString(),
      end: new Date(period.end).toISOString(),
      daysLeft,
    },
    history: use.full.map((value, day) => ({
      day: dateText(use.first + day),
      credits: formatCredits(value),
    })),
    today: dateText(use.today),
    usedToday: formatCredits(use.usedToday),
    used: formatCredits(used),
    ...(left === undefined ? {} : { left: formatCredits(left) }),
    projected: formatCredits(
      projectedUse(
        { used, periodStart: period.start, periodEnd: period.end },
        now,
      ),
    ),
    pace: {
      days: PACE_DAYS,
      perDay: toCredits(pace.perDay),
      ...(left !== undefined &&
      pace.lastsDays !== undefined &&
      pace.lastsDays < MOST_DAYS
        ? { runsOutOn: dateText(use.today + Math.floor(pace.lastsDays)) }
        : {}),
    },
    enough: forecast.enough,
    level,
    days: [],
    timeZone: options.timeZone,
    asOf: new Date(now).toISOString(),
  };
  if (!forecast.enough) {
    const { days, needed } = forecast;
    return {
      ...base,
      reason: {
        days,
        needed,
        message: `Not enough data: a forecast needs ${needed} full days since the first use, and there are ${days}`,
      },
    };
  }
  const paths = forecast.paths(PATHS, use.full.join(' '));
  const usedToday = toNumber(use.usedToday);
  const totals = sumRanges(paths, daysLeft, usedToday, level);
  const before = toNumber(used);
  const shifted = ({ lower, middle, upper }: Range) =>
    rangeText({
      lower: before + lower,
      middle: before + middle,
      upper: before + upper,
    });
  return {
    ...base,
    ...describeMethod(forecast, use),
    days: totals.map((total, day) => ({
      day: dateText(use.today + day),
      ...rangeText(rangeOfDay(forecast, paths, day, level)),
      total: shifted(total),
    })),
    ...(totals.length
      ? { endOfPeriod: shifted(totals[totals.length - 1]) }
      : {}),
    ...(credits
      ? describeAccount(credits, paths, { level, usedToday, today: use.today })
      : describeBudgetEnd(subject, paths, {
          level,
          usedToday,
          today: use.today,
          daysLeft,
        })),
  };
}

function describeMethod(
  { backtest, parts }: SeriesForecast,
  { full }: DailyUse,
): Partial<ForecastResponse> {
  const mean = full.length
    ? full.reduce((sum, value) => sum + toNumber(value), 0) / full.length
    : 0;
  return {
    method: {
      id: parts[0].method.id,
      parts: parts.map(({ method, weight }) => ({
        id: method.id,
        weight: Math.round(weight * 1_000) / 1_000,
      })),
    },
    ...(backtest
      ? {
          pastError: {
            origins: backtest.origins,
            perDay: toCredits(backtest.chosen.mae),
            ...(mean > 0 ? { relative: backtest.chosen.mae / mean } : {}),
            ...(backtest.chosen.mase === undefined
              ? {}
              : { scaled: backtest.chosen.mase }),
            coverage: backtest.chosen.coverage,
          },
        }
      : {}),
  };
}

/** A day's interval from the calibration where that reaches, from the paths after it. */
function rangeOfDay(
  { bands, prediction }: SeriesForecast,
  paths: readonly Float64Array[],
  day: number,
  level: number,
): Range {
  if (day < bands.days.lower.length) {
    return {
      lower: bands.days.lower[day],
      middle: prediction[day],
      upper: bands.days.upper[day],
    };
  }
  const { lower, upper } = rangeOf(
    Float64Array.from(paths, path => path[day]),
    level,
  );
  return {
    lower: Math.min(lower, prediction[day]),
    middle: prediction[day],
    upper: Math.max(upper, prediction[day]),
  };
}

function describeBudgetEnd(
  { budget, used }: Subject,
  paths: readonly Float64Array[],
  options: {
    level: number;
    usedToday: number;
    today: DateIndex;
    daysLeft: number;
  },
): Partial<ForecastResponse> {
  if (!budget) {
    return {};
  }
  const { daysLeft, level, today, usedToday } = options;
  const days = exhaustionDays(
    paths,
    toNumber(budget.allocation - used - budget.held),
    usedToday,
  ).map(day => (day < daysLeft ? day : Infinity));
  return {
    runsOut: datesOf(rangeOf(days, level), today),
    chanceOfRunningOut: partOf(days, day => day < daysLeft),
  };
}

function describeAccount(
  credits: AccountCredits,
  paths: readonly Float64Array[],
  options: { level: number; usedToday: number; today: DateIndex },
): Partial<ForecastResponse> {
  const { level, today, usedToday } = options;
  const found = burn({
    paths,
    usedToday,
    held: toNumber(credits.held),
    lots: credits.lots,
    monthStarts: credits.monthStarts,
    excess: {
      limit: toNumber(credits.excess.limit),
      left: toNumber(credits.excess.left),
    },
  });
  const runsOut = rangeOf(found.days, level);
  const lacking = rangeOf(found.lacking, level).upper;
  return {
    runsOut: datesOf(runsOut, today),
    chanceOfRunningOut: found.beforeReset,
    account: {
      available: formatCredits(credits.available),
      free: formatCredits(credits.free),
      lapsing: rangeText(found.lapsing),
      chanceOfRefusal: found.refused,
      ...(lacking >= 1 && Number.isFinite(runsOut.lower)
        ? {
            purchase: purchaseOf(lacking, today + runsOut.lower, credits.packs),
          }
        : {}),
    },
  };
}

function purchaseOf(
  lacking: number,
  by: DateIndex,
  packs: readonly PackConfig[],
): NonNullable<NonNullable<ForecastResponse['account']>['purchase']> {
  const credits = parseCredits(String(Math.ceil(lacking)));
  const offers = packs
    .filter(pack => pack.credits > 0n)
    .map(pack => ({
      pack,
      quantity: Number((credits + pack.credits - 1n) / pack.credits),
    }))
    // The fewest purchases, and of those the least that is left over.
    .sort(
      (a, b) =>
        a.quantity - b.quantity ||
        Number(a.pack.credits) - Number(b.pack.credits),
    );
  const best = offers[0];
  return {
    by: dateText(by),
    credits: formatCredits(credits),
    ...(best
      ? {
          pack: {
            id: best.pack.id,
            title: best.pack.title,
            quantity: best.quantity,
            credits: formatCredits(best.pack.credits * BigInt(best.quantity)),
          },
        }
      : {}),
  };
}

function datesOf(
  { lower, middle, upper }: Range,
  today: DateIndex,
): NonNullable<ForecastResponse['runsOut']> {
  const date = (day: number) =>
    Number.isFinite(day) ? dateText(today + Math.floor(day)) : undefined;
  const [earliest, on, latest] = [date(lower), date(middle), date(upper)];
  return {
    ...(on === undefined ? {} : { on }),
    ...(earliest === undefined ? {} : { earliest }),
    ...(latest === undefined ? {} : { latest }),
  };
}

function partOf(
  values: Float64Array,
  holds: (value: number) => boolean,
): number {
  return values.length ? values.filter(holds).length / values.length : 0;
}

function rangeText({ lower, middle, upper }: Range) {
  return {
    expected: toCredits(middle),
    lower: toCredits(lower),
    upper: toCredits(upper),
  };
}

/** Credits as a number; what is expected is no amount, and needs no exactness. */
export function toNumber(amount: bigint): number {
  return Number(amount) / Number(MICRO_PER_CREDIT);
}

function toCredits(value: number): string {
  return formatCredits(BigInt(Math.round(Math.max(0, value) * 1_000)) * 1_000n);
}
