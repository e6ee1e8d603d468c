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
import { extremes, hourProfile, readPerformance } from './figures';

const model = (
  name: string,
  averageLatencyMs: number | undefined,
  timedCalls: number,
) =>
  readPerformance(
    {
      model: name,
      requests: timedCalls,
      timedCalls,
      ...(averageLatencyMs === undefined ? {} : { averageLatencyMs }),
    },
    'model',
  );

describe('extremes', () => {
  const namesOf = (models: ReturnType<typeof model>[]) => {
    const { fastest, slowest } = extremes(models);
    return [fastest?.name, slowest?.name];
  };

  it('compares models that were called often enough', () => {
    expect(
      namesOf([
        model('quick', 800, 40),
        model('middle', 1_200, 900),
        model('slow', 4_100, 10),
        model('once', 20, 1),
        model('never', undefined, 0),
      ]),
    ).toEqual(['quick', 'slow']);
  });

  it('takes what there is where hardly anything was called', () => {
    expect(
      namesOf([model('a', 500, 2), model('b', 400, 3), model('c', 450, 90)]),
    ).toEqual(['b', 'a']);
  });

  it('has no fastest of one, and none without a name', () => {
    expect(namesOf([model('a', 500, 50)])).toEqual([undefined, undefined]);
    expect(namesOf([model('a', 500, 50), model('', 1, 50)])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('hourProfile', () => {
  it('counts every call once, in its own part of the week', () => {
    const profile = hourProfile([
      { weekday: 1, hourOfDay: 9, timedCalls: 3, averageLatencyMs: 1_000 },
      { weekday: 5, hourOfDay: 16, timedCalls: 1, averageLatencyMs: 3_000 },
      { weekday: 5, hourOfDay: 17, timedCalls: 2, averageLatencyMs: 700 },
      { weekday: 2, hourOfDay: 8, timedCalls: 2, averageLatencyMs: 500 },
      { weekday: 3, hourOfDay: 9, timedCalls: 1, averageLatencyMs: 5_000 },
      { weekday: 6, hourOfDay: 9, timedCalls: 4, averageLatencyMs: 100 },
      { weekday: 7, hourOfDay: 23, timedCalls: 0 },
    ]);
    expect(profile.peak).toEqual({ calls: 5, average: 2_200 });
    expect(profile.offPeak).toEqual({ calls: 4, average: 600 });
    expect(profile.weekendAverage).toEqual({ calls: 4, average: 100 });
    expect(profile.weekdays[9]).toBe(2_000);
    expect(profile.weekend[9]).toBe(100);
    expect(profile.weekend[23]).toBeUndefined();
    expect(profile.weekdays).toHaveLength(24);
  });

  it('gives the parts of the week the average of all their calls', () => {
    const cells = Array.from({ length: 7 * 24 }, (_, i) => ({
      weekday: 1 + (i % 7),
      hourOfDay: i % 24,
      timedCalls: 1 + ((i * 37) % 11),
      averageLatencyMs: 50 + ((i * 7_919) % 5_000),
    }));
    const { peak, offPeak, weekendAverage } = hourProfile(cells);
    const parts = [peak, offPeak, weekendAverage];
    expect(parts.reduce((sum, { calls }) => sum + calls, 0)).toBe(
      cells.reduce((sum, { timedCalls }) => sum + timedCalls, 0),
    );
    expect(
      parts.reduce((sum, { calls, average }) => sum + calls * average!, 0),
    ).toBeCloseTo(
      cells.reduce(
        (sum, { timedCalls, averageLatencyMs }) =>
          sum + timedCalls * averageLatencyMs,
        0,
      ),
      3,
    );
  });
});
