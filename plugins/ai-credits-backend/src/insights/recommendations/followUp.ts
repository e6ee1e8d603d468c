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
  formatCredits,
  MICRO_PER_CREDIT,
  Recommendation,
} from 'backstage-plugin-ai-credits-common';
import { meanDifference, meanOf, Moments, normalQuantile } from '../statistics';

type FollowUp = NonNullable<Recommendation['followUp']>;

/** Days that are measured before and after, at most. */
export const FOLLOWED_DAYS = 30;
/** With less of both it is too early to tell. */
const MINIMUM_DAYS = 7;
const MINIMUM_EVENTS = 50;
const Z = normalQuantile(0.975);

/** What was used before a recommendation was accepted, or since. */
export interface Measured {
  /** Credits of each event, in credits. */
  price: Moments;
  /** Of the recommended, where known. */
  share?: number;
}

/**
 * What an accepted recommendation really saved: how many credits less an event
 * costs since then, times the events since then. Below zero where it became
 * dearer.
 *
 * @param days - since it was accepted, at most `FOLLOWED_DAYS`
 */
export function followUp(
  before: Measured,
  after: Measured,
  days: number,
): FollowUp {
  const sides = { before: sideOf(before), after: sideOf(after) };
  if (
    days < MINIMUM_DAYS ||
    before.price.count < MINIMUM_EVENTS ||
    after.price.count < MINIMUM_EVENTS
  ) {
    return { state: 'early', days: Math.floor(days), ...sides };
  }
  const each = meanDifference(before.price, after.price, Z);
  const saved =
    (meanOf(before.price).mean - meanOf(after.price).mean) * after.price.count;
  const perMonth = (after.price.count * 30) / days;
  return {
    state: 'measured',
    days: Math.floor(days),
    saved: creditsText(saved),
    savedPerMonth: {
      low: creditsText(each.low * perMonth),
      high: creditsText(each.high * perMonth),
    },
    ...sides,
  };
}

function sideOf({ price, share }: Measured): FollowUp['before'] {
  return {
    requests: price.count,
    ...(price.count
      ? { creditsPerRequest: creditsText(meanOf(price).mean, 6) }
      : {}),
    ...(share === undefined ? {} : { share }),
  };
}

/** An estimate as a decimal of credits. */
export function creditsText(value: number, decimals: number = 2): string {
  const scale = 10 ** decimals;
  return formatCredits(
    (BigInt(Math.round(value * scale)) * MICRO_PER_CREDIT) / BigInt(scale),
  );
}
