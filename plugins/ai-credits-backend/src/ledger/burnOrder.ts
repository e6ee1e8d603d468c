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

import { EpochMs, LotState } from './types';

/**
 * The order in which lots are burned: lower priority first, then the sooner
 * expiry (none last), then free credits before purchased ones, then the
 * earlier effective-at, created-at and id. The order is total: no two lots of
 * an account compare as equal.
 *
 * @returns below zero when `a` is burned before `b`
 */
export function compareLots(a: LotState, b: LotState): number {
  if (a.priority !== b.priority) {
    return a.priority - b.priority;
  }
  if (a.expiresAt !== b.expiresAt) {
    if (a.expiresAt === undefined) {
      return 1;
    }
    return b.expiresAt === undefined ? -1 : a.expiresAt - b.expiresAt;
  }
  const purchased =
    Number(a.kind === 'purchase') - Number(b.kind === 'purchase');
  return (
    purchased ||
    a.effectiveAt - b.effectiveAt ||
    a.createdAt - b.createdAt ||
    a.id - b.id
  );
}

/**
 * Whether a lot can pay for a use at `at` as far as its dates go; what is left
 * in it is not looked at. Expiry is exclusive. An allowance pays only for uses
 * of its own period; anything else pays for late uses too, once it is there.
 *
 * @param at - the time of the use, epoch ms
 * @param now - the time of the decision, epoch ms
 */
export function isInForce(lot: LotState, at: EpochMs, now: EpochMs): boolean {
  return (
    (lot.expiresAt === undefined || at < lot.expiresAt) &&
    lot.effectiveAt <= (lot.kind === 'allowance' ? at : now)
  );
}
