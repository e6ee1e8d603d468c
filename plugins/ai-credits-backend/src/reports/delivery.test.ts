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

import { Directory } from '../attribution';
import { peopleOf } from './delivery';

describe('the people of a recipient', () => {
  const directory: Directory = {
    users: new Map([
      ['user:default/kim', { groups: ['group:default/api'] }],
      ['user:default/ash', { groups: ['group:default/web'] }],
      [
        'user:default/lee',
        { groups: ['group:default/api', 'group:default/shop'] },
      ],
    ]),
    groups: new Map([
      ['group:default/shop', {}],
      ['group:default/api', { parent: 'group:default/shop' }],
      ['group:default/web', { parent: 'group:default/shop' }],
      ['group:default/empty', {}],
    ]),
    services: new Map(),
    projects: new Map(),
  };

  it.each([
    ['user:default/kim', ['user:default/kim']],
    ['group:default/api', ['user:default/kim', 'user:default/lee']],
    [
      'group:default/shop',
      ['user:default/ash', 'user:default/kim', 'user:default/lee'],
    ],
    ['group:default/empty', []],
    ['group:default/gone', undefined],
    ['user:default/gone', undefined],
  ])('%s are %j', (recipient, people) => {
    expect(peopleOf(recipient, directory)).toEqual(people);
  });

  it('are found at once, whatever the number of groups', () => {
    const ids = Array.from({ length: 3_000 }, (_, i) => i);
    const team = (i: number) => `group:default/t${i % 300}`;
    const large: Directory = {
      ...directory,
      groups: new Map(ids.map(i => [team(i), {}])),
      users: new Map(
        ids.map(i => [`user:default/u${i}`, { groups: [team(i)] }]),
      ),
    };
    const lookedAt = jest.spyOn(large.users, 'get');
    for (const group of large.groups.keys()) {
      expect(peopleOf(group, large)).toHaveLength(10);
    }
    expect(lookedAt).toHaveBeenCalledTimes(ids.length);
  });
});
