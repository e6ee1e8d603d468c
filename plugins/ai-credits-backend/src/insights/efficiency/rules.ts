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

import {
  divideHalfEven,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';

/** Produced items from which on somebody is compared with others. */
export const MINIMUM_ITEMS = 20;

/** Requests from which on a workflow is listed. */
export const MINIMUM_REQUESTS = 20;

/** What is known of the items that somebody worked on. */
export interface ItemWork {
  /** Items of which an attempt was accepted; or, where nobody said what became of any, one succeeded. */
  produced: number;
  /** Credits of all events that name an item. */
  credits: MicroCredits;
}

/** Credits by produced item; undefined where none was. */
export function creditsPerItem({
  produced,
  credits,
}: ItemWork): MicroCredits | undefined {
  return produced > 0 ? divideHalfEven(credits, BigInt(produced)) : undefined;
}

/**
 * Who used the fewest credits by produced item, of those with enough items.
 * Nobody while there are fewer than two to compare, or when the best of them
 * are equal.
 */
export function mostEfficient(
  rows: ReadonlyArray<{ name: string } & ItemWork>,
): string | undefined {
  const compared = rows
    .filter(row => row.name !== '' && row.produced >= MINIMUM_ITEMS)
    .map(row => ({ name: row.name, each: creditsPerItem(row)! }))
    .sort((a, b) => {
      if (a.each !== b.each) {
        return a.each < b.each ? -1 : 1;
      }
      return a.name < b.name ? -1 : 1;
    });
  return compared.length > 1 && compared[0].each < compared[1].each
    ? compared[0].name
    : undefined;
}

/** Money for accepted items of an action, of a product, or of both. */
export interface ItemValue {
  product?: string;
  action?: string;
  /** Millionths of the currency. */
  value: bigint;
}

/** The value of an accepted item: of the entry that says most about it, the first of several. */
export function valueOf(
  values: readonly ItemValue[],
  product: string,
  action: string,
): bigint | undefined {
  let best: { value: bigint; says: number } | undefined;
  for (const each of values) {
    const fits =
      (each.product === undefined || each.product === product) &&
      (each.action === undefined || each.action === action);
    const says =
      Number(each.product !== undefined) + Number(each.action !== undefined);
    if (fits && (!best || says > best.says)) {
      best = { value: each.value, says };
    }
  }
  return best?.value;
}
