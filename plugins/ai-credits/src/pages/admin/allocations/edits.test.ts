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

import { Budget, BudgetNode } from 'backstage-plugin-ai-credits-common';
import {
  amountOf,
  changeOf,
  Edits,
  isStale,
  percentOf,
  raisedFields,
  raisedBy,
  rebased,
  storedOf,
  thresholdsOf,
  withEdit,
  wrongFields,
} from './edits';
import { History, reduceHistory, stepsOf } from './history';
import { sumsOf } from './sums';

function node(
  ref: string,
  parent: string | undefined,
  credits?: string,
  more: Partial<BudgetNode> = {},
  budget: Partial<Budget> = {},
): BudgetNode {
  return {
    kind: 'team',
    ref,
    parent,
    depth: 0,
    used: '0',
    mayEdit: true,
    mayRequest: false,
    ...(credits === undefined
      ? {}
      : {
          budget: {
            id: ref,
            scope: { kind: 'team', ref },
            period: 'month',
            periodStart: '',
            periodEnd: '',
            credits,
            rolledOver: '0',
            mode: 'hard',
            thresholds: [75, 90, 100],
            used: '0',
            held: '0',
            remaining: credits,
            projected: '0',
            status: 'on-track',
            version: 3,
            ...budget,
          },
        }),
    ...more,
  };
}

const none: Edits = new Map();
const key = (ref: string) => `team ${ref}`;

describe('what is written', () => {
  it.each([
    ['0', 0n],
    [' 12.5 ', 12_500_000n],
    ['9000000000', 9_000_000_000_000_000n],
    ['9000000000.000001', undefined],
    ['-1', undefined],
    ['1e9', undefined],
    ['0.0000001', undefined],
    ['1,000', undefined],
    ['', undefined],
  ])('reads %j as credits', (text, amount) => {
    expect(amountOf(text)).toBe(amount);
  });

  it.each([
    ['', []],
    ['90, 75%; 90', [75, 90]],
    ['0', undefined],
    ['1001', undefined],
    ['7.5', undefined],
    ['1 2 3 4 5 6 7 8 9 10 11', undefined],
  ])('reads %j as percents', (text, percents) => {
    expect(thresholdsOf(text)).toEqual(percents);
  });

  it('changes by a percentage without losing a fraction', () => {
    expect(percentOf('10')).toBe(1_000n);
    expect(percentOf('-12.5')).toBe(-1_250n);
    expect(percentOf('-100.01')).toBeUndefined();
    expect(percentOf('1000.5')).toBeUndefined();
    expect(percentOf('ten')).toBeUndefined();
    expect(raisedBy(1_234_500_000n, 1_000n)).toBe('1357.95');
    expect(raisedBy(100_000_000n, percentOf('-100')!)).toBe('0');
    expect(raisedBy(333_333n, 1n)).toBe('0.333366');
  });
});

describe('changes', () => {
  it('begins with what every period starts with, not with what this one has', () => {
    const stored = storedOf(
      node(
        'a',
        undefined,
        '1500',
        {},
        { baseCredits: '1000', rolloverCap: '0' },
      ),
    );
    expect(stored).toEqual({
      credits: '1000',
      mode: 'hard',
      thresholds: '75 90 100',
      rolloverCap: '',
      version: 3,
    });
  });

  it('drops what says again what was read', () => {
    const stored = storedOf(node('a', undefined, '1000'));
    let edits = withEdit(none, key('a'), stored, { credits: '1001' });
    edits = withEdit(edits, key('a'), stored, { mode: 'soft' });
    edits = withEdit(edits, key('a'), stored, { credits: '1000.0' });
    edits = withEdit(edits, key('a'), stored, { thresholds: '100, 90 75' });
    expect(edits.get(key('a'))?.to).toEqual({ mode: 'soft' });
    edits = withEdit(edits, key('a'), stored, { mode: 'hard' });
    expect(edits.size).toBe(0);
  });

  it('sends what was changed, with the version that was read', () => {
    const stored = storedOf(
      node('a', undefined, '1000', {}, { rolloverCap: '50' }),
    );
    const edits = withEdit(none, key('a'), stored, {
      rolloverCap: ' ',
      thresholds: '50',
    });
    expect(
      changeOf({ kind: 'team', ref: 'a' }, 'month', edits.get(key('a'))!),
    ).toEqual({
      scope: { kind: 'team', ref: 'a' },
      period: 'month',
      credits: '1000',
      thresholds: [50],
      rolloverCap: '0',
      version: 3,
    });
    const fresh = withEdit(none, key('b'), storedOf({}), { credits: ' 7 ' });
    expect(
      changeOf({ kind: 'team', ref: 'b' }, 'week', fresh.get(key('b'))!),
    ).toEqual({
      scope: { kind: 'team', ref: 'b' },
      period: 'week',
      credits: '7',
      version: 0,
    });
  });

  it('keeps what was written over what another admin saved', () => {
    const before = storedOf(node('a', undefined, '1000'));
    const after = {
      ...before,
      credits: '1100',
      mode: 'soft',
      version: 4,
    } as const;
    const edits = withEdit(none, key('a'), before, { credits: '1200' });
    expect(isStale(edits.get(key('a')), before)).toBe(false);
    expect(isStale(edits.get(key('a')), after)).toBe(true);
    const mine = rebased(edits, key('a'), after);
    expect(mine.get(key('a'))).toEqual({
      base: after,
      to: { credits: '1200' },
    });
    // Nothing is left to save where both wrote the same.
    const same = { ...after, credits: '1200' };
    expect(rebased(edits, key('a'), same).size).toBe(0);
  });

  it('names the fields that are written wrongly', () => {
    const good = {
      credits: '0',
      mode: 'hard',
      thresholds: '',
      rolloverCap: '',
    } as const;
    expect(wrongFields(good)).toEqual([]);
    expect(
      wrongFields({
        ...good,
        credits: '-1',
        thresholds: 'x',
        rolloverCap: '-1',
      }),
    ).toEqual(['credits', 'thresholds', 'rolloverCap']);
  });

  it('takes back one step at a time, letters of a field together', () => {
    const stored = storedOf(node('a', undefined, '1000'));
    const type = (history: History, credits: string, field = 'a') =>
      reduceHistory(history, {
        type: 'edit',
        period: 'month',
        field,
        change: edits => withEdit(edits, key(field), stored, { credits }),
      });
    let history: History = {};
    for (const text of ['2', '20', '200']) {
      history = type(history, text);
    }
    history = type(history, '5', 'b');
    const month = () => stepsOf(history, 'month').edits;
    expect([...month().keys()]).toEqual([key('a'), key('b')]);
    history = reduceHistory(history, { type: 'undo', period: 'month' });
    expect(month().get(key('a'))?.to.credits).toBe('200');
    expect(month().has(key('b'))).toBe(false);
    history = reduceHistory(history, { type: 'undo', period: 'month' });
    expect(month().size).toBe(0);
    expect(stepsOf(history, 'year').edits.size).toBe(0);
  });
});

