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
  CreditType,
  LotKind,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';
import { Draw } from './types';

/** What draws took, by the kind of credits. */
export interface CreditSplit {
  /** From monthly allowances. */
  free: MicroCredits;
  purchased: MicroCredits;
  /** From promotions, adjustments and refunds. */
  other: MicroCredits;
  /** Past the lots. */
  excess: MicroCredits;
}

/**
 * Sums draws by the kind of credits.
 *
 * @param lotKinds - the kinds of at least the lots that the draws name
 * @throws RangeError when the kind of a lot is not given
 */
export function splitOf(
  draws: readonly Draw[],
  lotKinds: ReadonlyMap<number, LotKind>,
): CreditSplit {
  const split: CreditSplit = {
    free: 0n,
    purchased: 0n,
    other: 0n,
    excess: 0n,
  };
  for (const draw of draws) {
    split[bucketOf(draw, lotKinds)] += draw.amount;
  }
  return split;
}

/**
 * The one kind of credits that draws took, `mixed` when there are several and
 * `none` when nothing was drawn.
 *
 * @param lotKinds - the kinds of at least the lots that the draws name
 * @throws RangeError when the kind of a lot is not given
 */
export function creditTypeOf(
  draws: readonly Draw[],
  lotKinds: ReadonlyMap<number, LotKind>,
): CreditType {
  let type: CreditType = 'none';
  for (const draw of draws) {
    if (draw.amount === 0n) {
      continue;
    }
    const bucket = bucketOf(draw, lotKinds);
    if (type !== 'none' && type !== bucket) {
      return 'mixed';
    }
    type = bucket;
  }
  return type;
}

function bucketOf(
  draw: Draw,
  lotKinds: ReadonlyMap<number, LotKind>,
): keyof CreditSplit {
  if (!('lot' in draw)) {
    return 'excess';
  }
  switch (lotKinds.get(draw.lot)) {
    case undefined:
      throw new RangeError(`The kind of lot ${draw.lot} is not known`);
    case 'allowance':
      return 'free';
    case 'purchase':
      return 'purchased';
    default:
      return 'other';
  }
}
