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

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  cubes,
  dimensionColumns,
  latencyTable,
  sumsOfCube,
} from '../usage/cubes';
import { foldUsage, rebuildRollups } from '../usage/fold';
import { proveRollups } from '../usage/proveRollups';
import { History, randomEvent, randomOf } from '../usage/__testUtils__/History';
import { isPostgres, migrate } from './engine';

jest.setTimeout(120_000);
const databases = TestDatabases.create();
const directory = resolvePackagePath(
  'backstage-plugin-ai-credits-backend',
  'migrations',
);

/** Every column of every table but the migrations' own. */
async function schemaOf(knex: Knex): Promise<string[]> {
  const found = await knex.raw(
    isPostgres(knex)
      ? `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
           from information_schema.columns where table_schema = current_schema()`
      : `select m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" as line
           from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'`,
  );
  const rows: Array<{ line: string }> = isPostgres(knex) ? found.rows : found;
  return rows
    .map(({ line }) => line)
    .filter(line => !/^(knex_migrations|sqlite_)/.test(line))
    .sort();
}

/** Undoes the last migrations, down to the one named. */
async function rollBackThrough(knex: Knex, name: string): Promise<void> {
  for (;;) {
    const [, undone]: [number, string[]] = await knex.migrate.down({
      directory,
    });
    if (!undone.length) {
      throw new Error(`There is no migration ${name}`);
    }
    if (undone.some(each => each.endsWith(name))) {
      return;
    }
  }
}

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('undo each other step by step', async () => {
    const knex = await databases.init(id);
    const schemas = [await schemaOf(knex)];
    for (;;) {
      const [, done]: [number, string[]] = await knex.migrate.up({ directory });
      if (!done.length) {
        break;
      }
      schemas.push(await schemaOf(knex));
    }
    expect(schemas.length).toBeGreaterThan(8);
    for (const schema of schemas.slice(0, -1).reverse()) {
      await knex.migrate.down({ directory });
      expect(await schemaOf(knex)).toEqual(schema);
    }
    await migrate(knex);
    expect(await schemaOf(knex)).toEqual(schemas[schemas.length - 1]);
  });

  it('make the columns of every rollup', async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    for (const cube of cubes) {
      const columns = Object.keys(await knex(cube.table).columnInfo()).sort();
      expect(columns).toEqual(
        [
          'account_id',
          cube.grain,
          ...(cube.grain === 'hour' ? ['day'] : []),
          ...cube.dimensions.map(dimension => dimensionColumns[dimension]),
          ...sumsOfCube(cube),
        ].sort(),
      );
    }
    for (const cube of cubes.filter(each => each.latencies)) {
      await expect(
        knex.schema.hasColumn(latencyTable(cube), 'latencies'),
      ).resolves.toBe(true);
    }
  });

  it('fill weekly rollups from the finer ones', async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    const history = await History.create(knex, 'Europe/Amsterdam');
    const random = randomOf(7);
    // Over the turn of a year, and with a tail that is not folded.
    const from = Date.UTC(2026, 11, 20);
    const commit = () =>
      history.commit(
        Array.from({ length: 200 }, () =>
          randomEvent(random, from, from + 21 * 86_400_000),
        ),
      );
    await commit();
    await foldUsage({ knex, accountId: history.accountId });
    await commit();
    await rollBackThrough(knex, '20261130130000_coarse_rollups.js');
    await migrate(knex);
    for (const table of [
      'rollup_week_team_model',
      'rollup_week_team_service',
    ]) {
      await expect(knex(table).first()).resolves.toBeDefined();
    }
    await expect(proveRollups(knex, history.accountId)).resolves.toEqual([]);
    await foldUsage({ knex, accountId: history.accountId });
    await expect(proveRollups(knex, history.accountId)).resolves.toEqual([]);
  });

  it('have the rollups made again from what an earlier release had folded', async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    const history = await History.create(knex, 'Europe/Amsterdam');
    const random = randomOf(6);
    const from = Date.UTC(2026, 9, 20);
    await history.commit(
      Array.from({ length: 200 }, () =>
        randomEvent(random, from, from + 14 * 86_400_000),
      ),
    );
    await foldUsage({ knex, accountId: history.accountId });
    await rollBackThrough(knex, '20261130100000_narrow_rollups.js');
    // As the earlier release left it: folded, in the rollups that it knew.
    await knex('rollup_day_topic').insert({
      account_id: history.accountId,
      day: 20261020,
      category_id: 0,
      use_case_id: 0,
      calls: 1,
      requests: 1,
      credits: 1,
      input_tokens: 0,
      output_tokens: 0,
      latency_sum: 0,
      latency_count: 0,
    });
    await knex('fold_state').update({ block: 1 });
    await migrate(knex);
    const { through_block: block } = await knex('rollup_state').first(
      'through_block',
    );
    expect(Number(block)).toBe(0);
    for (const { table } of cubes) {
      await expect(knex(table).first()).resolves.toBeUndefined();
    }
    await foldUsage({ knex, accountId: history.accountId });
    await expect(proveRollups(knex, history.accountId)).resolves.toEqual([]);
    await expect(knex('rollup_day_all').first()).resolves.toBeDefined();
  });

  it('keep a release that does not know all rollups from folding', async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    const history = await History.create(knex, 'Europe/Amsterdam');
    const random = randomOf(8);
    const from = Date.UTC(2026, 10, 1);
    const commit = () =>
      history.commit(
        Array.from({ length: 20 }, () =>
          randomEvent(random, from, from + 86_400_000),
        ),
      );
    await commit();
    await foldUsage({ knex, accountId: history.accountId });
    await commit();
    const state = () => knex('rollup_state').select();
    // As the migration of a newer release would.
    await knex('rollup_state').increment('generation', 1);
    const before = await state();
    await expect(
      foldUsage({ knex, accountId: history.accountId }),
    ).rejects.toThrow(/generation 2, this release knows generation 1/);
    await expect(
      rebuildRollups({ knex, accountId: history.accountId }),
    ).rejects.toThrow(/generation 2/);
    await expect(state()).resolves.toEqual(before);
    await expect(knex('rollup_day_all').first()).resolves.toBeDefined();
    await knex('rollup_state').decrement('generation', 1);
    await foldUsage({ knex, accountId: history.accountId });
    await expect(proveRollups(knex, history.accountId)).resolves.toEqual([]);
  });
});
