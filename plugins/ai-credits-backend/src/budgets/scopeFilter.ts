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

import { BudgetScopeKind } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DbInteger, readInteger } from '../database/numbers';
import { DimKind, dimKinds, usageDimColumns } from '../database/vocabulary';

/**
 * Narrows a query of usage_event to what counts against a scope. Groups match
 * as the team, the department, or any group above the team.
 *
 * Everything is read through `knex`, which may be a transaction: SQLite has one
 * connection, and a look-up beside the transaction would wait for it for ever.
 */
export async function scopeFilter(
  knex: Knex,
  scope: { kind: BudgetScopeKind; ref: string },
): Promise<(query: Knex.QueryBuilder) => void> {
  const idOf = async (kind: DimKind): Promise<number | undefined> => {
    const row: { id: DbInteger } | undefined = await knex('dim')
      .where({ kind: dimKinds[kind], ref: scope.ref })
      .first('id');
    return row && readInteger(row.id);
  };
  if (scope.kind !== 'team' && scope.kind !== 'department') {
    const id = await idOf(scope.kind);
    const column = usageDimColumns[scope.kind];
    return query => {
      query.where(column, id ?? -1);
    };
  }
  const team = await idOf('team');
  const department = await idOf('department');
  const paths: Array<{ id: number; ref: string }> = await knex('dim')
    .where('kind', dimKinds.path)
    .select('id', 'ref');
  const pathIds = paths
    .filter(path => path.ref.split('>').includes(scope.ref))
    .map(path => path.id);
  return query => {
    query.where(any => {
      any.whereIn('path_id', pathIds);
      if (team) {
        any.orWhere('team_id', team);
      }
      if (department) {
        any.orWhere('department_id', department);
      }
    });
  };
}
