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

import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { MOST_REFS, readBelow } from './readBelow';

const group = (name: string, children: string[]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  relations: children.map(child => ({
    type: 'parentOf',
    targetRef: `group:default/${child}`,
  })),
});

it('asks the catalog for nothing where nothing is below', async () => {
  const catalog = { getEntitiesByRefs: jest.fn() };
  expect(await readBelow(catalog, 'system:default/shop', [])).toEqual({
    refs: ['system:default/shop'],
    truncated: false,
  });
  // Systems have nothing below that is not charged to them.
  await readBelow(catalog, 'domain:default/trade', ['system:default/shop']);
  expect(catalog.getEntitiesByRefs).not.toHaveBeenCalled();
});

it('keeps what the catalog does not tell about', async () => {
  const catalog = catalogApiMock({ entities: [group('a', ['b'])] });
  expect(
    await readBelow(catalog, 'group:default/top', [
      'group:default/a',
      'group:default/hidden',
    ]),
  ).toEqual({
    refs: [
      'group:default/top',
      'group:default/a',
      'group:default/hidden',
      'group:default/b',
    ],
    truncated: false,
  });
});

it('names no more than one question takes, and says so', async () => {
  const names = Array.from(
    { length: 400 },
    (_, i) => `group:default/team-${i}`,
  );
  const catalog = catalogApiMock({ entities: [] });
  const { refs, truncated } = await readBelow(
    catalog,
    'group:default/top',
    names,
  );
  expect(refs).toHaveLength(MOST_REFS);
  expect(refs[0]).toBe('group:default/top');
  expect(truncated).toBe(true);
});
