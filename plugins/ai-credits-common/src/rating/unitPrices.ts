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

import { MicroCredits, parseCredits } from '../amounts';
import { RateCardRules, UnitPrices } from '../schemas/rateCards';
import { Fraction, parseMultiplier, PricePart, priceParts } from './arithmetic';

/**
 * What is counted and priced by the unit.
 *
 * @public
 */
export type CountedPart = Exclude<PricePart, 'perRequest'>;

const countedParts = priceParts.filter(
  (part): part is CountedPart => part !== 'perRequest',
);

/** The part whose price stands in where a rule has none. */
const FALLBACK: Partial<Record<CountedPart, CountedPart>> = {
  cachedInputTokens: 'inputTokens',
  reasoningTokens: 'outputTokens',
};

/** Whether unit prices price anything; an empty object does not meter a model. */
export function hasPrices(
  prices: UnitPrices | undefined,
): prices is UnitPrices {
  return (
    prices !== undefined &&
    Object.values(prices).some(value => value !== undefined)
  );
}

/**
 * Micro-credits per 1,000,000 of each part. Cached and reasoning tokens fall
 * back within the rule that prices them, before the action's and the model's
 * prices are added up.
 */
export function compilePrices(
  prices: UnitPrices | undefined,
): readonly bigint[] | undefined {
  return hasPrices(prices)
    ? priceParts.map(part =>
        part === 'perRequest' ? 0n : unitPrice(prices, part)?.price ?? 0n,
      )
    : undefined;
}

function unitPrice(
  prices: UnitPrices,
  part: CountedPart,
): { price: MicroCredits; inherited: boolean } | undefined {
  const own = prices[part];
  if (own !== undefined) {
    return { price: parseCredits(own), inherited: false };
  }
  const fallback = FALLBACK[part];
  const other = fallback && prices[fallback];
  return other === undefined
    ? undefined
    : { price: parseCredits(other), inherited: true };
}

/** One unit price of one rule. */
export interface UnitPriceLine {
  kind: 'action' | 'model';
  name: string;
  title?: string;
  part: CountedPart;
  /** Micro-credits per 1,000,000, before the multiplier. */
  price: MicroCredits;
  multiplier: Fraction;
  /** The price of another part stands in. */
  inherited: boolean;
}

/** Every unit price of a rate card, actions first, in the card's order. */
export function listUnitPrices(rules: RateCardRules): UnitPriceLine[] {
  const lines: UnitPriceLine[] = [];
  const add = (
    rule: Pick<UnitPriceLine, 'kind' | 'name' | 'title' | 'multiplier'>,
    prices: UnitPrices | undefined,
  ) => {
    for (const part of prices ? countedParts : []) {
      const found = unitPrice(prices!, part);
      if (found) {
        lines.push({ ...rule, part, ...found });
      }
    }
  };
  for (const { action, title, prices } of rules.actions) {
    add(
      { kind: 'action', name: action, title, multiplier: parseMultiplier('1') },
      prices,
    );
  }
  for (const { model, title, multiplier, prices } of rules.models) {
    add(
      {
        kind: 'model',
        name: model,
        title,
        multiplier: parseMultiplier(multiplier),
      },
      prices,
    );
  }
  return lines;
}
