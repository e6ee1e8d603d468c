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
import { Knex } from 'knex';
import { Portal, Role, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const commerce = { kind: 'department', ref: 'group:default/commerce' };
const payments = { kind: 'team', ref: 'group:default/payments' };

describe.each(databases.eachSupportedId())(
  'the past of budgets on %s',
  engine => {
    let portal: Portal;
    let knex: Knex;
    const today = new Date();
    /** Noon on a day of the month so many before this one. */
    const at = (months: number, day = 10) =>
      new Date(
        Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, day, 12),
      ).toISOString();
    const monthOf = (months: number) =>
      `${at(months, 1).slice(0, 10)}T00:00:00.000Z`;
    let next = 0;
    /** So many requests of 7 credits. */
    const use = async (months: number, requests: number, more: object = {}) => {
      next += 1;
      const { body } = await portal.as('machine', 'post', '/v1/usage', {
        id: `h${next}`,
        source: 'history',
        action: 'erase',
        user: 'user:default/jo',
        quantities: { requests },
        occurredAt: at(months),
        ...more,
      });
      expect(body).toMatchObject({ rejected: 0 });
    };
    const put = (body: object, role: Role = 'admin') =>
      portal.as(role, 'put', '/v1/budgets', {
        scope: commerce,
        credits: '700',
        ...body,
      });
    const historyOf = async (id: string) =>
      (await portal.as('admin', 'get', `/v1/budgets/${id}`)).body;
    const clean = async () => {
      const proof = await portal.as('admin', 'post', '/v1/integrity/verify');
      expect(proof.body).toMatchObject({ status: 'clean', findings: [] });
    };

    beforeEach(async () => {
      knex = await databases.init(engine);
      portal = await startPortal(knex, {
        account: { timeZone: 'UTC', openedAt: at(5, 1), excessLimit: '9999' },
      });
      await use(3, 40);
      await use(2, 120);
      await use(1, 95);
      // Before the first period that is asked for.
      await use(4, 60);
    });
    afterEach(async () => portal?.stop());

    it('comes with closed periods, each with what the one before left', async () => {
      const { body } = await put({
        from: at(3).slice(0, 10),
        rolloverCap: '210',
      });
      const detail = await historyOf(body.id);
      expect(detail.history).toEqual([
        expect.objectContaining({
          periodStart: monthOf(1),
          periodEnd: monthOf(0),
          credits: '770',
          rolledOver: '70',
          used: '665',
          status: 'within',
        }),
        // 420 were left, of which the cap lets 210 through.
        expect.objectContaining({
          periodStart: monthOf(2),
          credits: '910',
          rolledOver: '210',
          used: '840',
        }),
        expect.objectContaining({
          periodStart: monthOf(3),
          credits: '700',
          rolledOver: '0',
          used: '280',
        }),
      ]);
      expect(detail).toMatchObject({
        periodStart: monthOf(0),
        baseCredits: '700',
        credits: '805',
        rolledOver: '105',
        used: '0',
      });
      await clean();

      // The same again is no change, and later usage of a closed month counts in it.
      const again = await put({ from: at(3).slice(0, 10), rolloverCap: '210' });
      expect(again.body).toMatchObject({ id: body.id, version: body.version });
      await use(2, 25);
      await use(4, 5);
      const after = await historyOf(body.id);
      expect(after.history.map((each: { used: string }) => each.used)).toEqual([
        '665',
        '1015',
        '280',
      ]);
      expect(after.history[1]).toMatchObject({
        credits: '910',
        status: 'exceeded',
      });
      expect(after.history[0]).toMatchObject({ credits: '770' });
      await clean();
    });

    it('is added to a budget that is there, whose periods stay as they were', async () => {
      const { body } = await put({ scope: payments, rolloverCap: '350' });
      await use(0, 7, { occurredAt: new Date().toISOString() });
      const before = await historyOf(body.id);
      expect(before).toMatchObject({ history: [], used: '49', credits: '700' });

      const added = await put({
        scope: payments,
        rolloverCap: '350',
        from: at(2).slice(0, 10),
      });
      expect(added.body).toMatchObject({ id: body.id, version: 2 });
      const after = await historyOf(body.id);
      expect(after).toMatchObject({
        used: '49',
        credits: '700',
        rolledOver: '0',
      });
      expect(after.history).toEqual([
        expect.objectContaining({
          periodStart: monthOf(1),
          credits: '700',
          used: '665',
        }),
        expect.objectContaining({
          periodStart: monthOf(2),
          credits: '700',
          used: '840',
          status: 'exceeded',
        }),
      ]);
      // A later beginning takes no period away.
      await put({
        scope: payments,
        rolloverCap: '350',
        from: at(1).slice(0, 10),
      });
      expect(await historyOf(body.id)).toMatchObject({
        version: 2,
        history: after.history,
      });
      await clean();
    });

    it('is brought in by who manages budgets, within bounds', async () => {
      const date = at(2).slice(0, 10);
      const lead = await put({ scope: payments, from: date }, 'lead');
      expect(lead.status).toBe(403);
      expect(lead.body.error.message).toMatch(/^from: only who/);
      for (const [from, message] of [
        [at(-1).slice(0, 10), /^from: must not be after the current period/],
        [at(37).slice(0, 10), /^from: must be at most 36 periods before/],
        ['0001-01-01', /^from: must be at most 36 periods before/],
        ['2026-02-30', /^from: /],
      ] as const) {
        const answer = await put({ from });
        expect(answer.status).toBe(400);
        expect(answer.body.error.message).toMatch(message);
      }
      const { status, body } = await put({ from: at(36).slice(0, 10) });
      expect(status).toBe(200);
      expect((await historyOf(body.id)).history).toHaveLength(36);
      await clean();
    });

    it('ends for the version that was read alone', async () => {
      const { body } = await put({});
      await put({ credits: '120' });
      const stale = await portal.as(
        'admin',
        'delete',
        `/v1/budgets/${body.id}?version=1`,
      );
      expect(stale.status).toBe(409);
      expect(stale.body.error.message).toBe(
        'The budget has been changed meanwhile: it allows 120 credits in version 2, you would delete version 1',
      );
      const { status } = await portal.as(
        'admin',
        'delete',
        `/v1/budgets/${body.id}?version=2`,
      );
      expect(status).toBe(204);
    });
  },
);
