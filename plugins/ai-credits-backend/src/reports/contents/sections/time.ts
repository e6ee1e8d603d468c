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
  ReportSection,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { granularityOf } from '../questions';
import { amount, answerOf, share, stackedBars, stat, Writer } from '../writing';
import { section, averageADay } from './section';

/** Percent of the credits that the most active weekdays are named for. */
const ACTIVE_WEEKDAYS = 3;

/** The local periods of the range, as charts name them. */
export function periodsOf({ facts }: Writer): string[] {
  const { range, timeZone } = facts;
  const step = granularityOf(range);
  const zone = { zone: timeZone };
  const end = DateTime.fromMillis(range.to, zone);
  let at = DateTime.fromMillis(range.from, zone).startOf(step);
  const periods: string[] = [];
  for (; at < end; at = at.plus({ [step]: 1 })) {
    const day = at.toISODate() ?? '';
    if (step === 'hour') {
      periods.push(at.toFormat("yyyy-MM-dd'T'HH"));
    } else {
      periods.push(step === 'month' ? day.slice(0, 7) : day);
    }
  }
  return [...new Set(periods)];
}

/** When credits were used. */
export function trendSection(writer: Writer): ReportSection[] {
  const { facts, formats, words } = writer;
  const step = granularityOf(facts.range);
  const titles = {
    hour: words.charts.byHour,
    day: words.charts.byDay,
    week: words.charts.byWeek,
    month: words.charts.byMonth,
  };
  const chart = stackedBars(writer, {
    id: 'timeline',
    title: titles[step],
    question: 'timeline',
    dimension: 'model',
    periods: periodsOf(writer),
  });
  const sums = chart.periods.map((period, i) => ({
    period,
    credits: chart.series.reduce(
      (sum, line) => sum + amount(line.values[i]),
      0n,
    ),
  }));
  const most = sums.reduce<(typeof sums)[number] | undefined>(
    (best, each) => (each.credits > (best?.credits ?? 0n) ? each : best),
    undefined,
  );
  const figure = (credits: bigint) =>
    `${formats.figure(formatCredits(credits), 'credits')} ${words.credits}`;
  const hourName = (hour: number) =>
    words.facts.hour(
      `${String(hour).padStart(2, '0')}:00`,
      `${String((hour + 1) % 24).padStart(2, '0')}:00`,
    );
  const hours = answerOf(writer, 'hours').rows;
  const peakHour = hours.reduce<(typeof hours)[number] | undefined>(
    (best, row) => (amount(row.credits) > amount(best?.credits) ? row : best),
    undefined,
  );
  const weekdays = answerOf(writer, 'weekdays');
  const whole = amount(weekdays.totals.credits);
  const weekend = weekdays.rows
    .filter(row => Number(row.weekday) > 5)
    .reduce((sum, row) => sum + amount(row.credits), 0n);
  const active = [...weekdays.rows]
    .filter(row => amount(row.credits) > 0n)
    .sort((a, b) => (amount(a.credits) > amount(b.credits) ? -1 : 1))
    .slice(0, ACTIVE_WEEKDAYS)
    .map(row => formats.weekdayName(Number(row.weekday)));
  const withValue = (name: string, credits: bigint) =>
    words.facts.withValue(name, figure(credits));
  const atHour = step === 'hour';
  return section(
    atHour ? 'hours' : 'trend',
    words.sections[atHour ? 'hours' : 'trend'],
    [
      chart,
      {
        type: 'facts',
        id: 'pattern',
        facts: [
          ...stat(
            'peak',
            atHour ? words.facts.peakHour : words.facts.peakDay,
            'text',
            most && (atHour || step === 'day')
              ? withValue(
                  atHour
                    ? hourName(Number(most.period.slice(11, 13)))
                    : formats.day(most.period),
                  most.credits,
                )
              : undefined,
          ),
          ...stat(
            'peakHour',
            words.facts.peakHour,
            'text',
            peakHour &&
              withValue(
                hourName(Number(peakHour.hourOfDay)),
                amount(peakHour.credits),
              ),
          ),
          ...stat(
            'activeDays',
            words.facts.activeDays,
            'text',
            active.length ? active.join(', ') : undefined,
          ),
          ...stat(
            'daily',
            words.facts.daily,
            'text',
            atHour
              ? undefined
              : figure(
                  averageADay(
                    writer,
                    amount(answerOf(writer, 'total').totals.credits),
                  ),
                ),
          ),
          ...stat(
            'weekend',
            words.facts.weekend,
            'percent',
            weekdays.rows.length ? share(weekend, whole) : undefined,
          ),
        ],
      },
    ],
  );
}
