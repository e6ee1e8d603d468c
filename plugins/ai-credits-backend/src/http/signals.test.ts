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

import { createServiceFactory } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { Portal, Role, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const scope = { kind: 'team', ref: 'group:default/payments' };

describe.each(databases.eachSupportedId())('signals on %s', engine => {
  const publish = jest.fn().mockResolvedValue(undefined);
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {}, [
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish }),
      }),
    ]);
  });
  afterAll(async () => portal?.stop());

  /** How often open pages are told of what a call did. */
  async function toldBy(
    role: Role,
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ) {
    // Within a second of the last change the next is told later.
    await new Promise(resolve => setTimeout(resolve, 1_100));
    publish.mockClear();
    const answer = await portal.as(role, method, path, body);
    return { status: answer.status, told: publish.mock.calls.length, answer };
  }

  it('let pages read again after each change of what they show', async () => {
    const put = { scope, credits: '60' };
    const budget = await toldBy('admin', 'put', '/v1/budgets', put);
    expect(budget).toMatchObject({ status: 200, told: 1 });
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'ai-credits:balance',
      message: { changed: true },
    });
    const charge = { id: 'e1', source: 'test', action: 'text-to-image' };
    expect(
      await toldBy('engineer', 'post', '/v1/charges', charge),
    ).toMatchObject({ status: 201, told: 1 });
    const wish = { scope, credits: '5', reason: 'A launch' };
    const request = await toldBy('engineer', 'post', '/v1/requests', wish);
    expect(request).toMatchObject({ status: 201, told: 1 });
    const path = `/v1/requests/${request.answer.body.id}/grant`;
    expect(await toldBy('lead', 'post', path, {})).toMatchObject({
      status: 200,
      told: 1,
    });
    const changes = { changes: [{ scope, credits: '70' }] };
    expect(
      await toldBy('admin', 'post', '/v1/allocations', changes),
    ).toMatchObject({ status: 200, told: 1 });
    const { body: policies } = await portal.as('admin', 'get', '/v1/policies');
    const { revision, excessLimit, automaticPurchase } = policies;
    expect(
      await toldBy('admin', 'put', '/v1/policies', {
        revision,
        excessLimit,
        automaticPurchase,
        lowBalanceThreshold: '300',
      }),
    ).toMatchObject({ status: 200, told: 1 });
    expect(
      await toldBy('admin', 'delete', `/v1/budgets/${budget.answer.body.id}`),
    ).toMatchObject({ status: 204, told: 1 });
  });

  it('tell nothing of what changes nothing', async () => {
    const changes = [{ scope, credits: '80' }];
    expect(
      await toldBy('admin', 'post', '/v1/allocations', {
        changes,
        dryRun: true,
      }),
    ).toMatchObject({ status: 200, told: 0 });
    expect(
      await toldBy('engineer', 'put', '/v1/budgets', changes[0]),
    ).toMatchObject({ status: 403, told: 0 });
    expect(await toldBy('admin', 'get', '/v1/balance')).toMatchObject({
      status: 200,
      told: 0,
    });
  });
});
