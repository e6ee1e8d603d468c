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

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  GENESIS_HASH,
  LineField,
  blockHash,
  decodeDraws,
  encodeDraws,
  entryLine,
  legsOf,
} from './journal';
import { Draw, EntryKind } from './types';

const draws: fc.Arbitrary<Draw[]> = fc.array(
  fc.oneof(
    fc.record({ lot: fc.nat(), amount: fc.bigInt(1n, 10n ** 16n) }),
    fc.record({ excess: fc.maxSafeInteger(), amount: fc.bigInt(1n, 9n) }),
  ),
);

const fields: fc.Arbitrary<LineField[]> = fc.array(
  fc.oneof(
    fc.constantFrom('', '|', '\\', '\n', '\\u', '\\p', 'a|b', 'user:default/a'),
    fc.string({ unit: fc.constantFrom('|', '\\', '\n', '\r', 'u', 'p', 'n') }),
    fc.maxSafeInteger(),
    fc.bigInt(),
    fc.constant(undefined),
  ),
);

describe('legsOf', () => {
  const both: Draw[] = [
    { lot: 5, amount: 70n },
    { excess: 1733011200000, amount: 30n },
  ];

  it('moves credits between the books of each kind of entry', () => {
    const legs = (kind: EntryKind, some: Draw[]) =>
      legsOf({
        kind,
        amount: some.reduce((total, draw) => total + draw.amount, 0n),
        draws: some,
      }).map(({ book, amount }) => `${book} ${amount}`);
    expect(legs('charge', both)).toEqual([
      'lot:5 -70',
      'excess:1733011200000 -30',
      'usage 100',
    ]);
    expect(legs('refund', both)).toEqual([
      'lot:5 70',
      'excess:1733011200000 30',
      'usage -100',
    ]);
    const lot: Draw[] = [{ lot: 5, amount: 70n }];
    expect(legs('grant', lot)).toEqual(['lot:5 70', 'issued -70']);
    expect(legs('expiry', lot)).toEqual(['lot:5 -70', 'expired 70']);
    expect(legs('deduction', lot)).toEqual(['lot:5 -70', 'deducted 70']);
    expect(legs('charge', [])).toEqual([]);
  });

  it('sums to zero, and refuses an entry that does not', () => {
    const kinds = fc.constantFrom<EntryKind[]>('charge', 'refund', 'grant');
    fc.assert(
      fc.property(kinds, draws, fc.bigInt(1n, 9n), (kind, all, off) => {
        const amount = all.reduce((sum, draw) => sum + draw.amount, 0n);
        const legs = legsOf({ kind, amount, draws: all });
        expect(legs.reduce((sum, leg) => sum + leg.amount, 0n)).toBe(0n);
        expect(() =>
          legsOf({ kind, amount: amount + off, draws: all }),
        ).toThrow(RangeError);
      }),
    );
  });
});

describe('draws as text', () => {
  it('are compact, and read back the same', () => {
    const text = '5:1200;x1733011200000:30';
    expect(
      encodeDraws([
        { lot: 5, amount: 1200n },
        { excess: 1733011200000, amount: 30n },
      ]),
    ).toBe(text);
    expect(encodeDraws([])).toBe('');
    fc.assert(
      fc.property(draws, all => {
        expect(decodeDraws(encodeDraws(all))).toEqual(all);
      }),
    );
  });

  it.each(['5', '5:', 'x:3', '5:3;', ';', '5:-3', '5:3.5', ' 5:3', 'y5:3'])(
    'are not %j',
    text => {
      expect(() => decodeDraws(text)).toThrow(RangeError);
    },
  );
});

describe('the lines of a block', () => {
  it('have no line break, and are different for different fields', () => {
    const known = (all: LineField[]) =>
      JSON.stringify(all.map(field => [field === undefined, `${field}`]));
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        expect(entryLine(a)).not.toMatch(/[\n\r]/);
        expect(entryLine(a) === entryLine(b)).toBe(known(a) === known(b));
      }),
      { numRuns: 1_000 },
    );
    expect(entryLine(['a|', 5, 5n, '5', undefined, ''])).toBe(
      'a\\p|5|5|5|\\u||',
    );
    expect(entryLine([''])).not.toBe(entryLine([]));
    const alike = ['|', '\\p', '\n', '\\n', '\r', '\\r', '\\', '\\\\'];
    const lines = [...alike, '', '\\u', undefined].map(one => entryLine([one]));
    expect(new Set(lines).size).toBe(lines.length);
    expect(() => entryLine([0.1])).toThrow(RangeError);
    expect(() => entryLine([NaN])).toThrow(RangeError);
  });

  it('are hashed with the header and the block before', () => {
    const hash = blockHash(GENESIS_HASH, [1, 42], ['a|', 'b|']);
    expect(hash).toBe(
      createHash('sha256')
        .update(`${'0'.repeat(64)}|1|42|\na|\nb|\n`)
        .digest('hex'),
    );
    const others = [
      blockHash(hash, [1, 42], ['a|', 'b|']),
      blockHash(GENESIS_HASH, [1, 43], ['a|', 'b|']),
      blockHash(GENESIS_HASH, [1, 42], ['b|', 'a|']),
      blockHash(GENESIS_HASH, [1, 42], ['a|']),
      blockHash(GENESIS_HASH, [1, 42], ['a|b|']),
      blockHash(GENESIS_HASH, [1, 42], ['a|', 'b|', '']),
    ];
    expect(new Set([hash, ...others]).size).toBe(7);
    expect(() => blockHash(GENESIS_HASH, [], ['a\nb'])).toThrow(RangeError);
  });
});
