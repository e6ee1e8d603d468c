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

import { DAY_MS, Period } from '../ledger/calendar';
import type { ZoneClock } from '../ledger/periods';
import type { EpochMs } from '../ledger/types';
import { Cube, CubeDimension, cubes, Sum, sumsOfCube } from './cubes';

/** A part of the range of a question, read from one table; `sign` is -1 for what was read too much. */
export interface Segment {
  /** The events themselves where absent. */
  cube?: Cube;
  from: EpochMs;
  /** Exclusive. */
  to: EpochMs;
  sign: 1 | -1;
}

/** The stretches of time that an answer tells apart; `all` where it tells none. */
export type Finest = Cube['grain'] | 'all';

/** The rollups that can answer a question, the cheapest of each grain. */
export interface Candidates {
  month?: Cube;
  week?: Cube;
  day?: Cube;
  hour?: Cube;
}

/**
 * The smallest rollups that hold all dimensions of a question.
 *
 * @param finest - what the answer tells apart
 */
export function candidates(
  dimensions: ReadonlySet<CubeDimension>,
  finest: Finest,
  wanted: readonly Sum[],
): Candidates {
  return cheapestOfEach(
    dimensions,
    finest,
    cubes.filter(cube => {
      const held = sumsOfCube(cube);
      return wanted.every(sum => held.includes(sum));
    }),
  );
}

/** How much more it takes to read the latencies of a row than its sums: there are hundreds of classes. */
const LATENCIES_WEIGH = 40;
const latencyCubes = cubes
  .filter(cube => cube.latencies)
  .map(cube => ({ ...cube, weight: cube.weight * LATENCIES_WEIGH }));

/** As {@link candidates}, for percentiles of latency. */
export function latencyCandidates(
  dimensions: ReadonlySet<CubeDimension>,
  finest: Finest,
): Candidates {
  return cheapestOfEach(dimensions, finest, latencyCubes);
}

function cheapestOfEach(
  dimensions: ReadonlySet<CubeDimension>,
  finest: Finest,
  able: readonly Cube[],
): Candidates {
  const of = (grain: Cube['grain'], answers: readonly Finest[]) =>
    answers.includes(finest) ? cheapest(grain, dimensions, able) : undefined;
  return {
    month: of('month', ['month', 'all']),
    week: of('week', ['week', 'all']),
    day: of('day', ['day', 'week', 'month', 'all']),
    hour: of('hour', ['hour', 'day', 'week', 'month', 'all']),
  };
}

function cheapest(
  grain: Cube['grain'],
  dimensions: ReadonlySet<CubeDimension>,
  among: readonly Cube[],
): Cube | undefined {
  let best: Cube | undefined;
  for (const cube of among) {
    const able =
      cube.grain === grain &&
      [...dimensions].every(dimension => cube.dimensions.includes(dimension));
    if (able && (!best || cube.weight < best.weight)) {
      best = cube;
    }
  }
  return best;
}

/** What a segment costs whatever its length, in days of events. */
const SEGMENT_COST = 0.01;

/**
 * Parts a range so that as little as possible is read: whole months, weeks,
 * days or hours from a rollup, and what sticks out at the ends from a finer one or from the
 * events. An end in the middle of a day may be cheaper to read as the whole
 * day less the rest of it, above all where that rest lies in the future.
 *
 * @param now - nothing much happened after it
 */
export function cover(
  range: Period,
  from: Candidates,
  clock: ZoneClock,
  now: EpochMs,
): Segment[] {
  const effective = (span: Period) =>
    Math.max(0, Math.min(span.end, now) - Math.min(span.start, now)) / DAY_MS;
  const costOf = (segments: readonly Segment[]) =>
    segments.reduce(
      (cost, segment) =>
        cost +
        SEGMENT_COST +
        (segment.cube?.weight ?? 1) *
          effective({ start: segment.from, end: segment.to }),
      0,
    );

  const events = ({ start, end }: Period): Segment[] => [
    { from: start, to: end, sign: 1 },
  ];
  const bestOf = (options: Array<Segment[] | undefined>): Segment[] => {
    let best: Segment[] | undefined;
    for (const option of options) {
      if (option && (!best || costOf(option) < costOf(best))) {
        best = option;
      }
    }
    return best ?? [];
  };
  const unitOf = {
    hour: (at: EpochMs): Period => hourOf(clock, at),
    day: (at: EpochMs): Period => clock.periodOf('day', at),
    week: (at: EpochMs): Period => clock.periodOf('week', at),
    month: (at: EpochMs): Period => clock.periodOf('month', at),
  };

  const aligned = (
    span: Period,
    cube: Cube | undefined,
    rest: (edge: Period) => Segment[],
  ): Segment[] | undefined => {
    if (!cube) {
      return undefined;
    }
    const nearest = (at: EpochMs): EpochMs => {
      const unit = unitOf[cube.grain](at);
      return effective({ start: unit.start, end: at }) <=
        effective({ start: at, end: unit.end })
        ? unit.start
        : unit.end;
    };
    const start = nearest(span.start);
    const end = isStart(unitOf[cube.grain], span.end)
      ? span.end
      : nearest(span.end);
    if (start >= end) {
      return undefined;
    }
    return [
      { cube, from: start, to: end, sign: 1 },
      ...edge(span.start, start, rest),
      ...edge(end, span.end, rest),
    ];
  };

  const byHour = (span: Period) =>
    bestOf([events(span), aligned(span, from.hour, events)]);
  const byDay = (span: Period) =>
    bestOf([byHour(span), aligned(span, from.day, byHour)]);
  const byWeek = (span: Period) =>
    bestOf([byDay(span), aligned(span, from.week, byDay)]);
  return bestOf([byWeek(range), aligned(range, from.month, byWeek)]);
}

/** What lies between two instants: to be added when they are in order, else to be deducted. */
function edge(
  a: EpochMs,
  b: EpochMs,
  rest: (edge: Period) => Segment[],
): Segment[] {
  if (a === b) {
    return [];
  }
  return a < b
    ? rest({ start: a, end: b })
    : rest({ start: b, end: a }).map(segment => ({
        ...segment,
        sign: segment.sign === 1 ? -1 : 1,
      }));
}

function isStart(unitOf: (at: EpochMs) => Period, at: EpochMs): boolean {
  return unitOf(at).start === at;
}

/** The local clock hour that an instant is in; a change of the clock may cut it short. */
export function hourOf(clock: ZoneClock, at: EpochMs): Period {
  const start = clock.localHourStart(at);
  let within = 0;
  let minutes = 60;
  while (minutes - within > 1) {
    const middle = Math.floor((within + minutes) / 2);
    if (clock.localHourStart(start + middle * 60_000) === start) {
      within = middle;
    } else {
      minutes = middle;
    }
  }
  return { start, end: start + minutes * 60_000 };
}
