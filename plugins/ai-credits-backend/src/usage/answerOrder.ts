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
  by: OrderBy;
  /** The measures in it. */
  measures: Measure[];
  /** Keys whose names order rows that have the same number, with the sign of the direction. */
  names: Array<{ key: number; sign: 1 | -1 }>;
}

/**
 * The order asked for, then by period, most credits and name, so that it is always the same.
 *
 * @throws InputError when it names what is not in the answer
 */
export function orderOf(question: Question, keys: readonly GroupKey[]): Order {
  const measures: Measure[] = [];
  const parts: Array<{ sql: string; name?: Order['names'][number] }> = [];
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
    parts.push(
      keys[key].named
        ? {
            sql: `n${key} ${direction}`,
            name: { key, sign: direction === 'asc' ? 1 : -1 },
          }
        : { sql: `k${key} ${direction}` },
    );
  };
  for (const [name, direction] of question.orderBy ?? []) {
    add(name, direction);
  }
  if (question.granularity) {
    add('period', 'asc');
  }
  add('credits', 'desc');
  // Keys without names first: then names need not be looked up to order rows.
  const rest = [...keys].sort(
    (a, b) => Number(Boolean(a.named)) - Number(Boolean(b.named)),
  );
  rest.forEach(key => add(key.name, 'asc'));

  const firstName = parts.findIndex(part => part.name);
  const last = firstName < 0 ? [] : parts.slice(firstName);
  const named = last.some(part => !part.name);
  const inSql = named || firstName < 0 ? parts : parts.slice(0, firstName);
  return {
    by: { sql: inSql.map(({ sql }) => sql).join(', '), named },
    measures,
    names: named ? [] : last.flatMap(({ name }) => name ?? []),
  };
}
