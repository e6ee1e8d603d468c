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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { LedgerHealthResponse } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Portal, startPortal } from '../__testUtils__/portal';
import { DailyCounts } from './DailyCounts';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('health on %s', engine => {
  let knex: Knex;
  let portal: Portal;
  let next = 0;

  beforeAll(async () => {
    knex = await databases.init(engine);
    portal = await startPortal(knex);
  });
  afterAll(async () => portal?.stop());

  const event = (more: object = {}) => {
    next += 1;
    return {
      id: `h${next}`,
      source: 'health',
      action: 'erase',
      quantities: { requests: 1 },
      ...more,
    };
  };
  const send = (path: string, body: object) =>
    portal.as('machine', 'post', path, body);
  const health = async (): Promise<LedgerHealthResponse> =>
    (await portal.as('admin', 'get', '/v1/ledger/health')).body;

  it('counts by day what was sent and not charged, and what was charged by an unknown name', async () => {
    const before = await health();
    expect(before.days).toHaveLength(30);
    expect(before.days.map(each => each.day)).toEqual(
      [...before.days.map(each => each.day)].sort(),
    );
    expect(before.days[29].day).toBe(before.asOf.slice(0, 10));
    expect(before.unknown).toEqual([]);

    const sent = event();
    await send('/v1/usage', { events: [sent, sent, event({ id: '' })] });
    await send('/v1/usage', { events: [{ ...sent, action: 'upscale' }] });
    const charged = event();
    expect((await send('/v1/charges', charged)).status).toBe(201);
    expect((await send('/v1/charges', charged)).status).toBe(200);
    await send('/v1/charges', { ...charged, action: 'upscale' });
    await send('/v1/charges', { id: 'x' });
    const dear = event({ quantities: { requests: 10_000_000 } });
    expect((await send('/v1/charges', dear)).status).toBe(402);
    expect((await send('/v1/reservations', { event: dear })).status).toBe(402);
    const odd = event({ action: 'juggle', model: 'acrobat' });
    await send('/v1/usage', {
      events: [odd, event({ action: 'juggle' })],
    });

    const after = await health();
    expect(after.days[29]).toEqual({
      day: before.days[29].day,
      duplicates: 2,
      conflicts: 2,
      invalid: 2,
      refused: 2,
      flagged: 2,
    });
    expect(
      after.unknown.map(({ kind, name, events }) => [kind, name, events]),
    ).toEqual([
      ['action', 'juggle', 2],
      ['model', 'acrobat', 1],
    ]);
    // What came earlier stays, and only 30 days are told.
    await knex('daily_count').insert([
      { account_id: 1, day: 20200101, kind: 'refused', number: 7 },
    ]);
    expect((await health()).days[29]).toEqual(after.days[29]);
  });

  it('tells the chain, how far the rollups are behind, and the last proof', async () => {
    await knex('rollup_state').update({ through_block: 0 });
    const behind = await health();
    expect(behind.proof.status).toBe('never');
    expect(behind.chain.blocks).toBeGreaterThan(3);
    expect(behind.chain.head).toMatch(/^[0-9a-f]{64}$/);
    expect(behind.fold.behind).toBe(behind.chain.blocks - behind.fold.block);
    await portal.as('admin', 'post', '/v1/rollups/rebuild');
    const proof = await portal.as('admin', 'post', '/v1/integrity/verify');
    const now = await health();
    expect(now.fold).toEqual({
      block: now.chain.blocks,
      behind: 0,
      foldedAt: expect.any(String),
    });
    expect(now.proof).toEqual(proof.body);
    expect(now.proof).toMatchObject({
      status: 'clean',
      head: now.chain.head,
      entries: now.chain.entries,
    });
    expect(now.provingSince).toBeUndefined();
  });

  it('adds up the counts of replicas, and keeps them while the database is away', async () => {
    const { id } = await knex('account').first('id');
    const day = 20_250_101;
    let away = true;
    const flaky = Object.assign(
      (table: string) => {
        if (away) {
          throw new Error('away');
        }
        return knex(table);
      },
      { raw: knex.raw.bind(knex) },
    ) as unknown as Knex;
    const logger = mockServices.logger.mock();
    const create = (via: Knex) =>
      DailyCounts.create({
        knex: via,
        logger,
        accountId: id,
        dayOf: () => day,
        flushMs: 3_600_000,
      });
    const [one, two] = [create(flaky), create(knex)];
    one.add('refused', 3);
    two.add('refused', 4);
    two.add('duplicate');
    two.add('invalid', 0);
    await Promise.all([one.flush(), two.flush()]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    const stored = () =>
      knex('daily_count')
        .where({ day })
        .orderBy('kind')
        .select('kind', 'number');
    const of = async () =>
      (await stored()).map(row => [row.kind, Number(row.number)]);
    expect(await of()).toEqual([
      ['duplicate', 1],
      ['refused', 4],
    ]);
    away = false;
    one.add('refused');
    await one.flush();
    await one.flush();
    expect(await of()).toEqual([
      ['duplicate', 1],
      ['refused', 8],
    ]);
  });

  it('writes what is left when the portal stops', async () => {
    const day = Number(new Date().toISOString().slice(0, 10).replace(/-/g, ''));
    const read = async () =>
      Number(
        (await knex('daily_count').where({ day, kind: 'invalid' }).first())
          ?.number ?? 0,
      );
    const before = await read();
    await send('/v1/charges', { id: 'y' });
    await portal.stop();
    expect(await read()).toBe(before + 1);
    portal = await startPortal(knex);
  });
});
