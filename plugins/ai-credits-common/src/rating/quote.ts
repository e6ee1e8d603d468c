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
import { UsageEvent } from '../schemas/usage';
import { price, PriceBreakdown } from './arithmetic';
import { CompiledRateCard, Tier } from './compile';

/**
 * What a usage event costs, and why.
 *
 * @public
 */
export interface Quote {
  credits: MicroCredits;
  /** The rules that made the price, such as `action:text-to-image × model:gpt-4o`. */
  rule: string;
  /** The version of the rate card. */
  version: number;
  /** `unknown-action`, `unknown-model`: what the card does not know and does not take silently. */
  flags: string[];
  /** Set when the card refuses what it does not know; the credits are those of the default price all the same. */
  denied?: 'unknown-action' | 'unknown-model';
  /** The price by its parts; they add up to `credits` exactly. */
  breakdown: PriceBreakdown;
  /** The multiplier that was applied, as the card writes it. */
  multiplier: string;
  /** The tier of the model. */
  tier: Tier;
}

/**
 * What {@link quote} needs to know of a usage event.
 *
 * @public
 */
export type QuotedEvent = Pick<
  UsageEvent,
  'action' | 'model' | 'provider' | 'quantities' | 'status'
>;

const NOTHING: readonly number[] = [0, 0, 0, 0, 0, 0, 0];

/**
 * Prices a usage event: multiplier × (credits per request × requests + Σ
 * quantity × unit price / 1,000,000), rounded once, half to even. Cached
 * tokens are part of the input tokens and reasoning tokens part of the output
 * tokens; each is priced once. A failed call costs nothing unless the card
 * says so.
 *
 * @throws InputError when the price exceeds `MAX_AMOUNT`
 * @public
 */
export function quote(card: CompiledRateCard, event: QuotedEvent): Quote {
  const line = card.line(event);
  const { quantities } = event;
  const free = event.status === 'failed' && !line.chargeFailed;
  const { credits, parts } = price(
    line.tariff,
    free
      ? NOTHING
      : [
          quantities.requests,
          Math.max(0, quantities.inputTokens - quantities.cachedInputTokens),
          quantities.cachedInputTokens,
          Math.max(0, quantities.outputTokens - quantities.reasoningTokens),
          quantities.reasoningTokens,
          quantities.images,
          quantities.units,
        ],
  );
  const result: Quote = {
    credits,
    rule: free ? `${line.rule} (failed)` : line.rule,
    version: card.version,
    flags: line.flags.length ? [...line.flags] : [],
    breakdown: {
      perRequest: parts[0],
      inputTokens: parts[1],
      cachedInputTokens: parts[2],
      outputTokens: parts[3],
      reasoningTokens: parts[4],
      images: parts[5],
      units: parts[6],
    },
    multiplier: line.multiplier,
    tier: line.tier,
  };
  if (line.denied) {
    result.denied = line.denied;
  }
  return result;
}
