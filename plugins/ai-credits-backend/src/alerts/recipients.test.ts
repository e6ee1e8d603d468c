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
import { peopleToTell } from './recipients';

const directory: Directory = {
  users: new Map([
    ['user:default/jo', { groups: ['group:default/payments'] }],
    ['user:default/max', { groups: ['group:default/payments'] }],
    ['user:default/lead', { groups: ['group:default/commerce'] }],
    ['user:default/root', { groups: ['group:default/admins'] }],
  ]),
  groups: new Map([
    ['group:default/company', {}],
    ['group:default/admins', { type: 'team' }],
    [
      'group:default/commerce',
      { type: 'department', parent: 'group:default/company' },
    ],
    [
      'group:default/payments',
      { type: 'team', parent: 'group:default/commerce' },
    ],
  ]),
  services: new Map([
    ['component:default/checkout', { owner: 'group:default/payments' }],
    ['component:default/tool', { owner: 'user:default/jo' }],
  ]),
  projects: new Map([['system:default/shop', { owner: 'group:default/gone' }]]),
};

describe('peopleToTell', () => {
  it.each([
    ['user', 'user:default/jo', ['jo']],
    ['team', 'group:default/payments', ['jo', 'lead', 'max']],
    ['department', 'group:default/commerce', ['lead']],
    ['service', 'component:default/checkout', ['jo', 'max']],
    ['service', 'component:default/tool', ['jo']],
    // Nobody answers for these.
    ['service', 'component:default/gone', ['root']],
    ['user', 'user:default/gone', ['root']],
    ['team', 'group:default/gone', ['root']],
    ['product', 'AI Assistant', ['root']],
    ['model', 'gpt-4o', ['root']],
  ] as const)('finds who answers for the %s %s', (kind, ref, names) => {
    const organisation = {
      directory,
      groupTypes: { team: ['team'], department: ['department'] },
    };
    expect(
      peopleToTell({ about: { kind, ref } }, organisation, [
        'group:default/admins',
      ]),
    ).toEqual(names.map(name => `user:default/${name}`));
  });

  it('leaves groups that it cannot resolve to the notifications', () => {
    const organisation = {
      directory,
      groupTypes: { team: [], department: [] },
    };
    expect(
      peopleToTell(
        { about: { kind: 'project', ref: 'system:default/shop' } },
        organisation,
        [],
      ),
    ).toEqual(['group:default/gone']);
    expect(peopleToTell({}, organisation, [])).toEqual([]);
  });

  it.each([
    [
      ['owners', 'admins'],
      ['jo', 'max', 'root'],
    ],
    [['admins'], ['root']],
    [
      ['user:default/finance', 'group:default/commerce'],
      ['finance', 'lead'],
    ],
  ])('tells whom the configuration names, %j, and who asked', (rule, names) => {
    const organisation = {
      directory,
      groupTypes: { team: ['team'], department: ['department'] },
    };
    expect(
      peopleToTell(
        {
          about: { kind: 'service', ref: 'component:default/checkout' },
          also: ['user:default/asked'],
        },
        organisation,
        ['group:default/admins'],
        rule,
      ),
    ).toEqual(['asked', ...names].map(name => `user:default/${name}`).sort());
  });
});
