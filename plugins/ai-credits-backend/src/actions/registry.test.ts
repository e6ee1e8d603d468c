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

import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { TestDatabases } from '@backstage/backend-test-utils';
import { z } from 'zod/v3';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { createActions } from '.';
import { Portal, Role, startPortal } from '../__testUtils__/portal';
import type { HttpContext } from '../http';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

/** What the portal's own registry makes of the actions, over HTTP. */
describe.each(databases.eachSupportedId())('the registry on %s', engine => {
  const auditLog: object[] = [];
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {}, [
      actionsRegistryServiceFactory,
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          createEvent: async ({ eventId, meta, request, severityLevel }) => {
            const event = { eventId, severityLevel, byHttp: Boolean(request) };
            return {
              success: async options => {
                auditLog.push({
                  ...event,
                  status: 'succeeded',
                  meta: { ...meta, ...options?.meta },
                });
              },
              fail: async ({ error }) => {
                auditLog.push({ ...event, status: 'failed', meta, error });
              },
            };
          },
        }),
      }),
    ]);
    await portal.as('admin', 'put', '/v1/budgets', {
      scope: { kind: 'team', ref: 'group:default/payments' },
      credits: '50',
    });
  });
  afterAll(async () => portal?.stop());
  beforeEach(() => auditLog.splice(0));

  const ACTIONS = '/.backstage/actions/v1/actions';
  const invoke = (role: Role, name: string, input: object) =>
    portal.as(role, 'post', `${ACTIONS}/ai-credits:${name}/invoke`, input);
  const visibleTo = async (role: Role): Promise<string[]> =>
    (await portal.as(role, 'get', ACTIONS)).body.actions.map(
      ({ name }: { name: string }) => name,
    );

  it('offers what the permissions allow', async () => {
    const all = [
      'get-balance',
      'get-usage',
      'get-forecast',
      'get-budget-status',
      'list-transactions',
      'quote-credits',
      'list-waste',
      'list-savings',
      'request-credits',
    ];
    for (const role of ['engineer', 'lead', 'admin'] as const) {
      expect(await visibleTo(role)).toEqual(all);
    }
    expect(await visibleTo('machine')).toEqual([
      'get-usage',
      'get-forecast',
      'list-transactions',
      'list-waste',
      'list-savings',
    ]);
  });

  it.each<[Role, string, object, number]>([
    ['nobody', 'get-balance', {}, 401],
    ['machine', 'get-balance', {}, 404],
    ['machine', 'get-usage', {}, 403],
    ['machine', 'get-forecast', {}, 403],
    ['machine', 'get-forecast', { scope: 'product:x' }, 403],
    ['machine', 'list-transactions', {}, 403],
    ['machine', 'list-waste', {}, 403],
    ['machine', 'list-savings', {}, 403],
    ['machine', 'request-credits', {}, 404],
    ['engineer', 'get-balance', {}, 200],
    ['engineer', 'get-forecast', { scope: 'user:user:default/root' }, 403],
    ['engineer', 'get-usage', { limit: 5_000 }, 400],
    ['engineer', 'list-transactions', { team: 'payments' }, 400],
  ])(
    'answers %s asking %s of %j with %d',
    async (role, name, input, status) => {
      expect((await invoke(role, name, input)).status).toBe(status);
    },
  );

  it('names the field and the limit of what is wrong', async () => {
    const { body } = await invoke('engineer', 'get-usage', { limit: '5000' });
    expect(body.error.name).toBe('InputError');
    expect(body.error.message).toMatch(/must not exceed 1000[^]*"limit"/);
  });

  it('audits a request as the route does, and who asked', async () => {
    const wish = {
      credits: '5',
      reason: 'A launch',
      idempotencyKey: 'launch',
    };
    const scope = { kind: 'team', ref: 'group:default/payments' };
    const action = await invoke('engineer', 'request-credits', {
      ...wish,
      scope: `${scope.kind}:${scope.ref}`,
    });
    expect(action.status).toBe(200);
    const route = await portal.as('engineer', 'post', '/v1/requests', {
      ...wish,
      scope,
      idempotencyKey: 'another',
    });
    const common = {
      scope: `${scope.kind}:${scope.ref}`,
      period: 'month',
      credits: '5',
      kind: 'once',
    };
    const event = { eventId: 'request-create', severityLevel: 'medium' };
    expect(auditLog).toEqual([
      {
        ...event,
        byHttp: false,
        status: 'succeeded',
        meta: {
          ...common,
          actor: 'user:default/jo',
          through: 'action request-credits',
          idempotencyKey: 'launch',
          requestId: Number(action.body.output.id),
        },
      },
      {
        ...event,
        byHttp: true,
        status: 'succeeded',
        meta: {
          ...common,
          idempotencyKey: 'another',
          requestId: Number(route.body.id),
        },
      },
    ]);
    // Nothing is audited of what only reads.
    await invoke('engineer', 'get-balance', {});
    expect(auditLog).toHaveLength(2);
  });

  it('audits a request that failed', async () => {
    const { status } = await invoke('engineer', 'request-credits', {
      scope: 'me',
      credits: '5',
      reason: 'There is no such budget',
      idempotencyKey: 'none',
    });
    expect(status).toBe(400);
    expect(auditLog).toEqual([
      expect.objectContaining({
        eventId: 'request-create',
        status: 'failed',
        meta: expect.objectContaining({ actor: 'user:default/jo' }),
      }),
    ]);
  });
});

describe('what assistants read about actions', () => {
  const registry = actionsRegistryServiceMock();
  createActions({
    actionsRegistry: registry,
    context: {
      config: { account: { timeZone: 'UTC' } },
    } as HttpContext,
  });
  const options = [...registry.actions.values()];

  /** Fields without a description, with their paths. */
  const undescribed = (schema: any, path: string): string[] => [
    ...Object.entries<any>(schema.properties ?? {}).flatMap(([name, field]) => [
      ...(field.description ? [] : [`${path}.${name}`]),
      ...undescribed(field, `${path}.${name}`),
    ]),
    ...[schema.items, ...(schema.anyOf ?? [])]
      .filter(Boolean)
      .flatMap(each => undescribed(each, path)),
  ];

  it('describes every field, and repeats none by reference', async () => {
    const { actions } = await registry.list();
    for (const { attributes, description, name, schema } of actions) {
      expect(undescribed(schema.input, `${name} input`)).toEqual([]);
      expect(undescribed(schema.output, `${name} output`)).toEqual([]);
      expect(JSON.stringify(schema)).not.toContain('$ref');
      expect(schema.input).toMatchObject({ additionalProperties: false });
      expect(description).toContain('## Examples');
      expect(description).toContain('decimal strings');
      expect(attributes).toEqual({
        readOnly: name !== 'request-credits',
        destructive: false,
        idempotent: true,
      });
    }
  });

  it('gives examples that are taken and answered so', () => {
    for (const { examples = [], schema } of options) {
      expect(examples.length).toBeGreaterThan(0);
      const input = schema.input(z);
      expect(examples.map(each => input.parse(each.input))).toEqual(
        examples.map(each => each.input),
      );
      const outputs = examples.flatMap(each => each.output ?? []);
      const output = schema.output(z).strict();
      expect(outputs.map(each => output.parse(each))).toEqual(outputs);
    }
  });
});
