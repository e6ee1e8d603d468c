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

import type {
  MicroCredits,
  PriceBreakdown,
} from 'backstage-plugin-ai-credits-common';
import {
  CostColumn,
  costColumnNames,
  UsageRow,
} from '../../database/usageColumns';

/** What of a row's credits was for what, as it is stored. */
export type CostParts = Pick<UsageRow, CostColumn>;

/** A price by its parts as it is stored: a part of nothing is left out. */
export function costOf(breakdown: PriceBreakdown): CostParts {
  return {
    cost_input: breakdown.inputTokens || undefined,
    cost_cached: breakdown.cachedInputTokens || undefined,
    cost_output: breakdown.outputTokens || undefined,
    cost_reasoning: breakdown.reasoningTokens || undefined,
    cost_images: breakdown.images || undefined,
    cost_units: breakdown.units || undefined,
  };
}

/**
 * The parts of a refund, below zero like its credits, in the proportion of the
 * charge's own parts. They follow from what all refunds of the charge give
 * back together: however many there are, no part is given back beyond itself,
 * and refunds of all of a charge leave nothing of any part.
 *
 * @param refunded - what earlier refunds gave back
 */
export function costGivenBack(
  charge: CostParts & Pick<UsageRow, 'credits'>,
  refunded: MicroCredits,
  credits: MicroCredits,
): CostParts {
  const before = shareOut(charge, refunded);
  const after = shareOut(charge, refunded + credits);
  return Object.fromEntries(
    costColumnNames.map((name, i) => [name, before[i] - after[i] || undefined]),
  ) as CostParts;
}

/** Shares out a part of a charge among its parts, the rest of rounding to the largest remainders. */
function shareOut(
  charge: CostParts & Pick<UsageRow, 'credits'>,
  amount: MicroCredits,
): MicroCredits[] {
  const parts = costColumnNames.map(name => charge[name] ?? 0n);
  parts.push(parts.reduce((rest, part) => rest - part, charge.credits));
  if (charge.credits === 0n) {
    return parts.map(() => 0n);
  }
  const shares = parts.map(part => (part * amount) / charge.credits);
  const remainders = parts.map(part => (part * amount) % charge.credits);
  const missing = shares.reduce((rest, share) => rest - share, amount);
  const order = parts
    .map((_, i) => i)
    .sort((a, b) => {
      if (remainders[a] === remainders[b]) {
        return a - b;
      }
      return remainders[a] > remainders[b] ? -1 : 1;
    });
  for (const i of order.slice(0, Number(missing))) {
    shares[i] += 1n;
  }
  return shares;
}
