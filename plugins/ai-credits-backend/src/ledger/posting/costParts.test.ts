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

import fc from 'fast-check';
import { costColumnNames } from '../../database/usageColumns';
import { costGivenBack, CostParts, costOf } from './costParts';

const nothing = {
  perRequest: 0n,
  inputTokens: 0n,
  cachedInputTokens: 0n,
  outputTokens: 0n,
  reasoningTokens: 0n,
  images: 0n,
  units: 0n,
};

describe('the parts of a price as they are stored', () => {
  it('leaves out what costs nothing, and the price per request', () => {
    expect(
      costOf({ ...nothing, perRequest: 5n, cachedInputTokens: 2n }),
    ).toEqual({ cost_cached: 2n });
    expect(costOf({ ...nothing, perRequest: 8_000_000n })).toEqual({});
  });

  it('gives back in proportion', () => {
    const charge = {
      credits: 1_000n,
      ...costOf({
        ...nothing,
        perRequest: 500n,
        inputTokens: 300n,
        outputTokens: 200n,
      }),
    };
    expect(costGivenBack(charge, 0n, 100n)).toEqual({
      cost_input: -30n,
      cost_output: -20n,
    });
    expect(costGivenBack(charge, 0n, 1_000n)).toEqual({
      cost_input: -300n,
      cost_output: -200n,
    });
  });

  it('keeps every part between nothing and itself over any refunds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 13n }), {
          minLength: 7,
          maxLength: 7,
        }),
        fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { maxLength: 6 }),
        ([perRequest, ...parts], weights) => {
          const cost = costOf({
            perRequest,
            inputTokens: parts[0],
            cachedInputTokens: parts[1],
            outputTokens: parts[2],
            reasoningTokens: parts[3],
            images: parts[4],
            units: parts[5],
          });
          const credits = parts.reduce((sum, part) => sum + part, perRequest);
          const left: CostParts = { ...cost };
          let perRequestLeft = perRequest;
          let refunded = 0n;
          for (const [i, weight] of weights.entries()) {
            const open = credits - refunded;
            const amount =
              i === weights.length - 1
                ? open
                : (open * weight) / 10n ** 9n / BigInt(i + 1);
            const back = costGivenBack({ credits, ...cost }, refunded, amount);
            refunded += amount;
            let parted = 0n;
            for (const name of costColumnNames) {
              parted -= back[name] ?? 0n;
              left[name] = (left[name] ?? 0n) + (back[name] ?? 0n);
              expect(left[name]! >= 0n).toBe(true);
              expect(left[name]! <= (cost[name] ?? 0n)).toBe(true);
            }
            perRequestLeft -= amount - parted;
            expect(perRequestLeft >= 0n).toBe(true);
            expect(perRequestLeft <= perRequest).toBe(true);
          }
          // Refunds of all of a charge leave nothing of any part.
          const whole = weights.length > 0;
          const nothingLeft =
            perRequestLeft === 0n &&
            costColumnNames.every(name => (left[name] ?? 0n) === 0n);
          expect(whole && !nothingLeft).toBe(false);
        },
      ),
    );
  });
});
