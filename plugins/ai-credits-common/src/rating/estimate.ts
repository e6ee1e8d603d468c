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

import { MicroCredits } from '../amounts';
import { PRICE_UNIT } from './arithmetic';
import { CompiledRateCard } from './compile';
import { quote } from './quote';
import { CountedPart, hasPrices, listUnitPrices } from './unitPrices';

/**
 * How many runs of an action a balance buys.
 *
 * @public
 */
export interface ActionEstimate {
  action: string;
  title?: string;
  /** Micro-credits per run. */
  price: MicroCredits;
  /** Absent: unlimited, the action is free. */
  runs?: bigint;
}

/**
 * How much of what is counted a balance buys at the price of one rule.
 *
 * @public
 */
export interface UnitEstimate {
  /** The rule that prices it. */
  rule: { kind: 'action' | 'model'; name: string; title?: string };
  part: CountedPart;
  /** Micro-credits per 1,000,000, before the multiplier. */
  price: MicroCredits;
  /** Tokens, images or units. Absent: unlimited, the price is zero. */
  quantity?: bigint;
}

/**
 * What a balance still buys.
 *
 * @public
 */
export interface RemainingEstimate {
  /** Each action that has a price per run, in the card's order. */
  actions: ActionEstimate[];
  /** Each unit price, actions first. */
  units: UnitEstimate[];
  /**
   * The first of `units` for images, input, cached and output tokens: the
   * figures of the overview. A part without a price has none.
   */
  headline: Partial<Record<CountedPart, UnitEstimate>>;
}

const ONE_REQUEST = {
  requests: 1,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  images: 0,
  units: 0,
};

/**
 * Estimates what a balance still buys at the rates of a card, in exact floor
 * division. Runs of an action are one request each, without tokens.
 *
 * @param available - micro-credits; nothing is bought below zero
 * @param options - `model` and `provider` estimate runs under that model
 * @public
 */
export function estimateRemaining(
  card: CompiledRateCard,
  available: MicroCredits,
  options: { model?: string; provider?: string } = {},
): RemainingEstimate {
  const balance = available > 0n ? available : 0n;
  const actions: ActionEstimate[] = [];
  for (const rule of card.rules.actions) {
    if (rule.action.includes('*')) {
      continue;
    }
    const { credits: price } = quote(card, {
      ...options,
      action: rule.action,
      status: 'success',
      quantities: ONE_REQUEST,
    });
    // An action that is priced by the unit alone has no price per run; calling
    // it unlimited would mislead.
    if (price === 0n && hasPrices(rule.prices)) {
      continue;
    }
    actions.push({
      action: rule.action,
      ...(rule.title === undefined ? {} : { title: rule.title }),
      price,
      ...(price === 0n ? {} : { runs: balance / price }),
    });
  }

  const units = listUnitPrices(card.rules).map(
    ({ kind, name, title, part, price, multiplier }): UnitEstimate => ({
      rule: { kind, name, ...(title === undefined ? {} : { title }) },
      part,
      price,
      ...(price === 0n || multiplier.numerator === 0n
        ? {}
        : {
            quantity:
              (balance * PRICE_UNIT * multiplier.denominator) /
              (price * multiplier.numerator),
          }),
    }),
  );

  const headline: RemainingEstimate['headline'] = {};
  for (const unit of units) {
    headline[unit.part] ??= unit;
  }
  return { actions, units, headline };
}
