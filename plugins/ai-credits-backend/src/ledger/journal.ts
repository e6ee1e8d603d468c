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
import { Book, Draw, Entry, Leg } from './types';

/** What may stand in a line of the journal. */
export type LineField = string | number | bigint | undefined;

/** What the first block of an account names as the one before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** The book on the other side of an entry's draws, and what it gets of them. */
const COUNTERPARTS: Record<Entry['kind'], { book: Book; sign: 1n | -1n }> = {
  charge: { book: 'usage', sign: 1n },
  refund: { book: 'usage', sign: -1n },
  grant: { book: 'issued', sign: -1n },
  expiry: { book: 'expired', sign: 1n },
  deduction: { book: 'deducted', sign: 1n },
};

/**
 * The movements between books that an entry stands for: one for each draw and
 * one for the other side of them all. They sum to zero; an entry of no credits
 * has none.
 *
 * @throws RangeError when the draws do not sum to the amount of the entry
 */
export function legsOf(entry: Entry): Leg[] {
  const { book, sign } = COUNTERPARTS[entry.kind];
  const legs: Leg[] = [];
  let total = 0n;
  for (const draw of entry.draws) {
    total += draw.amount;
    legs.push({ book: bookOf(draw), amount: -sign * draw.amount });
  }
  if (total !== entry.amount) {
    throw new RangeError(
      `A ${entry.kind} of ${entry.amount} has draws of ${total}`,
    );
  }
  if (legs.length) {
    legs.push({ book, amount: sign * total });
  }
  return legs;
}

function bookOf(draw: Draw): Book {
  return 'excess' in draw ? `excess:${draw.excess}` : `lot:${draw.lot}`;
}

/**
 * Writes draws as text, in order: `<lot>:<amount>` or
 * `x<period start>:<amount>`, joined by `;`. No draws are an empty text.
 */
export function encodeDraws(draws: readonly Draw[]): string {
  let text = '';
  for (const draw of draws) {
    const separator = text ? ';' : '';
    text +=
      'excess' in draw
        ? `${separator}x${draw.excess}:${draw.amount}`
        : `${separator}${draw.lot}:${draw.amount}`;
  }
  return text;
}

const DRAW = /^(?:(\d+)|x(-?\d+)):(\d+)$/;

/**
 * Reads what {@link encodeDraws} wrote.
 *
 * @throws RangeError when it was not written by it
 */
export function decodeDraws(text: string): Draw[] {
  if (!text) {
    return [];
  }
  return text.split(';').map(part => {
    const match = DRAW.exec(part);
    if (!match) {
      throw new RangeError(`Not a list of draws: ${JSON.stringify(text)}`);
    }
    const [, lot, excess, amount] = match;
    return lot === undefined
      ? { excess: Number(excess), amount: BigInt(amount) }
      : { lot: Number(lot), amount: BigInt(amount) };
  });
}

const SPECIAL = /[\\|\n\r]/;
const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '|': '\\p',
  '\n': '\\n',
  '\r': '\\r',
};

/**
 * Writes fields as one line, for hashing: the same fields always give the same
 * line, and different fields a different one. Integers are the same in all the
 * types that they can be read back in (`5`, `5n` and `'5'`); undefined differs
 * from an empty text. There is no line break in it.
 *
 * @throws RangeError for a number that is not an integer, or not exact
 */
export function entryLine(fields: readonly LineField[]): string {
  let line = '';
  for (const field of fields) {
    line += `${lineField(field)}|`;
  }
  return line;
}

function lineField(field: LineField): string {
  switch (typeof field) {
    case 'undefined':
      return '\\u';
    case 'number':
      if (!Number.isSafeInteger(field)) {
        throw new RangeError(`${field} cannot be written to the journal`);
      }
      return String(field);
    case 'bigint':
      return String(field);
    default:
      return SPECIAL.test(field)
        ? field.replace(/[\\|\n\r]/g, char => ESCAPES[char])
        : field;
  }
}

/**
 * The hash of a block of the journal: SHA-256, in hex, over the hash of the
 * block before, the fields of the block's own header and its lines in order.
 *
 * @param previousHash - {@link GENESIS_HASH} for the first block
 * @param lines - made by {@link entryLine}
 * @throws RangeError when a line has a line break in it
 */
export function blockHash(
  previousHash: string,
  header: readonly LineField[],
  lines: readonly string[],
): string {
  const hash = createHash('sha256');
  hash.update(`${entryLine([previousHash, ...header])}\n`);
  for (const line of lines) {
    if (line.includes('\n')) {
      throw new RangeError('A line of the journal has a line break in it');
    }
  }
  hash.update(lines.map(line => `${line}\n`).join(''));
  return hash.digest('hex');
}
