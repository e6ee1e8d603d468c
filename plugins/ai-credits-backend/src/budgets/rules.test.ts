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

import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { Allocation, divisions, Organisation } from './hierarchy';
import { overAllocations, RowsError, scopeProblem } from './rules';

const organisation: Organisation = {
  directory: {
    groups: new Map([
      ['group:default/commerce', { type: 'department' }],
      [
        'group:default/area',
        { type: 'area', parent: 'group:default/commerce' },
      ],
      ['group:default/pay', { type: 'team', parent: 'group:default/area' }],
      ['group:default/web', { type: 'team', parent: 'group:default/commerce' }],
      ['group:default/alone', { type: 'team' }],
      ['group:default/hen', { type: 'team', parent: 'group:default/egg' }],
      ['group:default/egg', { type: 'team', parent: 'group:default/hen' }],
    ]),
    users: new Map([['user:default/jo', { groups: ['group:default/pay'] }]]),
    services: new Map(),
    projects: new Map(),
  },
  groupTypes: { team: ['team'], department: ['department'] },
};

function budget(
  name: string,
  credits: string,
  period: Allocation['period'] = 'month',
): Allocation {
  const user = name === 'jo';
  return {
    scopeKind: user ? 'user' : (name === 'commerce' && 'department') || 'team',
    scopeRef: `${user ? 'user' : 'group'}:default/${name}`,
    period,
    credits: parseCredits(credits),
  };
}

const told = (before: Allocation[], after: Allocation[]) =>
  overAllocations(before, after, organisation).map(({ message }) => message);

describe('overAllocations', () => {
  const fine = [
    budget('commerce', '100'),
    budget('pay', '60'),
    budget('web', '40'),
  ];

  it('lets groups be given all that the group above has, and names both numbers past it', () => {
    expect(told([], fine)).toEqual([]);
    expect(
      told(fine, [...fine.slice(0, 2), budget('web', '40.000001')]),
    ).toEqual([
      'the groups below group:default/commerce would be allocated 100.000001 credits a month, more than the 100 that it has itself',
    ]);
    // Taking from above is the same.
    expect(
      told(fine, [budget('commerce', '99'), ...fine.slice(1)]),
    ).toHaveLength(1);
  });

  it('looks at each period by itself, and passes over levels without a budget', () => {
    expect(
      told(
        [],
        [...fine, budget('pay', '9000', 'week'), budget('web', '1', 'day')],
      ),
    ).toEqual([]);
    // With a budget in between, that one divides up instead.
    expect(told([], [...fine, budget('area', '50')])).toEqual([
      expect.stringContaining('below group:default/area'),
    ]);
  });

  it('counts people against nothing: theirs are ceilings', () => {
    expect(told([], [...fine, budget('jo', '5000')])).toEqual([]);
  });

  it('never refuses a change in the right direction', () => {
    const over = [budget('commerce', '100'), budget('pay', '500')];
    const better = [budget('commerce', '100'), budget('pay', '400')];
    expect(told(over, better)).toEqual([]);
    expect(told(better, over)).toHaveLength(1);
    expect(told(over, over)).toEqual([]);
  });

  it('bears parents that go round in a circle', () => {
    const circle = [budget('hen', '10'), budget('egg', '20')];
    expect(told([], circle)).toEqual([]);
    expect(
      [...divisions(circle, organisation).values()].map(
        ({ children }) => children,
      ),
    ).toEqual([[], []]);
  });
});

describe('scopeProblem', () => {
  it.each([
    ['team', 'group:default/pay', undefined],
    ['department', 'group:default/commerce', undefined],
    // The catalog calls it neither: it is what it is called here.
    ['team', 'group:default/area', undefined],
    ['department', 'group:default/area', undefined],
    ['team', 'group:default/commerce', /is a department/],
    ['department', 'group:default/pay', /is a team/],
    // With nothing above it, it is its own department too.
    ['department', 'group:default/alone', undefined],
    ['team', 'group:default/alone', undefined],
    ['team', 'group:default/gone', /has no team group:default\/gone/],
    ['user', 'user:default/gone', /has no user/],
    ['service', 'component:default/gone', /has no service/],
    ['project', 'system:default/gone', /has no project/],
    ['product', 'Anything at all', undefined],
    ['model', 'not-released-yet', undefined],
  ] as const)('%s %s', (kind, ref, expected) => {
    const problem = scopeProblem({ kind, ref }, organisation);
    if (expected) {
      // eslint-disable-next-line jest/no-conditional-expect
      expect(problem).toMatch(expected);
    } else {
      // eslint-disable-next-line jest/no-conditional-expect
      expect(problem).toBeUndefined();
    }
  });
});

it('tells at most twenty problems, and how many more there are', () => {
  const error = new RowsError(
    Array.from({ length: 23 }, (_, i) => ({ row: i + 1, message: 'is wrong' })),
  );
  expect(error.rows).toHaveLength(20);
  expect(error.message).toMatch(
    /^row 1: is wrong; .*row 20: is wrong; and 3 more$/,
  );
});
