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
  formatCredits,
  MicroCredits,
  ReturnOnCredits,
} from 'backstage-plugin-ai-credits-common';
import { ItemValue, valueOf } from './rules';

/** Millionths of a currency are written as millionths of a credit are. */
const money = formatCredits;

/** What a credit costs: `amount` millionths of the currency for `credits`. */
export interface CreditPrice {
  amount: bigint;
  credits: MicroCredits;
  basis: ReturnOnCredits['basis'];
}

/** Accepted items of a product and action. */
export interface AcceptedWork {
  product: string;
  action: string;
  accepted: number;
  credits: MicroCredits;
}

/**
 * What accepted items are worth against what all credits spent on their kind
 * cost, whether these credits were bought or free: free ones could have been
 * used for something else.
 *
 * @param work - kinds of work without a value are left out
 */
export function returnOnCredits(
  work: readonly AcceptedWork[],
  values: readonly ItemValue[],
  currency: string,
  price: CreditPrice,
): ReturnOnCredits {
  const costOf = (credits: MicroCredits) =>
    credits > 0n ? divideHalfEven(credits * price.amount, price.credits) : 0n;
  const rows = work.flatMap(each => {
    const value = valueOf(values, each.product, each.action);
    return value === undefined
      ? []
      : [
          {
            ...each,
            value: value * BigInt(each.accepted),
            cost: costOf(each.credits),
          },
        ];
  });
  const total = rows.reduce(
    (sum, row) => ({
      accepted: sum.accepted + row.accepted,
      value: sum.value + row.value,
      cost: sum.cost + row.cost,
    }),
    { accepted: 0, value: 0n, cost: 0n },
  );
  return {
    currency,
    pricePerCredit: money(
      divideHalfEven(price.amount * 1_000_000n, price.credits),
    ),
    basis: price.basis,
    acceptedItems: total.accepted,
    value: money(total.value),
    cost: money(total.cost),
    ratio: ratioOf(total.value, total.cost),
    rows: rows
      .sort((a, b) => {
        if (a.value !== b.value) {
          return a.value > b.value ? -1 : 1;
        }
        return `${a.product}/${a.action}` < `${b.product}/${b.action}` ? -1 : 1;
      })
      .map(row => ({
        product: row.product,
        action: row.action,
        acceptedItems: row.accepted,
        value: money(row.value),
        credits: formatCredits(row.credits),
        cost: money(row.cost),
        ratio: ratioOf(row.value, row.cost),
      })),
  };
}

function ratioOf(value: bigint, cost: bigint): number | undefined {
  return cost > 0n
    ? Number(divideHalfEven((value - cost) * 10_000n, cost)) / 10_000
    : undefined;
}
