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
import { gzipSync } from 'zlib';
import { Portal, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('hostile requests on %s', engine => {
  let portal: Portal;
  let next = 0;
  const fresh = (more: object = {}) => {
    next += 1;
    return { id: `h${next}`, source: 'test', action: 'erase', ...more };
  };
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine));
  });
  afterAll(async () => portal?.stop());

  it('do not spoil a batch or the journal with half a character', async () => {
    const half = 'x\ud83d';
    const answer = await portal.as('machine', 'post', '/v1/usage', {
      events: [
        fresh(),
        fresh({ id: half }),
        fresh({ product: half }),
        fresh({ user: `user:default/${half}` }),
        fresh({ item: half }),
        fresh({ comment: half }),
        fresh({ attributes: { a: half } }),
        fresh({ attributes: { a: '\u0000', __proto__: 'b' } }),
      ],
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ charged: 2, rejected: 6 });
    expect(answer.body.results[2].error).toBe(
      'product: must be well-formed Unicode',
    );
    const proof = await portal.as('admin', 'post', '/v1/integrity/verify', {});
    expect(proof.body).toMatchObject({ status: 'clean', findings: [] });
  });

  it('do not let a person spend for another team', async () => {
    const other = {
      service: 'component:default/writer',
      project: undefined,
    };
    for (const [role, body, status] of [
      ['engineer', fresh(other), 403],
      ['engineer', fresh({ ...other, team: 'group:default/payments' }), 403],
      ['engineer', fresh({ project: 'system:default/press' }), 403],
      ['engineer', fresh({ service: 'component:default/orphan' }), 403],
      [
        'engineer',
        fresh({
          service: 'component:default/checkout',
          project: 'system:default/press',
        }),
        403,
      ],
      ['engineer', fresh({ project: 'system:default/shop' }), 201],
      ['engineer', fresh({ service: 'component:default/gone' }), 201],
      ['engineer', fresh({ service: 'component:default/checkout' }), 201],
      ['admin', fresh(other), 201],
      ['machine', fresh(other), 201],
    ] as const) {
      const charge = await portal.as(role, 'post', '/v1/charges', body);
      expect([role, body, charge.status]).toEqual([role, body, status]);
      const hold = await portal.as(role, 'post', '/v1/reservations', {
        event: { ...body, id: `${body.id}-held` },
      });
      expect([role, body, hold.status]).toEqual([role, body, status]);
    }
    const event = fresh();
    const hold = await portal.as('engineer', 'post', '/v1/reservations', {
      event,
    });
    const settle = (more: object) =>
      portal.as(
        'engineer',
        'post',
        `/v1/reservations/${hold.body.reservationId}/settle`,
        { event: { ...event, ...more } },
      );
    for (const more of [other, { team: 'group:default/writers' }]) {
      const refused = await settle(more);
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain('group:default/writers');
    }
    expect((await settle({})).status).toBe(200);
  });

  it('do not let a person use up the budget of what another team owns', async () => {
    const scope = { kind: 'service', ref: 'component:default/writer' };
    const { body: budget } = await portal.as('admin', 'put', '/v1/budgets', {
      scope,
      credits: '100',
    });
    const event = fresh({ service: scope.ref, team: 'group:default/payments' });
    const mine = { user: 'user:default/jo' };
    const charge = await portal.as('engineer', 'post', '/v1/charges', event);
    expect(charge.status).toBe(403);
    expect(charge.body.error.message).toBe(
      'service: you may charge to what you or your teams own only, and component:default/writer is owned by group:default/writers',
    );
    // What a machine reserved for them grants what it holds, and no more.
    const hold = await portal.as('machine', 'post', '/v1/reservations', {
      event: { ...event, ...mine },
    });
    const settle = (more: object) =>
      portal.as(
        'engineer',
        'post',
        `/v1/reservations/${hold.body.reservationId}/settle`,
        { event: { ...event, ...mine, ...more } },
      );
    expect((await settle({ quantities: { requests: 2 } })).status).toBe(403);
    expect((await settle({})).body).toMatchObject({ credits: '7' });
    const { body } = await portal.as(
      'admin',
      'get',
      `/v1/budgets/${budget.id}`,
    );
    expect(Number(body.used) - Number(budget.used)).toBe(7);
  });

  it('do not let a person use up the budget of what nobody owns any more', async () => {
    const ref = 'component:default/orphan';
    const project = 'system:default/shop';
    const event = () => fresh({ service: ref, project });
    const charge = (role: 'engineer' | 'machine') =>
      portal.as(role, 'post', '/v1/charges', event());
    expect((await charge('engineer')).status).toBe(201);
    await portal.as('admin', 'put', '/v1/budgets', {
      scope: { kind: 'service', ref },
      credits: '50',
    });
    const refused = await charge('engineer');
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch(
      /^service: nobody owns component:default\/orphan/,
    );
    expect((await charge('machine')).status).toBe(201);
  });

  it('get past no limit by reserving little and settling more, unless they may record', async () => {
    const scope = { kind: 'product', ref: 'Little' };
    await portal.as('admin', 'put', '/v1/budgets', { scope, credits: '20' });
    const attempt = async (role: 'engineer' | 'machine') => {
      const event = fresh({ product: 'Little', action: 'erase' });
      const hold = await portal.as(role, 'post', '/v1/reservations', {
        event,
        maxCredits: '0.000001',
      });
      const path = `/v1/reservations/${hold.body.reservationId}/settle`;
      // At 7 a request.
      const settle = (requests: number) =>
        portal.as(role, 'post', path, {
          event: { ...event, quantities: { requests } },
        });
      return [await settle(3), await settle(2)];
    };
    const [refused, settled] = await attempt('engineer');
    expect(refused.status).toBe(402);
    expect(refused.body).toMatchObject({
      reason: 'budget_exceeded',
      scope: 'product:Little',
      requested: '20.999999',
      held: '0.000001',
    });
    // The hold still stands, and what fits is charged.
    expect(settled.status).toBe(200);
    expect(settled.body).toMatchObject({ credits: '14', overLimit: false });
    const [recorded, again] = await attempt('machine');
    expect(recorded.status).toBe(200);
    expect(recorded.body).toMatchObject({ credits: '21', overLimit: true });
    expect(again.status).toBe(409);
  });

  it('are told what is wrong with a NUL', async () => {
    for (const path of ['release', 'settle']) {
      const answer = await portal.as(
        'machine',
        'post',
        `/v1/reservations/%00/${path}`,
        {},
      );
      expect(answer.status).toBe(404);
    }
    const { status } = await portal.as(
      'admin',
      'post',
      '/v1/rate-cards/%00/publish',
      {},
    );
    expect([400, 404]).toContain(status);
  });

  it.each<[string, string, (parts: string) => string]>([
    ['an event', 'application/json', parts => `{"attributes":${parts}}`],
    ['a batch', 'application/json', parts => `{"events":${parts}}`],
    ['lines', 'application/x-ndjson', parts => parts],
  ])('cannot fill memory with the parts of %s', async (_, type, bodyOf) => {
    const send = async (parts: string) => {
      const answer = await fetch(`${portal.baseUrl}/v1/usage`, {
        method: 'POST',
        headers: {
          authorization: portal.authorization('machine'),
          'content-type': type,
          'content-encoding': 'gzip',
        },
        // A few kilobytes, which inflate to less than the limit of bytes.
        body: gzipSync(bodyOf(parts)),
      });
      return { status: answer.status, body: await answer.json() };
    };
    const wide = await send(`[${'[],'.repeat(1_000_000)}[]]`);
    expect(wide.status).toBe(400);
    expect(wide.body.error.message).toBe(
      'The body must not have more than 1000000 objects and lists',
    );
    const deep = await send('['.repeat(20_000) + ']'.repeat(20_000));
    expect(deep.status).toBe(200);
    expect(deep.body).toMatchObject({ charged: 0, rejected: 1 });
  });

  it('cannot date what they use ahead', async () => {
    const answer = await portal.as('machine', 'post', '/v1/usage', {
      ...fresh(),
      occurredAt: new Date(Date.now() + 1_800_000).toISOString(),
    });
    const { transactionId } = answer.body.results[0];
    const story = await portal.as(
      'admin',
      'get',
      `/v1/transactions/${transactionId}`,
    );
    expect(Date.parse(story.body.occurredAt)).toBeLessThanOrEqual(Date.now());
  });
});
