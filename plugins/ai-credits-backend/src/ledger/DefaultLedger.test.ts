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

import { LoggerService } from '@backstage/backend-plugin-api';
import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import { isPostgres, migrate } from '../database/engine';
import { DefaultBudgets } from '../budgets';
import { RatedUsage } from './api';
import { DefaultLedger } from './DefaultLedger';
import { ratedUsage } from './__testUtils__/ratedUsage';

const databases = TestDatabases.create();
jest.setTimeout(120_000);

const START = Date.parse('2026-11-01T00:00:00Z');
const DAY = 86_400_000;

async function openLedger(
  knex: Knex,
  clock: { now: number },
  settings: {
    allowance?: string;
    excess?: string;
    logger?: LoggerService;
    /** Where the dictionary looks. */
    names?: Knex;
  } = {},
) {
  return DefaultLedger.create({
    knex,
    logger: settings.logger ?? mockServices.logger.mock(),
    dictionary: Dictionary.create({ knex: settings.names ?? knex }),
    account: { name: 'default', timeZone: 'UTC', openedAt: START },
    settings: {
      monthlyAllowance: parseCredits(settings.allowance ?? '100'),
      excessLimit: parseCredits(settings.excess ?? '10'),
      lateEventGraceMs: 3_600_000,
      maxOpenHolds: 100,
    },
    queueLimit: 20_000,
    batchSize: 1_000,
    now: () => clock.now,
  });
}

