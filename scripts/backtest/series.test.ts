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

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOptions } from './options';
import { seriesOf } from './series';

function read(text: string, ...args: string[]) {
  const options = readOptions(['--file', 'x.csv', ...args]);
  assert.notEqual(options, 'help');
  return seriesOf(text, options as Exclude<typeof options, 'help'>);
}

describe('the series of a CSV file', () => {
  it('reads every column of numbers, by day numbers', () => {
    const found = read('day,requests,tokens\n0,3389,2823563\n1,3172,2871317\n');
    assert.deepEqual(found, [
      {
        name: 'requests',
        values: [3389, 3172],
        firstDay: '0',
        lastDay: '1',
        gaps: 0,
      },
      {
        name: 'tokens',
        values: [2823563, 2871317],
        firstDay: '0',
        lastDay: '1',
        gaps: 0,
      },
    ]);
  });

  it('sorts days, adds up rows of one day and fills gaps', () => {
    const text =
      'Date;Note;Credits\r\n2026-03-02;b;4\r\n2026-02-27;a;1\r\n2026-03-02T23:00:00Z;c;6\r\n';
    const [idle] = read(text);
    assert.deepEqual(idle, {
      name: 'Credits',
      values: [1, 0, 0, 10],
      firstDay: '2026-02-27',
      lastDay: '2026-03-02',
      gaps: 2,
    });
    const [missing] = read(text, '--gaps', 'missing');
    assert.deepEqual(missing.values, [1, undefined, undefined, 10]);
  });

  it('reads quoted numbers with separators after a byte order mark', () => {
    const text =
      '\uFEFF"usage_date","Total, all"\n20260101,"1,234,567.5"\n20260102,"$ 12"\n';
    assert.deepEqual(read(text)[0], {
      name: 'Total, all',
      values: [1234567.5, 12],
      firstDay: '2026-01-01',
      lastDay: '2026-01-02',
      gaps: 0,
    });
    const comma = 'tag\tdate\ttokens\nx\t2026/1/1\t1.234,5\n';
    assert.deepEqual(read(comma, '--decimal', ',')[0].values, [1234.5]);
  });

  it('takes a series for each group', () => {
    const text =
      'ds,model,tokens\n2026-01-01,a,1\n2026-01-01,b,2\n2026-01-02,a,3\n2026-01-03,b,4\n';
    assert.deepEqual(
      read(text, '--group-column', 'model').map(({ name, values }) => [
        name,
        values,
      ]),
      [
        ['a', [1, 3, 0]],
        ['b', [2, 0, 4]],
      ],
    );
    assert.equal(
      read(text, '--group-column', 'MODEL', '--group', 'b').length,
      1,
    );
    assert.throws(
      () => read(text, '--group-column', 'model', '--group', 'c'),
      /No row has 'c' in column 'model'/,
    );
  });

  it('takes the columns that are named', () => {
    const text = 'index,when,n\n7,2026-01-01,5\n8,2026-01-02,6\n';
    const [only] = read(text, '--date-column', 'when', '--value-column', 'n');
    assert.equal(only.firstDay, '2026-01-01');
    assert.throws(
      () => read(text, '--value-column', 'm'),
      /no column 'm'; it has 'index', 'when', 'n'/,
    );
  });

  it('names the row that cannot be used', () => {
    const wrong = (text: string, message: RegExp, ...args: string[]) =>
      assert.throws(() => read(text, ...args), message);
    wrong(
      'day,n\n0,1\n1,-2\n',
      /Row 2: '-2' in column 'n' is not a number of 0 or more/,
    );
    wrong(
      `day,n\n${Array.from({ length: 20 }, (_, i) => `${i},1`).join(
        '\n',
      )}\n20,x1\n`,
      /Row 21: 'x1' in column 'n'/,
    );
    wrong(
      'date,n\n2026-01-01,1\n2026-02-31,1\n',
      /Row 2: '2026-02-31' in column 'date' is not a date/,
    );
    wrong(
      'day,n\n0,1\n1,2,3\n',
      /Row 2 has 3 cells where the first line has 2/,
    );
    wrong('a,b\nx,1\n', /No column looks like dates/);
    wrong('day,b\n0,x\n', /No column holds numbers/);
    wrong('day,n\n', /The file has no rows/);
    wrong('', /The file has no rows/);
    wrong('date,n\n1900-01-01,1\n2026-01-01,1\n', /at most 10000 days/);
  });

  it('takes empty cells for days of which nothing is known', () => {
    const text = 'day,n\n0,1\n1,\n2,3\n';
    assert.deepEqual(read(text, '--gaps', 'missing')[0].values, [
      1,
      undefined,
      3,
    ]);
    assert.deepEqual(read(text)[0].values, [1, 0, 3]);
  });
});

describe('the command line', () => {
  it('refuses what it cannot use', () => {
    const wrong = (message: RegExp, ...args: string[]) =>
      assert.throws(() => readOptions(args), message);
    wrong(/Name one CSV file/);
    wrong(/Name one CSV file/, 'a.csv', 'b.csv');
    wrong(/--horizon '0'/, 'a.csv', '--horizon', '0');
    wrong(/--horizon '2.5'/, 'a.csv', '--horizon', '2.5');
    wrong(/--level '1'/, 'a.csv', '--level', '1');
    wrong(
      /--gaps 'zero' must be one of: idle missing/,
      'a.csv',
      '--gaps',
      'zero',
    );
    wrong(/--group needs --group-column/, 'a.csv', '--group', 'x');
    assert.equal(readOptions(['--help']), 'help');
  });
});
