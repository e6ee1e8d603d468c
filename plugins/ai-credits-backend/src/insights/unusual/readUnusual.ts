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
  formatCredits,
  MICRO_PER_CREDIT,
  parseCredits,
  UnusualDay,
  UnusualResponse,
} from 'backstage-plugin-ai-credits-common';
import { DAY_MS } from '../../ledger/calendar';
import type { ZoneClock } from '../../ledger/periods';
import type { EpochMs } from '../../ledger/types';
import { answer, QuestionContext } from '../../usage/analytics';
import { InsightScope } from '../scope';
import {
  BASELINE_DAYS,
  DayValue,
  findUnusual,
  thresholds,
} from './findUnusual';

/** Teams and services that are looked at, those that used most. */
const WATCHED = 20;
/** Days before the range that are read: the baseline, and a while in which a shift may show. */
const LEAD_DAYS = BASELINE_DAYS + 35;
/** A difference of fewer credits is never unusual. */
const LEAST_CREDITS = 10;
/** Nor one below this share of what the account uses on a day. */
const LEAST_SHARE = 0.02;

type SubjectKind = UnusualDay['subject']['kind'];

/**
 * The unusual days of a range, of the account and of the teams and services
 * that used most. A day that is not over is left out.
 *
 * @throws ServiceUnavailableError when it takes too long
 */
export async function readUnusual(
  context: QuestionContext,
  scope: InsightScope,
  now: EpochMs,
): Promise<UnusualResponse> {
  const { clock } = context;
  const today = clock.periodOf('day', now).start;
  const until = Math.min(scope.to, today);
  const from = clock.periodOf('day', scope.from).start;
  const range = {
    from: clock.periodOf('day', from - LEAD_DAYS * DAY_MS).start,
    to: until,
  };
  const base = {
    from: new Date(scope.from).toISOString(),
    to: new Date(scope.to).toISOString(),
    timeZone: clock.zone,
    asOf: new Date(now).toISOString(),
  };
  if (range.from >= range.to || from >= until) {
    return { ...base, days: [], watched: { teams: 0, services: 0 } };
  }
  const account = await seriesOf(context, scope, range);
  const whole = account.get('') ?? [];
  const teams = await seriesOf(context, scope, range, 'team');
  const services = await seriesOf(context, scope, range, 'service');
  const used = whole.reduce((sum, day) => sum + day.credits, 0);
  const active = whole.filter(day => day.credits > 0).length;
  const floor = Math.max(
    LEAST_CREDITS,
    active > 0 ? (LEAST_SHARE * used) / active : 0,
  );
  const first = clock.dateOf(from);
  const found = [
    ...describe('account', account),
    ...describe('team', teams),
    ...describe('service', services),
  ];
  function describe(
    kind: SubjectKind,
    series: ReadonlyMap<string, DayValue[]>,
  ): UnusualDay[] {
    return [...series].flatMap(([ref, days]) =>
      findUnusual(
        days,
        floor,
        kind === 'account' ? thresholds.one : thresholds.many,
      )
        .filter(day => day.date >= first)
        .map(day => ({
          day: new Date(day.date * DAY_MS).toISOString().slice(0, 10),
          subject: kind === 'account' ? { kind } : { kind, ref },
          direction: day.direction,
          credits: credits(day.credits),
          expected: credits(day.expected),
          usual: { from: credits(day.from), to: credits(day.to) },
        })),
    );
  }
  const order: SubjectKind[] = ['account', 'team', 'service'];
  return {
    ...base,
    days: found.sort(
      (a, b) =>
        b.day.localeCompare(a.day) ||
        order.indexOf(a.subject.kind) - order.indexOf(b.subject.kind) ||
        (a.subject.ref ?? '').localeCompare(b.subject.ref ?? ''),
    ),
    watched: { teams: teams.size, services: services.size },
  };
}

/** Credits of each day, idle ones too, from each subject's first day with use on. */
async function seriesOf(
  context: QuestionContext,
  scope: InsightScope,
  range: { from: EpochMs; to: EpochMs },
  dimension?: 'team' | 'service',
): Promise<Map<string, DayValue[]>> {
  const { clock } = context;
  const question = {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    measures: ['credits' as const],
    filters: scope.filters,
  };
  let filters = scope.filters;
  if (dimension) {
    const { rows } = await answer(
      context,
      { ...question, groupBy: [dimension], limit: WATCHED + 1 },
      scope.visible,
    );
    const names = rows
      .map(row => String(row[dimension] ?? ''))
      .filter(Boolean)
      .slice(0, WATCHED);
    if (!names.length) {
      return new Map();
    }
    filters = { ...filters, [dimension]: names };
  }
  const { rows } = await answer(
    context,
    {
      ...question,
      filters,
      granularity: 'day',
      groupBy: dimension ? [dimension] : [],
      limit: 10_000,
    },
    scope.visible,
  );
  const known = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const name = dimension ? String(row[dimension] ?? '') : '';
    const days = known.get(name) ?? new Map<number, number>();
    days.set(
      Date.parse(`${row.period}T00:00:00Z`) / DAY_MS,
      Number(parseCredits(row.credits ?? 0)) / Number(MICRO_PER_CREDIT),
    );
    known.set(name, days);
  }
  return new Map(
    [...known].map(([name, days]) => [name, allDays(days, range, clock)]),
  );
}

function allDays(
  known: ReadonlyMap<number, number>,
  range: { from: EpochMs; to: EpochMs },
  clock: ZoneClock,
): DayValue[] {
  const last = clock.dateOf(range.to - 1);
  const days: DayValue[] = [];
  for (let date = clock.dateOf(range.from); date <= last; date++) {
    days.push({ date, credits: Math.max(0, known.get(date) ?? 0) });
  }
  return days;
}

function credits(value: number): string {
  return formatCredits(BigInt(Math.round(value * 100)) * 10_000n);
}
