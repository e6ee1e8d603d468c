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
import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { startPortal } from '../__testUtils__/portal';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { ratedUsage } from './__testUtils__/ratedUsage';
import { DefaultLedger } from './DefaultLedger';

const databases = TestDatabases.create();
jest.setTimeout(120_000);

const NOW = Date.parse('2026-11-20T12:00:00Z');

function open(knex: Knex, timeZone: string, name = 'default') {
  return DefaultLedger.create({
    knex,
    logger: mockServices.logger.mock(),
    dictionary: Dictionary.create({ knex }),
    account: { name, timeZone, openedAt: Date.parse('2026-10-01T00:00:00Z') },
    settings: {
      monthlyAllowance: parseCredits('100'),
      excessLimit: 0n,
      lateEventGraceMs: 3_600_000,
      maxOpenHolds: 100,
    },
    queueLimit: 100,
    batchSize: 100,
    now: () => NOW,
  });
}

describe.each(databases.eachSupportedId())('zone of an account on %s', id => {
  async function setup() {
    const knex = await databases.init(id);
    await migrate(knex);
    return knex;
  }
  const stored = (knex: Knex) => knex('account').pluck('time_zone');
  const available = async (ledger: DefaultLedger) =>
    (await ledger.balance('default')).available;

  it('is that of the first start ever after', async () => {
    const knex = await setup();
    const ledger = await open(knex, 'Asia/Jakarta');
    await ledger.record('default', [
      ratedUsage({ credits: '60', occurredAt: NOW }),
    ]);
    const other = await open(knex, 'UTC').catch(error => error);
    expect(other).toMatchObject({ name: 'InputError' });
    expect(other.message).toMatch(
      /^aiCredits\.account\.timeZone is 'UTC', but account 'default' was opened under 'Asia\/Jakarta'/,
    );
    await expect(stored(knex)).resolves.toEqual(['Asia/Jakarta']);
    await expect(knex('period')).resolves.toHaveLength(1);
    await expect(available(await open(knex, 'Asia/Jakarta'))).resolves.toBe(
      '40',
    );
    // Another account has books of its own.
    await open(knex, 'UTC', 'other');
    await expect(stored(knex)).resolves.toEqual(['Asia/Jakarta', 'UTC']);
  });

  it('keeps a plugin with another from starting', async () => {
    const knex = await setup();
    const start = (timeZone?: string) =>
      startPortal(knex, timeZone ? { account: { timeZone } } : {});
    await (await start()).stop();
    await expect(start('Australia/Adelaide')).rejects.toThrow(
      /timeZone is 'Australia\/Adelaide', but account 'default' was opened under 'UTC'/,
    );
    await (await start('UTC')).stop();
    await expect(stored(knex)).resolves.toEqual(['UTC']);
  });

  it('is stored by the first start after an upgrade, whichever replica is first', async () => {
    const knex = await setup();
    await available(await open(knex, 'Europe/Amsterdam'));
    // As the release before the column left it.
    await knex('account').update({ time_zone: null });
    // The month did not begin then in UTC: an upgrade is no way around.
    await expect(open(knex, 'UTC')).rejects.toThrow(
      /timeZone is 'UTC', but the last month of account 'default' began at 2026-10-31T23:00:00\.000Z/,
    );
    await expect(stored(knex)).resolves.toEqual([null]);
    const starts = await Promise.allSettled([
      open(knex, 'Europe/Amsterdam'),
      open(knex, 'Europe/Berlin'),
      open(knex, 'Europe/Amsterdam'),
    ]);
    const [zone] = await stored(knex);
    expect(['Europe/Amsterdam', 'Europe/Berlin']).toContain(zone);
    expect(starts.map(start => start.status)).toEqual(
      zone === 'Europe/Berlin'
        ? ['rejected', 'fulfilled', 'rejected']
        : ['fulfilled', 'rejected', 'fulfilled'],
    );
    await expect(available(await open(knex, zone))).resolves.toBe('100');
  });
});
