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

import { ResponseError } from '@backstage/errors';
import { PoliciesRequest, Refusal, UsageEventInput } from '../schemas';
import { AiCreditsClient } from './AiCreditsClient';
import { RefusedError } from './RefusedError';

interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | null;
}

/** A client whose answers come from a function, and what it was asked. */
function setup(
  answer: () => Response = () => Response.json({ packs: [], ok: true }),
) {
  const seen: Seen[] = [];
  const client = new AiCreditsClient({
    discoveryApi: {
      getBaseUrl: async pluginId =>
        `https://portal.example.com/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (url, init) => {
        seen.push({
          method: init!.method!,
          url: String(url).replace(
            'https://portal.example.com/api/ai-credits/v1',
            '',
          ),
          headers: init!.headers as Record<string, string>,
          ...(init!.body === undefined
            ? {}
            : { body: JSON.parse(String(init!.body)) }),
          signal: init!.signal,
        });
        return answer();
      },
    },
  });
  return { client, seen };
}

const event: UsageEventInput = { id: '1', source: 's', action: 'erase' };
const policies: PoliciesRequest = {
  revision: 3,
  lowBalanceThreshold: '200',
  excessLimit: '500',
  automaticPurchase: {
    enabled: false,
    trigger: 'limit',
    pack: 'standard',
    maxPurchasesPerMonth: 1,
    cooldownMinutes: 60,
  },
};
const hostError = (statusCode: number, name: string, message: string) => ({
  error: { name, message },
  request: { method: 'POST', url: '/v1/charges' },
  response: { statusCode },
});
const failure = (action: Promise<unknown>) =>
  action.then(
    () => {
      throw new Error('was not refused');
    },
    error => error,
  );

describe('AiCreditsClient', () => {
  const draft = { name: 'Next', rules: { actions: [], models: [] } };
  const question = {
    from: '2026-10-01T00:00:00Z',
    to: '2026-11-01T00:00:00Z',
  };
  const grant = {
    kind: 'promotion' as const,
    credits: '5',
    reason: 'r',
    idempotencyKey: 'k',
  };
  const budget = {
    scope: { kind: 'team' as const, ref: 'group:default/a' },
    credits: '5',
  };
  const calls: [
    string,
    (client: AiCreditsClient) => Promise<unknown>,
    unknown?,
  ][] = [
    ['POST /usage', c => c.recordUsage(event), event],
    ['POST /usage', c => c.recordUsage([event]), { events: [event] }],
    ['POST /charges', c => c.charge(event), event],
    ['POST /reservations', c => c.reserve({ event }), { event }],
    ['POST /reservations/r%2F1/settle', c => c.settle('r/1'), {}],
    ['POST /reservations/r1/settle', c => c.settle('r1', { event }), { event }],
    ['POST /reservations/r1/release', c => c.release('r1')],
    [
      'POST /usage/feedback',
      c => c.feedback([{ source: 's', id: '1', rating: 4 }]),
      [{ source: 's', id: '1', rating: 4 }],
    ],
    [
      'POST /refunds',
      c => c.refund({ transactionId: 't', reason: 'r', idempotencyKey: 'k' }),
      { transactionId: 't', reason: 'r', idempotencyKey: 'k' },
    ],
    ['GET /me', c => c.me()],
    ['GET /account', c => c.account()],
    ['GET /balance?account=emea', c => c.balance({ account: 'emea' })],
    [
      'GET /lots?cursor=a%26b&limit=5',
      c => c.lots({ cursor: 'a&b', limit: 5 }),
    ],
    ['GET /packs', c => c.packs()],
    ['POST /grants', c => c.grant(grant), grant],
    [
      'POST /purchases',
      c => c.purchase({ pack: 'standard', idempotencyKey: 'k' }),
      { pack: 'standard', idempotencyKey: 'k' },
    ],
    [
      'GET /transactions?type=usage&type=refund&q=a+b',
      c =>
        c.transactions({
          type: ['usage', 'refund'],
          q: 'a b',
          from: undefined,
        }),
    ],
    ['GET /transactions/t1', c => c.transaction('t1')],
    ['GET /rate-cards', c => c.rateCards()],
    ['GET /rate-cards/current', c => c.currentRateCard()],
    ['POST /rate-cards', c => c.createRateCard(draft), draft],
    ['PUT /rate-cards/d1', c => c.updateRateCard('d1', draft), draft],
    ['POST /rate-cards/d1/publish', c => c.publishRateCard('d1'), {}],
    ['POST /rate-cards/d1/simulate', c => c.simulateRateCard('d1')],
    ['POST /rate-cards/quote', c => c.quote(event), event],
    ['GET /budgets', c => c.budgets()],
    ['PUT /budgets', c => c.putBudget(budget), budget],
    ['DELETE /budgets/b1', c => c.deleteBudget('b1')],
    ['DELETE /rate-cards/d1', c => c.deleteRateCard('d1')],
    [
      'GET /purchases?status=failed&limit=5',
      c => c.purchases({ status: 'failed', limit: 5 }),
    ],
    ['GET /policies', c => c.policies()],
    ['PUT /policies', c => c.putPolicies(policies), policies],
    ['GET /integrity', c => c.integrity()],
    ['POST /integrity/verify', c => c.verify()],
    ['GET /ledger/health', c => c.ledgerHealth()],
    ['POST /rollups/rebuild', c => c.rebuildRollups()],
    ['POST /analytics/query', c => c.analytics(question), question],
  ];
  it.each(calls.map(([expected, call, body]) => ({ expected, call, body })))(
    'calls $expected',
    async ({ expected, call, body }) => {
      const { client, seen } = setup();
      await call(client);
      expect(seen).toHaveLength(1);
      expect(`${seen[0].method} ${seen[0].url}`).toBe(expected);
      expect(seen[0].body).toEqual(body);
      expect(seen[0].headers).toEqual(
        body === undefined ? {} : { 'Content-Type': 'application/json' },
      );
    },
  );

  it('passes a token and a signal on, and the answer back', async () => {
    const answer = { transactionId: 't', credits: '7' };
    const { client, seen } = setup(() => Response.json(answer));
    const { signal } = new AbortController();
    await expect(client.charge(event, { token: 'x', signal })).resolves.toEqual(
      answer,
    );
    expect(seen[0].headers.Authorization).toBe('Bearer x');
    expect(seen[0].signal).toBe(signal);
  });

  it('reaches a fixed address', async () => {
    const client = new AiCreditsClient({
      baseUrl: 'https://x.example.com/api/',
    });
    await expect(
      client.transactionsExportUrl({ user: 'user:default/a' }),
    ).resolves.toBe(
      'https://x.example.com/api/v1/transactions/export?user=user%3Adefault%2Fa',
    );
    expect(() => new AiCreditsClient({})).toThrow(TypeError);
  });

  it('answers a deletion without a body', async () => {
    const { client } = setup(() => new Response(null, { status: 204 }));
    await expect(client.deleteBudget('b')).resolves.toBeUndefined();
  });

  it('turns an error into a ResponseError', async () => {
    const { client } = setup(() =>
      Response.json(hostError(409, 'ConflictError', 'other content'), {
        status: 409,
      }),
    );
    const error = await failure(client.charge(event));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({
      statusCode: 409,
      cause: { name: 'ConflictError', message: 'other content' },
    });
  });

  it('turns a refusal into a RefusedError that says why', async () => {
    const refusal: Refusal = {
      reason: 'budget_exceeded',
      scope: 'team:group:default/payments',
      limit: '100',
      used: '98',
      held: '1',
      requested: '8',
      resetsAt: '2026-12-01T00:00:00Z',
      contacts: ['user:default/lead'],
      automaticPurchase: { status: 'failed', message: 'no answer' },
    };
    const { client } = setup(() =>
      Response.json(
        { ...hostError(402, 'RefusedError', 'over budget'), ...refusal },
        { status: 402 },
      ),
    );
    const error = await failure(client.reserve({ event }));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.refusal).toEqual(refusal);
    expect(error.message).toContain('over budget');
    expect(error.cause).toBeInstanceOf(ResponseError);
  });

  it('leaves a 402 of someone else as it is', async () => {
    const { client } = setup(
      () => new Response('pay the proxy', { status: 402 }),
    );
    const error = await failure(client.charge(event));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error.statusCode).toBe(402);
  });

  it('streams the export', async () => {
    const lines = ['date,credits\n', '2026-11-20,8\n'];
    const { client, seen } = setup(
      () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              const line = lines.shift();
              if (line) {
                controller.enqueue(new TextEncoder().encode(line));
              } else {
                controller.close();
              }
            },
          }),
          {
            headers: {
              'Content-Disposition':
                'attachment; filename="token_usage_history_2026-11-20_14-00-00.csv"',
            },
          },
        ),
    );
    const { fileName, body } = await client.exportTransactions({
      type: 'usage',
    });
    expect(seen[0].url).toBe('/transactions/export?type=usage');
    expect(fileName).toBe('token_usage_history_2026-11-20_14-00-00.csv');
    await expect(new Response(body).text()).resolves.toBe(
      'date,credits\n2026-11-20,8\n',
    );
  });
});
