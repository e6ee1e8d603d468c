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
  ReportContents,
  ReportSection,
  ReportStat,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { ReportFacts } from './facts';
import {
  adviceSection,
  budgetsSection,
  costsSection,
  efficiencySection,
  modelsSection,
  performanceSection,
  productivitySection,
  returnsSection,
  subjectTitle,
  summarySection,
  tiersSection,
  topSection,
  trendSection,
} from './sections';
import { creditColumns } from './summary';
import { amount, answerOf, stat, titleOf, Writer, writerOf } from './writing';

/** What each kind of report holds, in order. */
const sectionsOf: Record<
  ReportFacts['kind'],
  ReadonlyArray<(writer: Writer) => ReportSection[]>
> = {
  daily: [trendSection, tiersSection, topSection, performanceSection],
  weekly: [
    trendSection,
    efficiencySection,
    productivitySection,
    modelsSection,
    topSection,
    performanceSection,
  ],
  monthly: [
    trendSection,
    summarySection,
    tiersSection,
    budgetsSection,
    topSection,
    productivitySection,
    modelsSection,
    performanceSection,
    efficiencySection,
    costsSection,
    returnsSection,
    adviceSection,
  ],
  custom: [
    trendSection,
    tiersSection,
    summarySection,
    topSection,
    productivitySection,
    modelsSection,
    performanceSection,
    efficiencySection,
    costsSection,
  ],
};

/** Makes a report of its facts; nothing is looked up or computed elsewhere. */
export function buildContents(facts: ReportFacts): ReportContents {
  const writer = writerOf(facts);
  const { words } = writer;
  const { range, timeZone } = facts;
  const date = (at: number) =>
    DateTime.fromMillis(at, { zone: timeZone }).toISODate() ?? '';
  const firstDay = date(range.from);
  const lastDay = date(range.to - 1);
  const { totals } = answerOf(writer, 'total');
  const empty = Number(totals.requests ?? 0) === 0 && !amount(totals.credits);
  const subject = subjectTitle(writer);
  const when = whenOf(writer, firstDay, lastDay);
  return {
    schemaVersion: 1,
    name: facts.name,
    kind: facts.kind,
    language: facts.language,
    organization: facts.organization,
    subjectTitle: subject,
    subject: facts.subject,
    owner: facts.owner,
    titles: facts.titles,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    firstDay,
    lastDay,
    timeZone,
    madeAt: new Date(facts.now).toISOString(),
    asOf: facts.answers.total?.asOf ?? new Date(facts.now).toISOString(),
    empty,
    headline: headline(writer, when, subject, empty),
    ...(facts.partial
      ? {
          scopeNote: words.notices.partial(ownerOf(writer)),
        }
      : {}),
    notices: [
      ...(facts.gone && facts.subject.kind !== 'organization'
        ? [words.notices.gone(facts.subject.ref)]
        : []),
      ...(range.to > facts.now ? [words.notices.running] : []),
    ],
    stats: empty ? emptyStats(writer) : stats(writer),
    // What was allocated and what remains is worth knowing without any use.
    sections: (empty
      ? [summarySection, budgetsSection]
      : sectionsOf[facts.kind]
    ).flatMap(write => write(writer)),
  };
}

