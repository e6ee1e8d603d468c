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

import { generate, shapes } from './__testUtils__/generated';
import { augursMethods } from './augurs';
import { forecastSeries, SeriesForecast } from './forecastSeries';
import { simpleMethods } from './methods';

const methods = [...simpleMethods, ...augursMethods()];

function forecastOf(
  series: (number | undefined)[],
  horizon = 31,
): SeriesForecast {
  const found = forecastSeries(series, methods, { horizon });
  expect(found.enough).toBe(true);
  return found as SeriesForecast;
}

const series = {
  zeros: Array(40).fill(0),
  constant: Array(40).fill(7),
  spike: Array.from({ length: 40 }, (_, day) => (day === 20 ? 1e6 : 0)),
  earlySpike: Array.from({ length: 15 }, (_, day) => (day === 9 ? 1e6 : 0)),
  lastDay: Array.from({ length: 40 }, (_, day) => (day === 39 ? 1e6 : 0)),
  millions: generate(shapes.weekday, 90, 'm').map(value => value * 1e9),
  microscopic: generate(shapes.weekday, 90, 'n').map(value => value * 1e-9),
  idle: generate(shapes.idle, 60, 'i'),
  growth: Array.from({ length: 120 }, (_, day) => Math.exp(day / 15)),
  fall: Array.from({ length: 60 }, (_, day) => 100 - day),
  gaps: Array.from({ length: 40 }, (_, day) =>
    day % 3 ? 10 + (day % 7) : undefined,
  ),
  unknown: Array(20).fill(undefined),
};

describe('the forecast of a series', () => {
  it('says nothing under 14 days', () => {
    expect(forecastSeries(Array(13).fill(5), methods, { horizon: 7 })).toEqual({
      enough: false,
      days: 13,
      needed: 14,
    });
    expect(forecastOf(Array(14).fill(5), 7).prediction[6]).toBeCloseTo(5, 9);
  });

  it.each(Object.entries(series))('stays within reason for %s', (_, values) => {
    const { bands, paths, prediction } = forecastOf(values);
    const highest = Math.max(...values.map(value => value ?? 0));
    expect(prediction).toHaveLength(31);
    for (let day = 0; day < 31; day++) {
      const [lower, value, upper] = [
        bands.days.lower[day],
        prediction[day],
        bands.days.upper[day],
      ];
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(lower).toBeLessThanOrEqual(value * (1 + 1e-9));
      expect(upper).toBeGreaterThanOrEqual(value * (1 - 1e-9));
      // Three times the highest, brought to the level of now.
      expect(upper).toBeLessThanOrEqual(5 * highest + 1e-9);
      expect(bands.sums.lower[day]).toBeLessThanOrEqual(bands.sums.upper[day]);
    }
    for (const path of paths(50, 'x')) {
      expect(path.every(value => value >= 0 && Number.isFinite(value))).toBe(
        true,
      );
    }
  });

  it('follows the week and a new level', () => {
    const week = [100, 100, 100, 100, 100, 10, 10];
    const { prediction } = forecastOf(
      Array.from(
        { length: 70 },
        (_, day) => week[day % 7] * (day < 56 ? 1 : 3),
      ),
      14,
    );
    for (let day = 0; day < 14; day++) {
      expect(prediction[day]).toBeGreaterThan(0.75 * 3 * week[day % 7]);
      expect(prediction[day]).toBeLessThan(1.35 * 3 * week[day % 7]);
    }
  });

  it('does not depend on the unit', () => {
    const days = generate(shapes.shift, 80, 'unit');
    const [small, large] = [
      forecastOf(days, 7),
      forecastOf(
        days.map(value => value * 1_024),
        7,
      ),
    ];
    for (let day = 0; day < 7; day++) {
      expect(large.prediction[day] / small.prediction[day]).toBeCloseTo(
        1_024,
        3,
      );
      expect(
        large.bands.sums.upper[day] / small.bands.sums.upper[day],
      ).toBeCloseTo(1_024, 3);
    }
  });

  it('draws the same paths of the same seed, as wide as the interval', () => {
    const days = generate(shapes.weekday, 90, 'paths');
    const { bands, paths } = forecastOf(days, 28);
    const drawn = paths(400, 'seed');
    expect(paths(400, 'seed')).toEqual(drawn);
    expect(paths(400, 'other')).not.toEqual(drawn);
    const sums = drawn
      .map(path => path.reduce((sum, value) => sum + value, 0))
      .sort((a, b) => a - b);
    const [lower, upper] = [sums[40], sums[360]];
    const wanted = bands.sums.upper[27] - bands.sums.lower[27];
    expect((upper - lower) / wanted).toBeGreaterThan(0.7);
    expect((upper - lower) / wanted).toBeLessThan(1.4);
  });

  it('reaches further than errors are known for', () => {
    const { paths, prediction } = forecastOf(series.constant, 366);
    expect(prediction).toHaveLength(366);
    expect(prediction[365]).toBeCloseTo(7, 6);
    expect(paths(3, 'far')[0]).toHaveLength(366);
  });
});
