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

import { TestDatabases } from '@backstage/backend-test-utils';
import { isPostgres, migrate } from '../database/engine';
import { readSnapshot, readWithTail } from './snapshot';
import { Turns } from './Turns';

jest.setTimeout(120_000);

describe('turns', () => {
  it('are so many at a time, in the order of asking, and go on after a failure', async () => {
    const turns = new Turns({ atATime: 2, waiting: 3 });
    const log: string[] = [];
    const ends: Array<(error?: Error) => void> = [];
    const work = (name: string) =>
      turns.take(() => {
        log.push(name);
        return new Promise<string>((resolve, reject) => {
          ends.push(error => (error ? reject(error) : resolve(name)));
        });
      });
    const asked = ['a', 'b', 'c', 'd', 'e'].map(work);
    expect(log).toEqual(['a', 'b']);
    await expect(work('f')).rejects.toThrow('3 questions are waiting');
    ends[1](new Error('broken'));
    await expect(asked[1]).rejects.toThrow('broken');
    expect(log).toEqual(['a', 'b', 'c']);
    ends[0]();
    ends[2]();
    await Promise.all([asked[0], asked[2]]);
    expect(log).toEqual(['a', 'b', 'c', 'd', 'e']);
    ends[3]();
    ends[4]();
    await Promise.all([asked[3], asked[4]]);
    const last = work('g');
    expect(log).toContain('g');
    ends[5]();
    await expect(last).resolves.toBe('g');
  });
});

describe.each(TestDatabases.create().eachSupportedId())(
  'questions on %s',
  engine => {
    const databases = TestDatabases.create({ ids: [engine] });

    it('are given up in words, and the next has its turn', async () => {
      const knex = await databases.init(engine);
      await migrate(knex);
      const broken = readWithTail(knex, 1, async trx => {
        if (isPostgres(trx)) {
          await trx.raw('set local statement_timeout = 50');
          await trx.raw('select pg_sleep(5)');
        }
        throw Object.assign(new Error('as PostgreSQL'), { code: '57014' });
      });
      await expect(broken).rejects.toThrow(
        /^The question was given up after 30 seconds; /,
      );
      await expect(
        readWithTail(knex, 1, async (_, tail) => tail),
      ).resolves.toEqual([]);
    });

    it('have their answer although their snapshot cannot be closed', async () => {
      const knex = await databases.init(engine);
      if (!isPostgres(knex)) {
        return;
      }
      const turns = Math.max(1, knex.client.pool.max - 4);
      for (let n = 0; n <= turns; n++) {
        const answered = readSnapshot(knex, async trx => {
          const { rows } = await trx.raw('select pg_backend_pid() as pid');
          await knex.raw('select pg_terminate_backend(?)', [rows[0].pid]);
          // It ends when it notices, which may be after the snapshot is closed.
          const there = () =>
            knex('pg_stat_activity').where('pid', rows[0].pid).first('pid');
          while (await there()) {
            await new Promise(resolve => setTimeout(resolve, 10));
          }
          return n;
        });
        await expect(answered).resolves.toBe(n);
      }
    });

    it('leave connections to those who charge', async () => {
      const knex = await databases.init(engine);
      const many = 3 * knex.client.pool.max;
      let answered = 0;
      let most = 0;
      let reading = 0;
      const questions = Promise.all(
        Array.from({ length: many }, () =>
          readSnapshot(knex, async trx => {
            reading += 1;
            most = Math.max(most, reading);
            await trx.raw(
              isPostgres(trx) ? 'select pg_sleep(0.5)' : 'select 1',
            );
            reading -= 1;
            answered += 1;
          }),
        ),
      );
      await knex.raw('select 1');
      expect(answered).toBeLessThan(many);
      await questions;
      expect(answered).toBe(many);
      expect(most).toBe(Math.max(1, knex.client.pool.max - 4));
    });
  },
);
