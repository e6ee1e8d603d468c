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
import { Measure } from 'backstage-plugin-ai-credits-common';
import { Question } from './api';
import { GroupKey } from './groupKeys';
import { measureDefinitions } from './measures';
import { OrderBy } from './questionSql';

/** The order of an answer. */
export interface Order {
  /** What the database orders by: without names where these only break ties. */
  by: OrderBy;
  /** All of it, names included. */
  exact: OrderBy;
  /** The measures in it. */
  measures: Measure[];
  /** Keys that order rows which are the same in all of `by`. */
  ties: TieBreak[];
}

export interface TieBreak {
  /** The place of the key in the question. */
  key: number;
  sign: 1 | -1;
}

/**
 * The order asked for, then by period, most credits and the keys in their order,
 * so that it is always the same.
 *
 * @throws InputError when it names what is not in the answer
 */
export function orderOf(question: Question, keys: readonly GroupKey[]): Order {
  const measures: Measure[] = [];
  const parts: Array<{ sql: string; named: boolean; key?: TieBreak }> = [];
  const seen = new Set<string>();
  const add = (name: string, direction: 'asc' | 'desc') => {
    if (seen.has(name)) {
      return;
    }
    seen.add(name);
    if (Object.hasOwn(measureDefinitions, name)) {
      const measure = name as Measure;
      measures.push(measure);
      parts.push({
        sql: `${measureDefinitions[measure].order} ${direction} nulls last`,
        named: false,
      });
      return;
    }
    const key = keys.findIndex(each => each.name === name);
    if (key < 0) {
      throw new InputError(
        name === 'period'
          ? 'orderBy names period, but there is no granularity'
          : `orderBy names ${name}, which is not in groupBy`,
      );
    }
    const named = keys[key].named !== undefined;
    parts.push({
      sql: `${named ? 'n' : 'k'}${key} ${direction}`,
      named,
      key: { key, sign: direction === 'asc' ? 1 : -1 },
    });
  };
  for (const [name, direction] of question.orderBy ?? []) {
    add(name, direction);
  }
  if (question.granularity) {
    add('period', 'asc');
  }
  add('credits', 'desc');
  keys.forEach(key => add(key.name, 'asc'));

  const orderBy = (some: typeof parts): OrderBy => ({
    sql: some.map(({ sql }) => sql).join(', '),
    named: some.some(({ named }) => named),
  });
  const exact = orderBy(parts);
  const firstName = parts.findIndex(({ named }) => named);
  const last = firstName < 0 ? [] : parts.slice(firstName);
  // Behind the first name come keys, which break ties, or a measure, which has to be ordered by.
  const onlyKeys = firstName > 0 && last.every(({ key }) => key);
  return {
    by: onlyKeys ? orderBy(parts.slice(0, firstName)) : exact,
    exact,
    measures,
    ties: onlyKeys ? last.flatMap(({ key }) => key ?? []) : [],
  };
}
