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

import { BudgetPeriod } from 'backstage-plugin-ai-credits-common';
import { DAY_MS, Period } from './calendar';
import { EpochMs } from './types';
import { ZoneClock } from './ZoneClock';

export type { Period } from './calendar';
export { ZoneClock, assertZone } from './ZoneClock';

/** Zones whose clocks are kept. */
const MAX_CLOCKS = 64;
const clocks = new Map<string, ZoneClock>();

/**
 * The clock of a zone, shared by all who ask.
 *
 * @throws InputError when the zone is unknown
 */
export function clockOf(zone: string): ZoneClock {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new ZoneClock(zone);
    if (clocks.size >= MAX_CLOCKS) {
      clocks.clear();
    }
    clocks.set(zone, clock);
  }
  return clock;
}

/**
 * The calendar month of a zone that an instant is in.
 *
 * @param at - epoch ms
 * @throws InputError when the zone is unknown
 */
export function monthOf(at: EpochMs, zone: string): Period {
  return clockOf(zone).monthOf(at);
}

/**
 * The day, ISO week (from Monday), month, quarter or year of a zone that an
 * instant is in.
 *
 * @param at - epoch ms
 * @throws InputError when the zone is unknown
 */
export function periodOf(
  kind: BudgetPeriod,
  at: EpochMs,
  zone: string,
): Period {
  return clockOf(zone).periodOf(kind, at);
}

/**
 * The period of the same kind that ends where a period starts.
 *
 * @throws InputError when the zone is unknown
 */
export function previousPeriod(
  kind: BudgetPeriod,
  period: Period,
  zone: string,
): Period {
  return clockOf(zone).periodOf(kind, period.start - 1);
}

/**
 * The local date as an integer that reads as one: 20261120.
 *
 * @param at - epoch ms
 * @throws InputError when the zone is unknown
 */
export function dayNumber(at: EpochMs, zone: string): number {
  return clockOf(zone).dayNumber(at);
}

/**
 * When the hour that the local clock shows began, in epoch ms; see
 * {@link ZoneClock.localHourStart}.
 *
 * @param at - epoch ms
 * @throws InputError when the zone is unknown
 */
export function localHourStart(at: EpochMs, zone: string): EpochMs {
  return clockOf(zone).localHourStart(at);
}

/** The days of a period, each local midnight beginning one: days of 23 and 25 hours count as one. */
export function daysIn({ start, end }: Period): number {
  return Math.round((end - start) / DAY_MS);
}

/**
 * The local dates from now to the end of a period: 1 on its last day, 0 when
 * it has ended.
 *
 * @param end - exclusive end of the period, epoch ms
 * @throws InputError when the zone is unknown
 */
export function daysUntil(end: EpochMs, now: EpochMs, zone: string): number {
  const clock = clockOf(zone);
  return Math.max(0, clock.dateOf(end) - clock.dateOf(now));
}
