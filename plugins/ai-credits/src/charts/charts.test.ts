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

import { stampedName } from '../data/download';
import { layOutLegend } from './exportPng';
import { assignSlots, CATEGORY_COUNT } from './palette';
import { toCsv } from './table';

describe('assignSlots', () => {
  it('gives colours in the order of use and never twice', () => {
    const names = Array.from({ length: CATEGORY_COUNT }, (_, at) => `p${at}`);
    expect([...assignSlots(new Map(), names).values()]).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  it('lets a name keep its colour when its rank changes', () => {
    const first = assignSlots(new Map(), ['a', 'b', 'c']);
    const second = assignSlots(first, ['c', 'new', 'a']);
    expect(second.get('c')).toBe(2);
    expect(second.get('a')).toBe(0);
    expect(second.get('new')).toBe(1);
  });
});

describe('toCsv', () => {
  it('quotes what needs it and disarms formulas, numbers left alone', () => {
    const cell = (value: string) => ({ text: 'shown', value });
    expect(
      toCsv({
        columns: [{ title: 'Product' }, { title: 'credits', numeric: true }],
        rows: [
          { key: '1', cells: [cell('=HYPERLINK("x")'), cell('-1.5')] },
          { key: '2', cells: [cell('a, "b"\nc'), cell('0.000001')] },
          { key: '3', cells: [cell('@cmd'), cell('+1')] },
        ],
      }),
    ).toBe(
      [
        'Product,credits',
        '"\'=HYPERLINK(""x"")",-1.5',
        '"a, ""b""\nc",0.000001',
        "'@cmd,'+1",
        '',
      ].join('\r\n'),
    );
  });
});

it('stamps files with the time of the account', () => {
  expect(
    stampedName(
      'token_usage_history',
      'csv',
      Date.parse('2025-06-30T07:30:15Z'),
      'Asia/Jakarta',
    ),
  ).toBe('token_usage_history_2025-06-30_14-30-15.csv');
});

it('breaks the legend of a picture before it is cut off', () => {
  const items = ['aaaa', 'bbbb', 'cccc'].map(name => ({
    name,
    colour: '#000',
  }));
  const placed = layOutLegend(items, 150, name => name.length * 10);
  expect(placed.map(({ line, x }) => [line, x])).toEqual([
    [0, 0],
    [0, 80],
    [1, 0],
  ]);
  // A name that fits nowhere stands alone rather than nowhere.
  expect(layOutLegend(items, 10, () => 500).map(({ line }) => line)).toEqual([
    0, 1, 2,
  ]);
});
