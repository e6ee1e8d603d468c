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
import { Organisation, Scope } from './hierarchy';
import { editableScopes, mayDecide, mayEdit, mayRequest } from './mayEdit';

const group = (type: string, parent?: string) => ({
  type,
  parent: parent && `group:default/${parent}`,
});
const directory: Directory = {
  groups: new Map([
    ['group:default/company', group('organization')],
    ['group:default/commerce', group('department', 'company')],
    ['group:default/retail', group('department', 'commerce')],
    ['group:default/payments', group('team', 'commerce')],
    ['group:default/shops', group('team', 'retail')],
    ['group:default/content', group('department', 'company')],
    ['group:default/writers', group('team', 'content')],
    // A circle: each is above the other.
    ['group:default/hen', group('department', 'egg')],
    ['group:default/egg', group('team', 'hen')],
  ]),
  users: new Map(
    Object.entries({
      engineer: ['payments'],
      colleague: ['payments'],
      clerk: ['shops'],
      writer: ['writers'],
      lead: ['commerce'],
      coLead: ['commerce', 'payments'],
      retailLead: ['retail'],
      bothLead: ['commerce', 'retail'],
      farmer: ['hen'],
      chick: ['egg'],
      owner: ['company'],
      loner: [],
    }).map(([name, groups]) => [
      `user:default/${name.toLocaleLowerCase('en-US')}`,
      { groups: groups.map(each => `group:default/${each}`) },
    ]),
  ),
  services: new Map([
    ['component:default/checkout', { owner: 'group:default/payments' }],
    ['component:default/blog', { owner: 'group:default/writers' }],
  ]),
  projects: new Map([
    ['system:default/shop', { owner: 'group:default/commerce' }],
  ]),
};
const organisation: Organisation = {
  directory,
  groupTypes: { team: ['team'], department: ['department'] },
};

const person = (name: string) => ({
  user: `user:default/${name}`,
  admin: false,
});
const scopes: Record<string, Scope> = {
  company: { kind: 'department', ref: 'group:default/company' },
  commerce: { kind: 'department', ref: 'group:default/commerce' },
  commerceAsTeam: { kind: 'team', ref: 'group:default/commerce' },
  retail: { kind: 'department', ref: 'group:default/retail' },
  payments: { kind: 'team', ref: 'group:default/payments' },
  shops: { kind: 'team', ref: 'group:default/shops' },
  writers: { kind: 'team', ref: 'group:default/writers' },
  hen: { kind: 'department', ref: 'group:default/hen' },
  egg: { kind: 'team', ref: 'group:default/egg' },
  engineer: { kind: 'user', ref: 'user:default/engineer' },
  clerk: { kind: 'user', ref: 'user:default/clerk' },
  writer: { kind: 'user', ref: 'user:default/writer' },
  lead: { kind: 'user', ref: 'user:default/lead' },
  colead: { kind: 'user', ref: 'user:default/colead' },
  retaillead: { kind: 'user', ref: 'user:default/retaillead' },
  stranger: { kind: 'user', ref: 'user:default/stranger' },
  newTeam: { kind: 'team', ref: 'group:default/new' },
  checkout: { kind: 'service', ref: 'component:default/checkout' },
  shop: { kind: 'project', ref: 'system:default/shop' },
  product: { kind: 'product', ref: 'AI Assistant' },
  model: { kind: 'model', ref: 'gpt-4o' },
};
const names = (may: (scope: Scope) => boolean) =>
  Object.keys(scopes).filter(name => may(scopes[name]));

describe('mayEdit', () => {
  it.each([
    ['engineer', []],
    ['colleague', []],
    ['loner', []],
    ['nobody-in-the-catalog', []],
    // The company's own group is no department: its members lead nothing.
    ['owner', []],
    [
      'lead',
      ['retail', 'payments', 'shops', 'engineer', 'clerk', 'retaillead'],
    ],
    // In a team of it too: still not their own limit, nor the other lead's.
    [
      'colead',
      ['retail', 'payments', 'shops', 'engineer', 'clerk', 'retaillead'],
    ],
    ['retaillead', ['shops', 'clerk']],
    // Leads a department and the one above: neither of their own.
    ['bothlead', ['payments', 'shops', 'engineer', 'clerk']],
    ['farmer', ['egg']],
  ])('lets %s change %j and nothing else', (name, expected) => {
    expect(names(scope => mayEdit(person(name), scope, organisation))).toEqual(
      expected,
    );
  });

  it('lets admins, and machines that manage budgets, change everything', () => {
    for (const caller of [
      { user: 'user:default/engineer', admin: true },
      { admin: true },
    ]) {
      expect(names(scope => mayEdit(caller, scope, organisation))).toEqual(
        Object.keys(scopes),
      );
    }
    expect(
      names(scope => mayEdit({ admin: false }, scope, organisation)),
    ).toEqual([]);
  });

  it('lists what a lead may change, for queries', () => {
    expect(editableScopes(person('engineer'), organisation)).toEqual([]);
    expect(
      editableScopes({ ...person('lead'), admin: true }, organisation),
    ).toBeUndefined();
    expect(
      editableScopes(person('retaillead'), organisation)!.map(({ ref }) => ref),
    ).toEqual([
      'group:default/shops',
      'group:default/shops',
      'user:default/clerk',
    ]);
  });
});

describe('mayDecide', () => {
  it('keeps everybody, admins too, from what they asked for', () => {
    const request = {
      scope: scopes.payments,
      requestedBy: 'user:default/lead',
    };
    const decides = (caller: Parameters<typeof mayDecide>[0]) =>
      mayDecide(caller, request, organisation);
    expect(decides(person('lead'))).toBe(false);
    expect(decides({ ...person('lead'), admin: true })).toBe(false);
    expect(decides(person('colead'))).toBe(true);
    expect(decides(person('engineer'))).toBe(false);
    expect(decides({ ...person('loner'), admin: true })).toBe(true);
  });
});

describe('mayRequest', () => {
  it.each([
    [
      'engineer',
      [
        'company',
        'commerce',
        'commerceAsTeam',
        'payments',
        'engineer',
        'checkout',
        'shop',
        'product',
        'model',
      ],
    ],
    ['loner', ['product', 'model']],
    [
      'retaillead',
      [
        'company',
        'commerce',
        'commerceAsTeam',
        'retail',
        'shops',
        'clerk',
        'retaillead',
        'shop',
        'product',
        'model',
      ],
    ],
  ])('lets %s ask for %j', (name, expected) => {
    expect(
      names(scope => mayRequest(person(name), scope, organisation)),
    ).toEqual(expected);
  });

  it('is for people', () => {
    expect(mayRequest({ admin: true }, scopes.model, organisation)).toBe(false);
  });
});
