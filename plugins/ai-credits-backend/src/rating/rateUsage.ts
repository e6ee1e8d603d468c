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
  CompiledRateCard,
  MicroCredits,
  PriceBreakdown,
  quote,
  QuotedEvent,
} from 'backstage-plugin-ai-credits-common';
import type { Tier, UsageFlag } from '../database/vocabulary';

/** What an event costs and why, as it is posted. */
export interface Rating {
  credits: MicroCredits;
  /** What the credits are for; the parts sum to them. */
  breakdown: PriceBreakdown;
  rule: string;
  rateCardVersion: number;
  tier: Tier;
  flags: readonly UsageFlag[];
  /** The card refuses what it does not know; the credits are those of its default price all the same. */
  denied?: 'unknown-action' | 'unknown-model';
}

const FLAGS: readonly UsageFlag[] = ['unknown-action', 'unknown-model'];

/**
 * Rates a usage event under a card.
 *
 * @throws InputError when the price exceeds the largest amount
 */
export function rateUsage(card: CompiledRateCard, event: QuotedEvent): Rating {
  const quoted = quote(card, event);
  return {
    credits: quoted.credits,
    breakdown: quoted.breakdown,
    rule: quoted.rule,
    rateCardVersion: quoted.version,
    tier: event.model === undefined ? 'none' : quoted.tier,
    flags: FLAGS.filter(
      flag => quoted.flags.includes(flag) || quoted.denied === flag,
    ),
    denied: quoted.denied,
  };
}