describe('sums', () => {
  // The company and its sub-group have no budget; a level without is passed over.
  const nodes = [
    node('company', undefined),
    node('digital', 'company', '8000', {
      children: { allocated: '6800', unallocated: '1200' },
    }),
    node('middle', 'digital'),
    node('payments', 'middle', '5000'),
    // 300 more are allocated to groups that this reader does not see.
    node('search', 'digital', '1500'),
    node('jo', 'payments', '20000', { kind: 'user' }),
  ];
  const writing = (changes: Record<string, string>) =>
    Object.entries(changes).reduce<Edits>((edits, [ref, credits]) => {
      const at = nodes.find(each => each.ref === ref)!;
      return withEdit(edits, key(ref), storedOf(at), { credits });
    }, none);
  const leftOf = (edits: Edits, ref: string) => {
    const division = sumsOf(nodes, edits).divisions.get(ref);
    return division && [division.allocated, division.left, division.worse];
  };
  const million = 1_000_000n;

  it('counts what is written against the group above', () => {
    expect(leftOf(none, 'digital')).toEqual([
      6_800n * million,
      1_200n * million,
      false,
    ]);
    expect(leftOf(writing({ payments: '6200' }), 'digital')).toEqual([
      8_000n * million,
      0n,
      false,
    ]);
    expect(leftOf(writing({ payments: '6200.5' }), 'digital')).toEqual([
      8_000_500_000n,
      -500_000n,
      true,
    ]);
    // Raising the group in the same go makes room; what cannot be read counts as stored.
    expect(
      leftOf(writing({ payments: '6300', digital: '8100' }), 'digital')?.[1],
    ).toBe(0n);
    expect(leftOf(writing({ payments: 'x' }), 'digital')?.[1]).toBe(
      1_200n * million,
    );
  });

  it('puts a new budget between those above and below', () => {
    const edits = writing({ middle: '5500' });
    expect(leftOf(edits, 'digital')).toEqual([
      7_300n * million,
      700n * million,
      false,
    ]);
    expect(leftOf(edits, 'middle')).toEqual([
      5_000n * million,
      500n * million,
      false,
    ]);
    const { above } = sumsOf(nodes, edits);
    expect(above(nodes[3])?.node.ref).toBe('middle');
    expect(above(nodes[4])?.node.ref).toBe('digital');
    expect(above(nodes[1])).toBeUndefined();
  });

  it('takes nothing for people, whose limits are ceilings', () => {
    const { above, divisions } = sumsOf(nodes, none);
    expect(above(nodes[5])?.node.ref).toBe('payments');
    expect(divisions.get('payments')).toMatchObject({ allocated: 0n });
  });

  it('refuses only what gets worse', () => {
    const over = nodes.map(each =>
      each.ref === 'digital'
        ? { ...each, children: { allocated: '8800', unallocated: '-800' } }
        : each,
    );
    const worse = (edits: Edits) =>
      sumsOf(over, edits).divisions.get('digital')?.worse;
    expect(worse(none)).toBe(false);
    expect(worse(writing({ payments: '4900' }))).toBe(false);
    expect(worse(writing({ payments: '5001' }))).toBe(true);
  });

  it('ends where parents go round in a circle', () => {
    const circle = [node('east', 'west', '10'), node('west', 'east', '90')];
    const { above, divisions } = sumsOf(circle, none);
    expect(divisions.size).toBe(2);
    expect(above(circle[0])).toBeUndefined();
    const raised = withEdit(none, key('east'), storedOf(circle[0]), {
      credits: '9000',
    });
    expect(sumsOf(circle, raised).divisions.get('west')?.left).toBe(
      90n * million,
    );
  });
});

describe('raisedFields', () => {
  const stored = {
    credits: '50',
    mode: 'hard',
    thresholds: '90',
    rolloverCap: '5',
    version: 1,
  } as const;
  it.each([
    [{ credits: '50.000001' }, ['credits']],
    [{ credits: '40', mode: 'soft' as const }, ['mode']],
    [{ rolloverCap: '6' }, ['rolloverCap']],
    [{ credits: '0', rolloverCap: '', thresholds: '10' }, []],
    [{ credits: 'not yet a number' }, []],
  ])('finds in %j what allows more', (to, expected) => {
    expect(raisedFields(stored, { ...stored, ...to })).toEqual(expected);
  });
});
