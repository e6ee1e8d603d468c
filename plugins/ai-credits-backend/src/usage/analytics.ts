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

import { InputError } from '@backstage/errors';
import { Measure, UsageDimension } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import { DAY_MS } from '../ledger/calendar';
import type { ZoneClock } from '../ledger/periods';
import { orderOf } from './answerOrder';
import { readPage } from './answerPage';
import { reader, readKeys } from './answerRows';
import { Answer, Question, VisibleUsage } from './api';
import { Condition, dimensionsOf, visibleCondition } from './conditions';
import { CubeDimension, Sum } from './cubes';
import { filterConditions, GroupKey, groupKey, periodKey } from './groupKeys';
import { groupId } from './latencies';
import { measureDefinitions } from './measures';
import {
  Asked,
  groupPercentiles,
  LatencyAnswer,
  latenciesOf,
} from './percentiles';
import { candidates, cover, Finest } from './plan';
import { simplify } from './simplify';
import { readWithTail } from './snapshot';
import { Reading } from './sources';

/** The longest ranges, in days. An hour or two more are let pass: the clock may have been changed. */
const MAX_DAYS = { hour: 93, day: 1_100, week: 3_660, month: 3_660 } as const;
const SLACK_MS = 2 * 3_600_000;

/** Where questions are asked. */
export interface QuestionContext {
  knex: Knex;
  dictionary: Dictionary;
  accountId: number;
  clock: ZoneClock;
}

/**
 * Answers a question from one snapshot of the database: from the smallest
 * rollups able to, from the events that are not in them yet, and from events
 * alone where no rollup has the dimensions.
 *
 * @throws InputError when the range is too long for the granularity, or the
 *   order names what is not in the answer
 * @throws ServiceUnavailableError when it takes too long
 */
export async function answer(
  context: QuestionContext,
  question: Question,
  visible: VisibleUsage,
): Promise<Answer> {
  const now = Date.now();
  const { knex, dictionary, clock, accountId } = context;
  const range = {
    start: Date.parse(question.from),
    end: Date.parse(question.to),
  };
  checkRange(question, range.end - range.start);

  const filters: readonly Condition[] = await filterConditions(
    knex,
    dictionary,
    question.filters,
  );
  const visibleOnly = await visibleCondition(knex, dictionary, visible);
  const keys = keysOf(question, clock);
  const grouped = question.groupBy.filter(
    (group): group is UsageDimension & CubeDimension =>
      group !== 'weekday' && group !== 'hourOfDay',
  );
  const order = orderOf(question, keys);
  const wanted = sumsOf([...question.measures, ...order.measures]);

  const { page, source, latencies } = await readWithTail(
    knex,
    accountId,
    async (trx, tail) => {
      const simple =
        tail && visibleOnly
          ? await simplify(trx, {
              accountId,
              clock,
              range,
              visible: visibleOnly,
            })
          : visibleOnly;
      const reading: Reading = {
        accountId,
        conditions: [...filters, ...(visibleOnly ? [visibleOnly] : [])],
        rollupConditions: [...filters, ...(simple ? [simple] : [])],
        tail: tail ?? [],
      };
      const asked: Asked = {
        trx,
        clock,
        reading,
        keys,
        grouped,
        finest: finestGrain(question),
        segmentsOf: from => cover(range, tail ? from : {}, clock, now),
      };
      const ordered = percentsOf(order.measures);
      const before = ordered.length ? await latenciesOf(asked) : undefined;
      const segments = asked.segmentsOf(
        candidates(
          new Set([...dimensionsOf(reading.rollupConditions), ...grouped]),
          asked.finest,
          wanted,
        ),
      );
      const found = await readPage(trx, clock, dictionary, {
        ...reading,
        keys,
        sums: wanted,
        segments,
        percentiles: before && groupPercentiles(before.groups, ordered),
        order,
        limit: question.limit,
      });
      const answered: LatencyAnswer | undefined =
        before ??
        (percentsOf(question.measures).length
          ? await latenciesOf(asked, {
              rows: found.listed.slice(0, question.limit),
              all: found.listed.length <= question.limit,
            })
          : undefined);
      return {
        page: found,
        source: segments.find(s => s.cube)?.cube?.table ?? 'events',
        latencies: answered,
      };
    },
  );

  const shown = page.listed.slice(0, question.limit);
  const measure = reader(question.measures, keys.length, wanted);
  return {
    rows: shown.map(row =>
      Object.assign(
        readKeys(keys, row.values, page.names),
        measure(
          row,
          latencies && latencies.groups.get(groupId(row.values))?.classes,
        ),
      ),
    ),
    totals: page.totals ? measure(page.totals, latencies?.totals) : {},
    asOf: new Date(now).toISOString(),
    timeZone: clock.zone,
    truncated: page.listed.length > shown.length,
    source,
  };
}

function percentsOf(measures: readonly Measure[]): number[] {
  return measures.flatMap(
    measure => measureDefinitions[measure].percentile ?? [],
  );
}

/** The stretches of time that an answer tells apart. */
function finestGrain({ granularity, groupBy }: Question): Finest {
  if (granularity === 'hour' || groupBy.includes('hourOfDay')) {
    return 'hour';
  }
  return groupBy.includes('weekday') ? 'day' : granularity ?? 'all';
}

function checkRange(question: Question, length: number): void {
  const { granularity } = question;
  const longest = (days: number, what: string) => {
    if (length > days * DAY_MS + SLACK_MS) {
      throw new InputError(
        `The range of ${Math.ceil(
          length / DAY_MS,
        )} days is too long for ${what}, which takes at most ${days} days`,
      );
    }
  };
  if (granularity) {
    longest(MAX_DAYS[granularity], `granularity ${granularity}`);
  }
  if (question.groupBy.includes('hourOfDay')) {
    longest(MAX_DAYS.month, 'groupBy hourOfDay');
  }
}

function keysOf(question: Question, clock: ZoneClock): GroupKey[] {
  const range = {
    start: Date.parse(question.from),
    end: Date.parse(question.to),
  };
  return [
    ...(question.granularity ? [periodKey(question.granularity, clock)] : []),
    ...[...new Set(question.groupBy)].map(group =>
      groupKey(group, { zone: clock.zone, range }),
    ),
  ];
}

function sumsOf(measures: readonly Measure[]): Sum[] {
  // Calls and credits tell whether there is anything in a group at all.
  const needed = new Set<Sum>(['calls', 'credits']);
  for (const measure of measures) {
    measureDefinitions[measure].needs.forEach(sum => needed.add(sum));
  }
  return [...needed];
}
