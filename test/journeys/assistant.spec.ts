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

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  AnalyticsResponse,
  Balance,
  BudgetsResponse,
  CreditRequestsResponse,
  ForecastResponse,
  QuoteResponse,
  RecommendationsResponse,
  TransactionsResponse,
} from 'backstage-plugin-ai-credits-common';
import { apiUrl, machineToken } from './address';
import { Api, signIn } from './api';
import { expect, people, test } from './portal';

const engineer = 'user:default/jo.example';
const team = 'group:default/payments';

/** An assistant at the portal's MCP endpoint, working for somebody. */
async function assistantOf(token: string): Promise<Client> {
  const client = new Client({ name: 'journey', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${apiUrl}/api/mcp-actions/v1`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
  );
  return client;
}

/** What a tool answers, as the assistant reads it. */
async function ask(
  client: Client,
  tool: string,
  input: Record<string, unknown> = {},
): Promise<any> {
  const { content, isError } = await client.callTool({
    name: `ai-credits.${tool}`,
    arguments: input,
  });
  const [{ text }] = content as { text: string }[];
  if (isError) {
    throw new Error(text);
  }
  return JSON.parse(text);
}

test.describe('an assistant', () => {
  let assistant: Client;
  let api: Api;

  test.beforeAll(async () => {
    assistant = await assistantOf(await signIn(apiUrl, engineer));
    api = await Api.signIn(apiUrl, engineer);
  });
  test.afterAll(async () => assistant?.close());

  test('is offered the tools, and told what each does', async () => {
    const { tools } = await assistant.listTools();
    const ours = tools.filter(({ name }) => name.startsWith('ai-credits.'));
    expect(ours.map(({ name }) => name).sort()).toEqual(
      [
        'get-balance',
        'get-budget-status',
        'get-forecast',
        'get-usage',
        'list-savings',
        'list-transactions',
        'list-waste',
        'quote-credits',
        'request-credits',
      ].map(name => `ai-credits.${name}`),
    );
    for (const { annotations, description, inputSchema, name } of ours) {
      expect(description).toContain('## Examples');
      expect(inputSchema.type).toBe('object');
      expect(annotations).toMatchObject({
        readOnlyHint: name !== 'ai-credits.request-credits',
        destructiveHint: false,
        idempotentHint: true,
      });
    }
  });

  test('tells the balance, a forecast and a price', async () => {
    const balance = await ask(assistant, 'get-balance');
    const theirs = await api.get<Balance>('/balance');
    for (const field of ['available', 'free', 'purchased', 'held'] as const) {
      expect(balance[field]).toBe(theirs[field]);
    }
    expect(balance.period).toEqual(theirs.period);
    expect(balance.low).toBe(
      Number(theirs.available) < Number(theirs.lowBalanceThreshold),
    );

    const forecast = await ask(assistant, 'get-forecast');
    const shown = await api.get<ForecastResponse>('/forecast');
    expect(forecast.enough).toBe(true);
    expect(forecast.left).toBe(shown.left);
    expect(forecast.runsOut).toEqual(shown.runsOut);
    expect(forecast.pastError).toEqual(shown.pastError);
    expect(forecast).not.toHaveProperty('history');

    const quote = await ask(assistant, 'quote-credits', {
      model: 'gpt-4o',
      // As clients send numbers.
      inputTokens: '100000',
    });
    expect(quote).toEqual(
      await api.post<QuoteResponse>('/rate-cards/quote', {
        id: 'quote',
        source: 'journey',
        model: 'gpt-4o',
        quantities: { inputTokens: 100_000 },
      }),
    );
    expect(Number(quote.credits)).toBeGreaterThan(0);
  });

  test('tells usage and charges of those whom the caller may see', async () => {
    const usage = await ask(assistant, 'get-usage', {
      range: 'last3Months',
      groupBy: 'team',
      limit: '100',
    });
    const { from, to } = usage;
    const theirs = await api.post<AnalyticsResponse>('/analytics/query', {
      from,
      to,
      groupBy: ['team'],
      orderBy: [['credits', 'desc']],
    });
    expect(usage.rows.length).toBeGreaterThan(0);
    expect(usage.rows).toEqual(theirs.rows);
    expect(usage.totals).toEqual(theirs.totals);

    const admin = await assistantOf(await signIn(apiUrl, people.guest));
    const all = await ask(admin, 'get-usage', { from, to, groupBy: 'team' });
    expect(Number(all.totals.credits)).toBeGreaterThan(
      Number(usage.totals.credits),
    );
    await admin.close();

    const mine = await ask(assistant, 'list-transactions', {
      user: 'me',
      limit: 5,
    });
    expect(mine.transactions).toHaveLength(5);
    expect(mine).toEqual(
      await api.get<TransactionsResponse>(
        `/transactions?user=${engineer}&limit=5`,
      ),
    );
    const older = await ask(assistant, 'list-transactions', {
      user: 'me',
      limit: 5,
      cursor: mine.nextCursor,
    });
    expect(older.transactions[0].transactionId).not.toBe(
      mine.transactions[0].transactionId,
    );
  });

  test('tells waste and savings', async () => {
    const admin = await assistantOf(await signIn(apiUrl, people.guest));
    const waste = await ask(admin, 'list-waste', { range: 'last3Months' });
    expect(Number(waste.wasted)).toBeGreaterThan(0);
    expect(waste.rules.map(({ rule }: { rule: string }) => rule)).toEqual([
      'failed',
      'regeneration',
      'rejected',
      'unused',
    ]);
    // What is advised depends on the day; the pages and the assistant say the same.
    const to = new Date().toISOString();
    const from = new Date(Date.parse(to) - 90 * 86_400_000).toISOString();
    const savings = await ask(admin, 'list-savings', {
      status: 'all',
      from,
      to,
      limit: 50,
    });
    const shown = await (
      await Api.signIn(apiUrl, people.guest)
    ).get<RecommendationsResponse>(
      `/insights/recommendations?${new URLSearchParams({ from, to })}`,
    );
    expect(savings.recommendations).toEqual(shown.recommendations);
    expect(savings).toMatchObject({
      matching: shown.recommendations.length,
      potential: shown.potential,
      saved: shown.saved,
      confidence: shown.confidence,
      minimumSamples: shown.minimumSamples,
    });
    await admin.close();
  });

  test('is refused what the caller may not do, with what is wrong', async () => {
    await expect(
      ask(assistant, 'get-forecast', {
        scope: `user:${people.departmentLead}`,
      }),
    ).rejects.toThrow(
      /^NotAllowedError: You may not see what user user:default\/sekar.wulandari uses/,
    );
    await expect(ask(assistant, 'get-usage', { limit: 5_000 })).rejects.toThrow(
      /InputError[^]*must not exceed 1000[^]*"limit"/,
    );
    await expect(
      ask(assistant, 'list-transactions', { team: 'payments' }),
    ).rejects.toThrow(/must be a full entity ref/);
    await expect(
      ask(assistant, 'request-credits', {
        scope: 'team:group:default/ai-platform',
        credits: 1,
        reason: 'Not ours',
        idempotencyKey: 'not-ours',
      }),
    ).rejects.toThrow(/^NotAllowedError: You may ask for yourself/);
    // The machine's token is for recording and charging, and for no assistant.
    await expect(assistantOf(machineToken)).rejects.toThrow();
  });

  test('asks for more credits once, and the lead is told', async () => {
    const scope = `team:${team}`;
    const { budgets } = await ask(assistant, 'get-budget-status', { scope });
    const shown = await api.get<BudgetsResponse>(
      `/budgets?scopeKind=team&ref=${team}`,
    );
    expect(budgets).toHaveLength(shown.budgets.length);
    expect(budgets[0].credits).toBe(shown.budgets[0].credits);

    const wish = {
      scope,
      credits: '3.5',
      reason: `The assistant of ${new Date().toISOString()}`,
      idempotencyKey: `journey-${Date.now()}`,
    };
    const request = await ask(assistant, 'request-credits', wish);
    expect(request).toMatchObject({ status: 'open', requestedBy: engineer });
    expect((await ask(assistant, 'request-credits', wish)).id).toBe(request.id);
    const lead = await Api.signIn(apiUrl, people.departmentLead);
    const inbox = await lead.get<CreditRequestsResponse>('/requests?box=inbox');
    expect(
      inbox.requests.filter(({ reason }) => reason === wish.reason),
    ).toHaveLength(1);
    await expect
      .poll(async () => {
        const response = await fetch(`${apiUrl}/api/notifications`, {
          headers: {
            authorization: `Bearer ${await signIn(
              apiUrl,
              people.departmentLead,
            )}`,
          },
        });
        return (await response.text()).split(wish.reason).length - 1;
      })
      .toBe(1);
    await api.post(`/requests/${request.id}/withdraw`, {});
    expect(await ask(assistant, 'request-credits', wish)).toMatchObject({
      id: request.id,
      status: 'withdrawn',
    });
  });
});
