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
  MICRO_PER_CREDIT,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';

/** Closed periods that are looked at, and how many there must be. */
export const CLOSED_PERIODS = 3;
export const MINIMUM_PERIODS = 2;
/** An allocation is idle when less than this percent of it was used in each of them. */
const IDLE_BELOW = 50n;
/** What was used most is left, and so many percent of it more. */
const LEFT = 125n;
/** At least this percent of an allocation must be free to move. */
const LEAST_MOVED = 10n;
const LEAST_CREDITS = 10n * MICRO_PER_CREDIT;

/** A budget with the periods that are over, newest first. */
export interface AllocationUse {
  id: number;
  /** Budgets with the same text could give credits to each other. */
  siblings: string;
  allocation: MicroCredits;
  closed: ReadonlyArray<{ allocation: MicroCredits; used: MicroCredits }>;
}

/** Credits that one budget does not use and another lacks. */
export interface IdleAllocation {
  from: AllocationUse;
  to: AllocationUse;
  movable: MicroCredits;
  mostUsed: MicroCredits;
  toMostUsed: MicroCredits;
  periods: number;
}

/**
 * Allocations of which less than half was used in each closed period, at least
 * two of them, beside one that used all of its own in the last or the one
 * before. What moves leaves the idle one a quarter more than it ever used.
 */
export function findIdleAllocations(
  budgets: readonly AllocationUse[],
): IdleAllocation[] {
  const found: IdleAllocation[] = [];
  for (const from of budgets) {
    const movable = movableOf(from);
    if (movable <= 0n) {
      continue;
    }
    const lacking = budgets
      .filter(
        other =>
          other.id !== from.id &&
          other.siblings === from.siblings &&
          other.closed
            .slice(0, 2)
            .some(({ allocation, used }) => used > 0n && used >= allocation),
      )
      .sort((a, b) => {
        const left = mostUsed(b) - b.allocation - (mostUsed(a) - a.allocation);
        return left === 0n ? a.id - b.id : Number(left);
      });
    if (lacking.length) {
      found.push({
        from,
        to: lacking[0],
        movable,
        mostUsed: mostUsed(from),
        toMostUsed: mostUsed(lacking[0]),
        periods: from.closed.length,
      });
    }
  }
  return found;
}

function movableOf({ allocation, closed }: AllocationUse): MicroCredits {
  const idle =
    closed.length >= MINIMUM_PERIODS &&
    closed.every(
      each =>
        each.allocation > 0n && each.used * 100n < each.allocation * IDLE_BELOW,
    );
  if (!idle) {
    return 0n;
  }
  const most = closed.reduce((max, { used }) => (used > max ? used : max), 0n);
  const free = allocation - (most * LEFT) / 100n;
  const whole = (free / MICRO_PER_CREDIT) * MICRO_PER_CREDIT;
  return whole >= LEAST_CREDITS && whole * 100n >= allocation * LEAST_MOVED
    ? whole
    : 0n;
}

function mostUsed({ closed }: AllocationUse): MicroCredits {
  return closed.reduce((max, { used }) => (used > max ? used : max), 0n);
}
