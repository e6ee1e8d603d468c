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

import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DepartmentLeads } from './DepartmentLeads';

const group = (name: string, type: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type },
});

it('knows departments by the catalog, and asks for none twice in a minute', async () => {
  const catalog = catalogServiceMock({
    entities: [group('commerce', 'Department'), group('payments', 'team')],
  });
  const asked = jest.spyOn(catalog, 'getEntitiesByRefs');
  let now = 0;
  const leads = DepartmentLeads.create({
    catalog,
    auth: mockServices.auth(),
    groupTypes: ['department'],
    now: () => now,
  });
  const jo = ['user:default/jo', 'group:default/payments'];
  expect(await leads.leadsAny(jo)).toBe(false);
  expect(await leads.leadsAny([...jo, 'group:default/commerce'])).toBe(true);
  expect(await leads.leadsAny(['group:default/gone'])).toBe(false);
  expect(await leads.leadsAny([])).toBe(false);
  expect(await leads.leadsAny([...jo, 'group:default/commerce'])).toBe(true);
  expect(asked.mock.calls.map(([{ entityRefs }]) => entityRefs)).toEqual([
    ['group:default/payments'],
    ['group:default/commerce'],
    ['group:default/gone'],
  ]);
  now = 60_000;
  await leads.leadsAny(jo);
  expect(asked).toHaveBeenCalledTimes(4);
});