describe.each(databases.eachSupportedId())('DefaultLedger on %s', id => {
  async function setup(
    settings?: Parameters<typeof openLedger>[2],
    databaseId: TestDatabaseId = id,
  ) {
    const knex = await databases.init(databaseId);
    await migrate(knex);
    const clock = { now: START + 10 * DAY };
    return { knex, clock, ledger: await openLedger(knex, clock, settings) };
  }

  it('charges an event once, whoever sends it and however often', async () => {
    const { ledger, knex, clock } = await setup();
    const other = await openLedger(knex, clock);
    const events = Array.from({ length: 50 }, (_, i) =>
      ratedUsage({ credits: '0.5', occurredAt: clock.now, id: `e${i}` }),
    );

    const [first, second] = await Promise.all([
      ledger.record('default', events),
      other.record('default', [...events].reverse()),
    ]);
    const again = await ledger.record('default', events);

    const all = [...first, ...second];
    expect(all.filter(r => r.status === 'charged')).toHaveLength(50);
    expect(all.filter(r => r.status === 'duplicate')).toHaveLength(50);
    const ids = again.map(r => r.status === 'duplicate' && r.transactionId);
    expect(new Set(ids).size).toBe(50);
    expect(first.map(r => 'transactionId' in r && r.transactionId)).toEqual(
      ids,
    );
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '75',
      free: '75',
    });
    await expect(
      ledger.record('default', [
        {
          ...events[0],
          fingerprint: ratedUsage({ occurredAt: 0 }).fingerprint,
        },
      ]),
    ).resolves.toEqual([{ status: 'conflict' }]);
  });

  it('answers the same key twice in one batch like two deliveries', async () => {
    const { ledger, clock } = await setup();
    const event = ratedUsage({ occurredAt: clock.now });
    const results = await ledger.record('default', [event, event]);
    expect(results.map(r => r.status)).toEqual(['charged', 'duplicate']);
  });

  it('refuses past balance and excess, and leaves nothing behind', async () => {
    const { ledger, knex, clock } = await setup();
    const event = ratedUsage({ credits: '111', occurredAt: clock.now });

    const refused = await ledger.charge('default', event);
    expect(refused).toMatchObject({
      status: 'refused',
      refusal: {
        reason: 'insufficient_credits',
        scope: 'account:default',
        limit: '110',
        used: '0',
        held: '0',
        requested: '111',
        resetsAt: '2026-12-01T00:00:00.000Z',
      },
    });
    await expect(knex('usage_event')).resolves.toEqual([]);
    await expect(knex('usage_key')).resolves.toEqual([]);

    // With credits bought, the very same event goes through.
    const bought = await ledger.purchase(
      'default',
      {
        pack: 'p',
        credits: parseCredits('50'),
        price: { amount: '1.00', currency: 'USD' },
        idempotencyKey: 'k1',
      },
      'user:default/admin',
    );
    expect(bought.balance).toBe(parseCredits('150'));
    const charged = await ledger.charge('default', event);
    expect(charged).toMatchObject({
      status: 'charged',
      creditType: 'mixed',
      balance: parseCredits('39'),
    });
    await expect(ledger.charge('default', event)).resolves.toEqual({
      ...charged,
      status: 'duplicate',
      overLimit: false,
      flags: [],
    });
  });

  it('records past every limit as excess and flags it', async () => {
    const { ledger, knex, clock } = await setup();
    const results = await ledger.record('default', [
      ratedUsage({ credits: '95', occurredAt: clock.now }),
      ratedUsage({ credits: '10', occurredAt: clock.now }),
      ratedUsage({ credits: '10', occurredAt: clock.now }),
    ]);
    expect(results).toMatchObject([
      { status: 'charged', creditType: 'free', overLimit: false },
      { status: 'charged', creditType: 'mixed', overLimit: false },
      { status: 'charged', creditType: 'excess', overLimit: true },
    ]);
    const rows = await knex('usage_event').orderBy('id');
    expect(rows.map(row => [row.free, row.excess].map(String))).toEqual([
      ['null', 'null'],
      ['5000000', '5000000'],
      ['null', 'null'],
    ]);
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '0',
      excess: { used: '15', limit: '10', remaining: '0' },
    });
  });

  it('holds, settles and releases', async () => {
    const { ledger, clock } = await setup({ excess: '0' });
    const event = ratedUsage({ credits: '30', occurredAt: clock.now });
    const options = {
      credits: parseCredits('60'),
      ttlMs: 600_000,
      eventJson: '{}',
    };
    const held = await ledger.reserve('default', event, options);
    if (held.status !== 'held') {
      throw new Error(held.status);
    }
    await expect(ledger.reserve('default', event, options)).resolves.toEqual({
      ...held,
      status: 'duplicate',
    });
    await expect(
      ledger.charge(
        'default',
        ratedUsage({ credits: '41', occurredAt: clock.now }),
      ),
    ).resolves.toMatchObject({
      status: 'refused',
      refusal: { held: '60', limit: '100', used: '0' },
    });
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '40',
      held: '60',
    });

    // More than there is: refused to who has to ask, and the hold stays.
    const dear = { ...event, credits: parseCredits('101') };
    await expect(
      ledger.settle('default', held.reservationId, dear, 'authorise'),
    ).resolves.toMatchObject({
      status: 'refused',
      refusal: { requested: '41', held: '60' },
    });
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '40',
      held: '60',
    });

    const settled = await ledger.settle('default', held.reservationId, event);
    expect(settled).toMatchObject({
      credits: parseCredits('30'),
      released: parseCredits('30'),
      overLimit: false,
    });
    await expect(
      ledger.settle('default', held.reservationId, event),
    ).resolves.toEqual(settled);
    await expect(ledger.release('default', held.reservationId)).rejects.toThrow(
      'has been settled',
    );
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '70',
      held: '0',
    });

    // A hold that has lapsed counts no more, though no job has run.
    const lapsing = await ledger.reserve(
      'default',
      ratedUsage({ occurredAt: clock.now }),
      { ...options, ttlMs: 1_000 },
    );
    expect(lapsing.status).toBe('held');
    clock.now += 1_000;
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '70',
      held: '0',
    });
    await expect(
      ledger.charge(
        'default',
        ratedUsage({ credits: '70', occurredAt: clock.now }),
      ),
    ).resolves.toMatchObject({ status: 'charged' });
  });

  it('is no answer to a second reservation once it holds nothing', async () => {
    const { ledger, clock } = await setup();
    const options = { credits: 1n, ttlMs: 1_000, eventJson: '{}' };
    const reserve = async (event: RatedUsage) => {
      const held = await ledger.reserve('default', event, options);
      return held.status === 'held' ? held.reservationId : held.status;
    };
    const released = ratedUsage({ occurredAt: clock.now });
    await ledger.release('default', await reserve(released));
    await expect(reserve(released)).rejects.toThrow('has been released');

    const lapsed = ratedUsage({ occurredAt: clock.now });
    const holdId = await reserve(lapsed);
    clock.now += 1_000;
    await expect(reserve(lapsed)).rejects.toThrow('has lapsed');
    // What was used all the same is recorded.
    await expect(
      ledger.settle('default', holdId, lapsed),
    ).resolves.toMatchObject({
      credits: parseCredits('1'),
    });
  });

  it('settles in the budget period that had room for the hold', async () => {
    const { ledger, knex, clock } = await setup();
    const budgets = DefaultBudgets.create({
      knex,
      ledger,
      dictionary: Dictionary.create({ knex }),
      now: () => clock.now,
    });
    const scope = { kind: 'user', ref: 'user:default/jo.example' } as const;
    await budgets.put('default', {
      scope,
      period: 'day',
      credits: parseCredits('10'),
      hard: true,
      thresholds: [],
    });
    clock.now += DAY - 1_000;
    const event = ratedUsage({ credits: '10', occurredAt: clock.now });
    const held = await ledger.reserve('default', event, {
      credits: event.credits,
      ttlMs: 60_000,
      eventJson: '{}',
    });
    clock.now += 2_000;
    // The new day is used up before the hold of the old one is settled.
    await expect(
      ledger.charge(
        'default',
        ratedUsage({ credits: '10', occurredAt: clock.now }),
      ),
    ).resolves.toMatchObject({ status: 'charged' });
    await expect(
      ledger.settle(
        'default',
        held.status === 'held' ? held.reservationId : '',
        { ...event, occurredAt: clock.now },
      ),
    ).resolves.toMatchObject({ overLimit: false });
    const uses = await knex('budget_use').orderBy('period_start');
    expect(uses.map(use => Number(use.used) / 1e6)).toEqual([10, 10]);
  });

  it('charges once where a commit succeeds and its answer is lost', async () => {
    const { ledger, knex, clock } = await setup();
    const events = [1, 2].map(i =>
      ratedUsage({ credits: '3', occurredAt: clock.now, id: `e${i}` }),
    );
    await ledger.balance('default');
    let lose = true;
    const losing = await openLedger(
      new Proxy(knex, {
        get: (target, name) =>
          name === 'transaction' && lose
            ? async (run: (trx: Knex.Transaction) => Promise<unknown>) => {
                lose = false;
                await target.transaction(run);
                throw Object.assign(new Error('The connection is gone'), {
                  code: '08006',
                });
              }
            : Reflect.get(target, name),
      }),
      clock,
    );
    const [one] = events;
    await expect(losing.charge('default', one)).resolves.toMatchObject({
      status: 'duplicate',
      credits: one.credits,
    });
    expect(lose).toBe(false);
    await expect(ledger.record('default', events)).resolves.toMatchObject([
      { status: 'duplicate' },
      { status: 'charged' },
    ]);
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '94',
    });
  });

  it('tries again where the names of a batch meet a database that is away', async () => {
    const { knex, clock } = await setup();
    let away = 2;
    const logger = mockServices.logger.mock();
    const ledger = await openLedger(knex, clock, {
      logger,
      names: new Proxy(knex, {
        apply: (target, self, args) => {
          if (away > 0) {
            away -= 1;
            throw Object.assign(new Error('refused'), {
              code: 'ECONNREFUSED',
            });
          }
          return Reflect.apply(target, self, args);
        },
      }),
    });
    const results = await ledger.record('default', [
      ratedUsage({ occurredAt: clock.now }),
      ratedUsage({ occurredAt: clock.now }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['charged', 'charged']);
    expect(away).toBe(0);
    // Not by trying halves, which would multiply the calls.
    expect(logger.warn.mock.calls.map(([message]) => message)).toEqual(
      Array(2).fill('Transient database error, trying again'),
    );
  });

  it('keeps the rest of a batch where an event cannot be posted', async () => {
    const { ledger, knex, clock } = await setup();
    const at = { occurredAt: clock.now };
    const max = '9000000000';
    const results = await ledger.record('default', [
      ratedUsage({ ...at, credits: max }),
      ratedUsage({ ...at, comment: 'a\u0000b' }),
      ratedUsage({ ...at, credits: '101' }),
      ratedUsage(at),
    ]);
    const nul = isPostgres(knex) ? 'invalid' : 'charged';
    expect(results.map(({ status }) => status)).toEqual([
      'charged',
      nul,
      'invalid',
      'charged',
    ]);
    expect(results[2]).toEqual({
      status: 'invalid',
      error: `credits: the excess of a month must not exceed ${max} credits`,
    });
    const grant = (credits: string) =>
      ledger.grant(
        'default',
        {
          kind: 'promotion',
          credits: parseCredits(credits),
          reason: 'r',
          idempotencyKey: credits,
        },
        'user:default/admin',
      );
    await grant(max);
    await expect(grant('0.000001')).rejects.toThrow(
      `all that the lots hold together must not exceed ${max} credits`,
    );
    // Whoever reads it anew can still post.
    const other = await openLedger(knex, clock);
    const [charged] = await other.record('default', [ratedUsage(at)]);
    expect(charged.status).toBe('charged');
    await expect(other.balance('default')).resolves.toMatchObject({
      available: '8999999999',
    });
  });

  it('refunds to the lots, in parts, never more than was charged', async () => {
    const { ledger, knex, clock } = await setup();
    const [charged] = await ledger.record('default', [
      ratedUsage({
        credits: '105',
        occurredAt: clock.now,
        breakdown: {
          perRequest: parseCredits('45'),
          inputTokens: parseCredits('40'),
          cachedInputTokens: 0n,
          outputTokens: parseCredits('20'),
          reasoningTokens: 0n,
          images: 0n,
          units: 0n,
        },
      }),
    ]);
    const transactionId =
      charged.status === 'charged' ? charged.transactionId : '';
    const paidFor = async () => {
      const [sums] = await knex('usage_event').sum({
        credits: 'credits',
        input: 'cost_input',
        cached: 'cost_cached',
        output: 'cost_output',
      });
      return Object.values(sums).map(Number);
    };
    const refund = (key: string, credits?: string) =>
      ledger.refund(
        'default',
        {
          transactionId,
          credits: credits === undefined ? undefined : parseCredits(credits),
          reason: 'wrong',
          idempotencyKey: key,
        },
        'user:default/admin',
      );

    // Excess was drawn last, so it is given back first.
    const first = await refund('a', '8');
    expect(first.balance).toBe(parseCredits('3'));
    await expect(refund('a', '8')).resolves.toEqual(first);
    await expect(refund('a', '9')).rejects.toThrow('another refund');
    await expect(refund('b', '97.000001')).rejects.toThrow(
      'must not exceed 97',
    );
    // Each part is given back in proportion, and what is left of it at the end.
    expect(await paidFor()).toEqual([97_000_000, 36_952_381, 0, 18_476_190]);
    await refund('c');
    expect(await paidFor()).toEqual([0, 0, 0, 0]);
    await expect(refund('d')).rejects.toThrow('must not exceed 0');
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '100',
      excess: { used: '0' },
    });
  });

  it('grants each month once and leaves the rest of the last one behind', async () => {
    const { ledger, knex, clock } = await setup();
    await ledger.record('default', [
      ratedUsage({ credits: '40', occurredAt: clock.now }),
    ]);
    clock.now = Date.parse('2026-12-01T00:00:30Z');
    // It happened in November and arrives within the grace.
    await ledger.record('default', [
      ratedUsage({
        credits: '10',
        occurredAt: Date.parse('2026-11-30T23:59:59Z'),
      }),
      ratedUsage({ credits: '1', occurredAt: clock.now }),
    ]);
    const lots = await knex('lot').orderBy('id');
    expect(lots.map(lot => Number(lot.remaining) / 1e6)).toEqual([50, 99]);
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '99',
    });
    // Past the grace it is charged to December.
    clock.now = Date.parse('2026-12-01T01:00:00Z');
    await ledger.record('default', [
      ratedUsage({
        credits: '10',
        occurredAt: Date.parse('2026-11-30T23:00:00Z'),
      }),
    ]);
    await expect(ledger.balance('default')).resolves.toMatchObject({
      available: '89',
    });
  });

  it('writes a journal that nobody can change', async () => {
    const { ledger, knex, clock } = await setup();
    await ledger.record('default', [ratedUsage({ occurredAt: clock.now })]);
    for (const table of ['journal_entry', 'journal_block', 'dim']) {
      await expect(knex(table).delete()).rejects.toThrow('append only');
    }
    await expect(knex('journal_entry').update({ amount: 1 })).rejects.toThrow(
      'append only',
    );
  });
});
