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
import { Dictionary } from '../database/dictionary';
import { dimKinds, usageDimColumns } from '../database/vocabulary';

/**
 * Narrows a query of usage_event to what counts against a scope. Groups match
 * as the team, the department, or any group above the team.
 */
export async function scopeFilter(
  knex: Knex,
  dictionary: Dictionary,
  scope: { kind: BudgetScopeKind; ref: string },
): Promise<(query: Knex.QueryBuilder) => void> {
  if (scope.kind !== 'team' && scope.kind !== 'department') {
    const ids = await dictionary.resolve(scope.kind, [scope.ref]);
    const column = usageDimColumns[scope.kind];
    return query => {
      query.where(column, ids.get(scope.ref) ?? -1);
    };
  }
  const team = (await dictionary.resolve('team', [scope.ref])).get(scope.ref);
  const department = (
    await dictionary.resolve('department', [scope.ref])
  ).get(scope.ref);
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
