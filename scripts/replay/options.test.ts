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
import { ReplayOptions, readOptions } from './options';

const base = ['trace.csv', '--source', 'trace/x', '--set', 'model=m'];
const read = (...more: string[]) =>
  readOptions([...base, ...more], {}) as ReplayOptions;

describe('readOptions', () => {
  it('has defaults that reach the demo portal', () => {
    const options = read();
    assert.equal(options.url, 'http://localhost:7007');
    assert.equal(options.batch, 1000);
    assert.equal(options.speed, undefined);
    assert.equal(options.idColumn, undefined);
    assert.match(options.token, /^development-only-/);
    assert.equal(
      (readOptions(base, { AI_CREDITS_TOKEN: 'secret' }) as ReplayOptions)
        .token,
      'secret',
    );
  });

  it('reads the rest', () => {
    const options = read(
      ...['--speed', '2.5x', '--shift', '-1h', '--id-from', 'key'],
      ...['--url', 'https://portal.example/', '--delimiter', 'tab'],
    );
    assert.equal(options.speed, 2.5);
    assert.deepEqual(options.shift, { negative: true, parts: { hours: 1 } });
    assert.equal(options.idColumn, 'key');
    assert.equal(options.url, 'https://portal.example');
    assert.equal(options.delimiter, '\t');
    assert.equal(
      read('--shift-to', '2026-11-01 00:00', '--time-zone', 'Asia/Jakarta')
        .shiftTo,
      Date.parse('2026-10-31T17:00:00Z'),
    );
  });

  it('says what is wrong', () => {
    const cases: Array<[string[], RegExp]> = [
      [['trace.csv', '--set', 'model=m'], /--source/],
      [['--source', 's', '--set', 'model=m'], /one CSV file/],
      [['trace.csv', '--source', 's'], /action or a model/],
      [[...base, '--map', 'c=model'], /model is given twice/],
      [[...base, '--map', 'c=id'], /--id-from/],
      [[...base, '--batch', '10001'], /1 to 10000/],
      [[...base, '--speed', 'fast'], /10x or max/],
      [[...base, '--time-zone', 'Mars/Base'], /not a time zone/],
      [[...base, '--url', 'localhost:7007'], /not an http address/],
      [[...base, '--shift', '1d', '--shift-to', 'now'], /one of/],
      [[...base, '--sped', '1x'], /sped/],
    ];
    for (const [args, message] of cases) {
      assert.throws(
        () => readOptions(args, {}),
        error =>
          error instanceof Error &&
          error.name === 'UsageError' &&
          message.test(error.message),
        args.join(' '),
      );
    }
  });
});