function isWholeMonth(firstDay: string, lastDay: string): boolean {
  const next = new Date(`${lastDay}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return (
    firstDay.endsWith('-01') &&
    firstDay.slice(0, 7) === lastDay.slice(0, 7) &&
    next.getUTCDate() === 1
  );
}

/** A period as a reader names it: a day, a month, or two dates. */
export function periodTitle(
  { formats }: Pick<Writer, 'formats'>,
  firstDay: string,
  lastDay: string,
): string {
  return isWholeMonth(firstDay, lastDay)
    ? formats.month(firstDay)
    : formats.days(firstDay, lastDay);
}

/** A period at the beginning of a sentence. */
function whenOf(
  { formats, words }: Writer,
  firstDay: string,
  lastDay: string,
): string {
  const title = periodTitle({ formats }, firstDay, lastDay);
  if (firstDay === lastDay) {
    return words.when.day(title);
  }
  return isWholeMonth(firstDay, lastDay)
    ? words.when.month(title)
    : words.when.range(title);
}

function changeOf(writer: Writer): number | undefined {
  const before = amount(answerOf(writer, 'before').totals.credits);
  const now = amount(answerOf(writer, 'total').totals.credits);
  return before > 0n
    ? Number(((now - before) * 1_000_000n) / before) / 1_000_000
    : undefined;
}

function remainingOf({ facts }: Writer): bigint | undefined {
  const { summary } = facts;
  return (
    summary &&
    creditColumns.reduce(
      (sum, column) => sum + summary.lines.remaining[column],
      0n,
    )
  );
}

function ownerOf({ facts }: Writer): string {
  return titleOf(facts.titles, facts.owner);
}

/** Says what was used; where the owner may not see all of it, that it is what they may see. */
function headline(
  writer: Writer,
  when: string,
  subject: string,
  empty: boolean,
): string {
  const { facts, formats, words } = writer;
  if (empty) {
    return facts.partial
      ? words.emptySeen(when, subject, ownerOf(writer))
      : words.empty(when, subject);
  }
  const before = words.before[facts.kind];
  const { totals } = answerOf(writer, 'total');
  const change = changeOf(writer);
  const remaining = remainingOf(writer);
  let trend = '';
  if (change !== undefined) {
    const size = formats.figure(Math.abs(change), 'percent');
    trend = words.headline.same(before);
    if (change !== 0) {
      trend =
        change > 0
          ? words.headline.more(size, before)
          : words.headline.less(size, before);
    }
  }
  const requests = words.requests(
    Number(totals.requests ?? 0),
    formats.figure(totals.requests ?? 0, 'count'),
  );
  return [
    words.headline.used(
      when,
      subject,
      formats.figure(totals.credits ?? '0', 'credits'),
      facts.partial ? words.seen(requests, ownerOf(writer)) : requests,
    ),
    trend,
    '.',
    remaining === undefined
      ? ''
      : words.headline.remaining(
          formats.figure(formatCredits(remaining), 'credits'),
        ),
  ].join('');
}

function stats(writer: Writer): ReportStat[] {
  const { facts, formats, words } = writer;
  const before = words.before[facts.kind];
  const { totals } = answerOf(writer, 'total');
  const change = changeOf(writer);
  return [
    ...stat(
      'credits',
      words.stats.credits,
      'credits',
      totals.credits,
      change === undefined
        ? words.stats.noBefore(before)
        : words.stats[change < 0 ? 'less' : 'more'](
            formats.figure(Math.abs(change), 'percent'),
            before,
          ),
    ),
    ...stat('requests', words.stats.requests, 'count', totals.requests),
    ...stat(
      'creditsPerRequest',
      words.stats.creditsPerRequest,
      'credits',
      totals.creditsPerRequest,
    ),
    ...stat(
      'successRate',
      words.stats.successRate,
      'percent',
      totals.successRate,
      words.stats.failed(formats.figure(totals.failed ?? 0, 'count')),
    ),
    ...emptyStats(writer),
  ];
}

/** What there is to tell of a period without use. */
function emptyStats(writer: Writer): ReportStat[] {
  const { facts, formats, words } = writer;
  const remaining = remainingOf(writer);
  if (remaining === undefined || !facts.summary) {
    return [];
  }
  const { carriedIn, allocated, taken } = facts.summary.lines;
  const there = creditColumns.reduce(
    (sum, column) =>
      sum + carriedIn[column] + allocated[column] - taken[column],
    0n,
  );
  return stat(
    'remaining',
    words.stats.remaining,
    'credits',
    formatCredits(remaining),
    words.stats.ofAvailable(formats.figure(formatCredits(there), 'credits')),
  );
}
