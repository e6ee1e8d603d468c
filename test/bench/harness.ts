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

/** Something whose rate is measured. */
export interface Contender {
  name: string;
  /** One round; returns what happened per second, or another figure that is compared. */
  run: () => Promise<number>;
}

/** One line of the table of targets. */
export interface Row {
  what: string;
  /** A median of one round's figures each, or a single figure. */
  value: number;
  /** Lowest and highest of the rounds. */
  range: [number, number];
  unit: 'ratio' | 'µs' | 'ms' | 'MB';
  target: string;
  hit: boolean;
  /** The figures behind it, for people. */
  note: string;
}

/** The middle of some numbers; the mean of the middle two of an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs contenders in turn, round after round, so that a machine that drifts
 * does so for all of them.
 *
 * @returns the figures of each contender, one per round
 */
export async function interleave(
  contenders: readonly Contender[],
  rounds: number,
): Promise<Map<string, number[]>> {
  const figures = new Map<string, number[]>(
    contenders.map(({ name }) => [name, []]),
  );
  for (let round = 1; round <= rounds; round++) {
    for (const { name, run } of contenders) {
      const figure = await run();
      figures.get(name)?.push(figure);
      console.log(`  ${round}/${rounds}  ${name}: ${formatFigure(figure)}`);
    }
  }
  return figures;
}

/** The ratio of two contenders, compared within each round. */
export function ratioRow(
  what: string,
  figures: ReadonlyMap<string, number[]>,
  [name, yardstick]: readonly [name: string, yardstick: string],
  atLeast: number,
): Row {
  const values = figures.get(name) ?? [];
  const yardsticks = figures.get(yardstick) ?? [];
  const ratios = values.map((value, round) => value / yardsticks[round]);
  const value = median(ratios);
  return {
    what,
    value,
    range: [Math.min(...ratios), Math.max(...ratios)],
    unit: 'ratio',
    target: `>= ${atLeast.toFixed(2)} of ${yardstick}`,
    hit: value >= atLeast,
    note: `${formatFigure(median(values))}/s against ${formatFigure(
      median(yardsticks),
    )}/s`,
  };
}

/** A figure that must not be above a bound. */
export function boundRow(
  what: string,
  values: readonly number[],
  unit: Row['unit'],
  below: number,
  note: string,
): Row {
  const value = median(values);
  return {
    what,
    value,
    range: [Math.min(...values), Math.max(...values)],
    unit,
    target: `<= ${below} ${unit}`,
    hit: value <= below,
    note,
  };
}

/** Seconds that something took. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** `52340.2` as `52,340`, `3.14159` as `3.142`. */
export function formatFigure(value: number): string {
  return value >= 100
    ? Math.round(value).toLocaleString('en-US')
    : value.toPrecision(4);
}
