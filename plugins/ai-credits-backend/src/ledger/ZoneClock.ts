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
import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';
import {
  DAY_MS,
  DateIndex,
  HOUR_MS,
  Period,
  firstDate,
  modulo,
  nextFirstDate,
  yyyymmdd,
} from './calendar';
import { EpochMs } from './types';

/** A span in which the clock is not changed; it does not cross a UTC midnight. */
interface Segment {
  readonly from: EpochMs;
  /** Exclusive. */
  readonly to: EpochMs;
  /** Local time less UTC, in ms. */
  readonly offset: number;
}

/** UTC days whose offsets are kept: eleven years, about half a megabyte. */
const MAX_DAYS = 4_096;
/** Months that are kept: a late event or two do not push the current one out. */
const MAX_MONTHS = 4;
/** No local time is further from UTC than this. */
const MAX_OFFSET_MS = 16 * HOUR_MS;

/**
 * Makes sure that a name is one of an IANA time zone. Fixed offsets such as
 * `+02:00` are none: databases read their sign differently.
 *
 * @throws InputError when it is not
 */
export function assertZone(zone: string): void {
  if (!/^[A-Za-z]/.test(zone) || !IANAZone.isValidZone(zone)) {
    throw new InputError(
      `Unknown time zone ${JSON.stringify(zone.slice(0, 64))}: ` +
        'it must be the name of an IANA time zone, such as Europe/Amsterdam',
    );
  }
}

/**
 * The local time of a zone, for millions of instants that are mostly close to
 * each other: offsets are asked for once per UTC day and kept, bounded.
 */
export class ZoneClock {
  private readonly iana: IANAZone;
  private readonly days = new Map<number, readonly Segment[]>();
  private readonly months: Period[] = [];
  private current: Segment = { from: 0, to: 0, offset: 0 };
  private currentDate: DateIndex = NaN;
  private currentDayNumber = NaN;

  /**
   * @param zone - the name of an IANA time zone
   * @throws InputError when it is unknown
   */
  constructor(readonly zone: string) {
    assertZone(zone);
    this.iana = IANAZone.create(zone);
  }

  /** The local date, as days since 1970-01-01. */
  dateOf(at: EpochMs): DateIndex {
    return Math.floor((at + this.segmentAt(at).offset) / DAY_MS);
  }

  /** The local date as an integer that reads as one: 20261120. */
  dayNumber(at: EpochMs): number {
    const date = this.dateOf(at);
    if (date !== this.currentDate) {
      this.currentDate = date;
      this.currentDayNumber = yyyymmdd(date);
    }
    return this.currentDayNumber;
  }

  /**
   * When the hour that the local clock shows began. A change of the clock
   * begins a new hour: the hour that comes twice has two starts, and where the
   * clock is changed by 30 minutes there is an hour of that length.
   */
  localHourStart(at: EpochMs): EpochMs {
    let segment = this.segmentAt(at);
    const start = at - modulo(at + segment.offset, HOUR_MS);
    while (start < segment.from) {
      const before = this.segmentAt(segment.from - 1);
      if (before.offset !== segment.offset) {
        return segment.from;
      }
      segment = before;
    }
    return start;
  }

  /** What the clock shows at an instant, as ISO 8601 with the offset: `2026-11-30T09:00:00+01:00`. */
  isoTime(at: EpochMs): string {
    const { offset } = this.segmentAt(at);
    const local = new Date(at + offset).toISOString().slice(0, 19);
    if (this.zone.toUpperCase() === 'UTC') {
      return `${local}Z`;
    }
    const minutes = Math.trunc(Math.abs(offset) / 60_000);
    const two = (n: number) => String(n).padStart(2, '0');
    return `${local}${offset < 0 ? '-' : '+'}${two(
      Math.trunc(minutes / 60),
    )}:${two(minutes % 60)}`;
  }

  /** The calendar month that an instant is in. */
  monthOf(at: EpochMs): Period {
    for (const month of this.months) {
      if (at >= month.start && at < month.end) {
        return month;
      }
    }
    const month = this.periodOf('month', at);
    this.months.unshift(month);
    this.months.length = Math.min(this.months.length, MAX_MONTHS);
    return month;
  }

  /** The calendar period that an instant is in. Periods of a kind follow each other without a gap. */
  periodOf(kind: BudgetPeriod, at: EpochMs): Period {
    let first = firstDate(kind, this.dateOf(at));
    let start = this.startOf(first);
    let next = nextFirstDate(kind, first);
    let end = this.startOf(next);
    // A clock that is set back over midnight shows the last date again, when
    // the next period has begun already.
    while (at >= end) {
      [first, start] = [next, end];
      next = nextFirstDate(kind, first);
      end = this.startOf(next);
    }
    return { start, end };
  }

  /** The first instant at which the local clock shows the date, or a later one where it skips the date's start. */
  startOf(date: DateIndex): EpochMs {
    const midnight = date * DAY_MS;
    let segment = this.segmentAt(midnight - MAX_OFFSET_MS);
    while (midnight - segment.offset >= segment.to) {
      segment = this.segmentAt(segment.to);
    }
    return Math.max(midnight - segment.offset, segment.from);
  }

  private segmentAt(at: EpochMs): Segment {
    if (at >= this.current.from && at < this.current.to) {
      return this.current;
    }
    const day = Math.floor(at / DAY_MS);
    let segments = this.days.get(day);
    if (!segments) {
      segments = this.segmentsOf(day);
      if (this.days.size >= MAX_DAYS) {
        this.days.clear();
      }
      this.days.set(day, segments);
    }
    let index = 0;
    while (at >= segments[index].to) {
      index++;
    }
    this.current = segments[index];
    return this.current;
  }

  /** A UTC day, parted where the clock is changed. */
  private segmentsOf(day: number): Segment[] {
    const segments: Segment[] = [];
    const end = (day + 1) * DAY_MS;
    const lastOffset = this.offsetAt(end - 1);
    let from = day * DAY_MS;
    let offset = this.offsetAt(from);
    while (offset !== lastOffset) {
      let unchanged = from;
      let to = end - 1;
      while (to - unchanged > 1) {
        const middle = Math.floor((unchanged + to) / 2);
        if (this.offsetAt(middle) === offset) {
          unchanged = middle;
        } else {
          to = middle;
        }
      }
      segments.push({ from, to, offset });
      from = to;
      offset = this.offsetAt(from);
    }
    segments.push({ from, to: end, offset });
    return segments;
  }

  private offsetAt(at: EpochMs): number {
    const minutes = this.iana.offset(at);
    if (!Number.isFinite(minutes)) {
      throw new RangeError(`${at} is not a time`);
    }
    // Before zones were agreed on, offsets had seconds too.
    return Math.round(minutes * 60_000);
  }
}
