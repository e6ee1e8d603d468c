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
import { TestDatabases } from '@backstage/backend-test-utils';
import { defaultRateCardRules } from 'backstage-plugin-ai-credits-common';
import { Portal, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('rate cards on %s', engine => {
  let portal: Portal;
  const auditLog: Array<{ eventId: string; meta: object }> = [];
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {}, [
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          createEvent: async ({ eventId, meta }) => ({
            success: async options => {
              auditLog.push({ eventId, meta: { ...meta, ...options?.meta } });
            },
            fail: async () => {
              auditLog.push({ eventId: `${eventId} failed`, meta: {} });
            },
          }),
        }),
      }),
    ]);
  });
  afterAll(async () => portal?.stop());

  it('tells the audit log what each change made of what', async () => {
    const [first, ...actions] = defaultRateCardRules.actions;
    const { body: draft } = await portal.as('admin', 'post', '/v1/rate-cards', {
      name: 'Autumn',
      rules: defaultRateCardRules,
    });
    const path = `/v1/rate-cards/${draft.id}`;
    await portal.as('admin', 'put', path, {
      name: 'Winter',
      rules: {
        ...defaultRateCardRules,
        defaultCredits: '2',
        actions: [{ ...first, credits: '9' }, ...actions.slice(1)],
      },
      revision: 1,
    });
    await portal.as('admin', 'put', path, {
      name: 'Late',
      rules: defaultRateCardRules,
      revision: 1,
    });
    await portal.as('admin', 'post', `${path}/publish`, {});
    await portal.as('admin', 'delete', path);
    const { body: other } = await portal.as('admin', 'post', '/v1/rate-cards', {
      name: 'Never',
      rules: defaultRateCardRules,
    });
    await portal.as('admin', 'delete', `/v1/rate-cards/${other.id}`);

    const changes = [
      expect.objectContaining({
        rule: 'card',
        before: expect.objectContaining({ defaultCredits: '1' }),
        after: expect.objectContaining({ defaultCredits: '2' }),
      }),
      {
        rule: `action:${first.action}`,
        before: first,
        after: { ...first, credits: '9' },
      },
      { rule: `action:${actions[0].action}`, before: actions[0] },
    ];
    expect(auditLog).toEqual([
      {
        eventId: 'rate-card-create',
        meta: { name: 'Autumn', rateCardId: draft.id },
      },
      {
        eventId: 'rate-card-update',
        meta: {
          rateCardId: draft.id,
          before: { name: 'Autumn', revision: 1 },
          after: { name: 'Winter', revision: 2 },
          changed: 3,
          changes,
        },
      },
      { eventId: 'rate-card-update failed', meta: {} },
      {
        eventId: 'rate-card-publish',
        meta: {
          rateCardId: draft.id,
          before: { name: 'Default rate card', version: 1 },
          after: {
            name: 'Winter',
            version: 2,
            effectiveFrom: expect.any(String),
          },
          changed: 3,
          changes,
        },
      },
      { eventId: 'rate-card-delete failed', meta: {} },
      { eventId: 'rate-card-create', meta: expect.anything() },
      {
        eventId: 'rate-card-delete',
        meta: { rateCardId: other.id, before: { name: 'Never', revision: 1 } },
      },
    ]);
  });
});
