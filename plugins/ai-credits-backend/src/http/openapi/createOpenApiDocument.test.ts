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

import { createOpenApiDocument } from './createOpenApiDocument';
import { routes } from './routes';

const document = createOpenApiDocument({ version: '1.2.3' });
const text = JSON.stringify(document);

/** The contract's routes; a route that disappears from the table is missed here. */
const contract = [
  'post /v1/usage',
  'post /v1/ingest/otlp/v1/traces',
  'post /v1/ingest/litellm',
  'post /v1/ingest/cloudevents',
  'post /v1/imports',
  'post /v1/charges',
  'post /v1/reservations',
  'post /v1/reservations/{id}/settle',
  'post /v1/reservations/{id}/release',
  'post /v1/usage/feedback',
  'post /v1/refunds',
  'get /v1/account',
  'get /v1/balance',
  'get /v1/lots',
  'get /v1/packs',
  'post /v1/grants',
  'post /v1/purchases',
  'get /v1/transactions',
  'get /v1/transactions/export',
  'get /v1/transactions/{id}',
  'get /v1/rate-cards',
  'get /v1/rate-cards/current',
  'post /v1/rate-cards',
  'put /v1/rate-cards/{id}',
  'post /v1/rate-cards/{id}/publish',
  'post /v1/rate-cards/{id}/simulate',
  'post /v1/rate-cards/quote',
  'get /v1/budgets',
  'put /v1/budgets',
  'delete /v1/budgets/{id}',
  'post /v1/analytics/query',
  'get /v1/integrity',
  'post /v1/integrity/verify',
  'get /v1/me',
  'get /v1/openapi.json',
];

describe('createOpenApiDocument', () => {
  it('describes every route of the contract, each under one name', () => {
    const described = Object.entries(document.paths ?? {}).flatMap(
      ([path, item]) => Object.keys(item).map(method => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(expect.arrayContaining(contract));
    expect(described).toHaveLength(routes.length);
    const names = routes.map(route => route.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is an OpenAPI 3.1 document where the plugin answers', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { version: '1.2.3' },
      servers: [{ url: '/api/ai-credits' }],
    });
  });

  it('refers to components that exist, and has none that nothing refers to', () => {
    const named = Object.keys(document.components?.schemas ?? {});
    const referred = [
      ...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g),
    ].map(match => match[1]);
    expect([...new Set(referred)].sort()).toEqual(named.sort());
    expect(named).toEqual(expect.arrayContaining(['UsageEvent', 'Error']));
  });

  it('names exactly the parameters that a path has', () => {
    for (const route of routes) {
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(m => m[1]);
      expect(Object.keys(route.parameters ?? {})).toEqual(inPath);
    }
  });

  it('shows events as they are sent: defaults optional, unknown fields refused', () => {
    const event = document.components?.schemas?.UsageEvent;
    expect(event).toMatchObject({
      required: ['id', 'source'],
      additionalProperties: false,
      properties: {
        status: { default: 'success' },
        quantities: { additionalProperties: false },
      },
    });
  });

  it('lets answers grow', () => {
    const balance = document.components?.schemas?.Balance;
    expect(balance).toMatchObject({
      required: expect.arrayContaining(['available', 'held']),
    });
    expect(JSON.stringify(balance)).not.toContain('additionalProperties');
  });

  it('says what a refusal looks like', () => {
    expect(document.paths?.['/v1/charges']?.post?.responses).toMatchObject({
      402: {
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/RefusedError' },
          },
        },
      },
      503: { headers: { 'Retry-After': {} } },
    });
    expect(document.components?.schemas?.RefusedError).toMatchObject({
      required: expect.arrayContaining([
        'error',
        'reason',
        'scope',
        'contacts',
      ]),
    });
  });

  it.each([
    ['/v1/usage', ['application/json', 'application/x-ndjson']],
    [
      '/v1/ingest/otlp/v1/traces',
      ['application/json', 'application/x-protobuf'],
    ],
    ['/v1/imports', ['text/csv', 'application/x-ndjson']],
  ])('says which types the body of %s can be of', (path, types) => {
    const body = document.paths?.[path]?.post?.requestBody;
    expect(Object.keys((body as { content: object }).content)).toEqual(types);
  });
});
