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

import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import { isPostgres } from '../database/engine';
import { DbInteger, readInteger } from '../database/numbers';
import { dimKinds } from '../database/vocabulary';
import { VisibleUsage } from './api';
import { rowsOf } from './blocks';
import { CubeDimension, dimensionColumns } from './cubes';

/** A condition that must hold: one of the dimensions has one of the ids. No dimension at all holds for nothing. */
export type Condition = ReadonlyMap<CubeDimension, readonly number[]>;

/** Conditions in SQL, over a table named `e` that has the columns. */
export function conditionSql(conditions: readonly Condition[]): string {
  return conditions
    .map(condition => {
      const parts = [...condition]
        .filter(([, ids]) => ids.length)
        .map(
          ([dimension, ids]) =>
            // Ids come from the dictionary: numbers, never text of a caller.
            `e.${dimensionColumns[dimension]} in (${ids
              .map(Number)
              .join(', ')})`,
        );
      return ` and (${parts.join(' or ') || '1 = 0'})`;
    })
    .join('');
}

/** The dimensions that a table must have for some conditions. */
export function dimensionsOf(
  conditions: readonly Condition[],
): Set<CubeDimension> {
  const found = new Set<CubeDimension>();
  for (const condition of conditions) {
    for (const [dimension, ids] of condition) {
      if (ids.length) {
        found.add(dimension);
      }
    }
  }
  return found;
}

/** What a caller may see, as a condition; undefined when that is everything. */
export async function visibleCondition(
  knex: Knex,
  dictionary: Dictionary,
  visible: VisibleUsage,
): Promise<Condition | undefined> {
  if (visible.kind === 'all') {
    return undefined;
  }
  return new Map<CubeDimension, readonly number[]>([
    ['user', await idsOf(dictionary, 'user', visible.users)],
    ['team', await idsOf(dictionary, 'team', visible.teams)],
    ['department', await idsOf(dictionary, 'department', visible.departments)],
    ['path', await pathsThrough(knex, visible.departments)],
  ]);
}

/** The ids that some names have; names that no event has are left out. */
export async function idsOf(
  dictionary: Dictionary,
  kind: keyof typeof dimKinds,
  names: readonly string[],
): Promise<number[]> {
  // No name holds a NUL, and PostgreSQL refuses a text that does.
  const possible = names.filter(name => !name.includes('\u0000'));
  return possible.length
    ? [...(await dictionary.resolve(kind, possible)).values()]
    : [];
}

/** The stored paths that any of the groups is in. */
export async function pathsThrough(
  knex: Knex,
  groups: readonly string[],
): Promise<number[]> {
  const possible = groups.filter(group => !group.includes('\u0000'));
  if (!possible.length) {
    return [];
  }
  const position = isPostgres(knex) ? 'strpos' : 'instr';
  const rows = await rowsOf<{ id: DbInteger }>(knex, {
    sql: `select id from dim where kind = ${dimKinds.path} and (${possible
      .map(() => `${position}('>' || ref || '>', ?) > 0`)
      .join(' or ')})`,
    bindings: possible.map(group => `>${group}>`),
  });
  return rows.map(row => readInteger(row.id));
}
