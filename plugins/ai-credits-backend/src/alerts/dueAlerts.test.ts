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

import fc from 'fast-check';
import {
  AlertState,
  dueAlerts,
  isRearmed,
  MAX_UNKNOWN_NAMES,
  rearmedThresholds,
  ToldAlert,
} from './dueAlerts';
import { writingIn } from '../messages';
import { AlertedBudget } from './notices';
import { Alert } from './types';

const MONTH = Date.parse('2026-11-01T00:00:00Z');
const NEXT = Date.parse('2026-12-01T00:00:00Z');

function budget(overrides: Partial<AlertedBudget> = {}): AlertedBudget {
  return {
    scope: { kind: 'team', ref: 'group:default/payments' },
    period: 'month',
    hard: true,
    thresholds: [75, 90, 100],
    periodStart: MONTH,
    periodEnd: NEXT,
    allocation: 100_000_000n,
    used: 0n,
    ...overrides,
  };
}

function state(overrides: Partial<AlertState> = {}): AlertState {
  return {
    writing: writingIn('en'),
    timeZone: 'UTC',
    monthStart: MONTH,
    budgets: [],
    available: 1_000n,
    lowBalanceThreshold: 100n,
    unknown: [],
    told: [],
    ...overrides,
  };
}

const asTold = (alerts: readonly Alert[]): ToldAlert[] =>
  alerts.map((alert, id) => ({ ...alert, id, cleared: false }));

describe('dueAlerts', () => {
  it('says who, how much and until when, and is graver the higher the threshold', () => {
    const [first, second, third, ...rest] = dueAlerts(
      state({ budgets: [budget({ used: 100_000_000n })] }),
    );
    expect(rest).toEqual([]);
    expect([first, second, third].map(({ threshold }) => threshold)).toEqual([
      75, 90, 100,
    ]);
    expect([first, second, third].map(({ silent }) => silent)).toEqual([
      true,
      true,
      undefined,
    ]);
    expect([first, second, third].map(({ notice }) => notice.severity)).toEqual(
      ['normal', 'high', 'critical'],
    );
    expect(third.notice).toEqual({
      severity: 'critical',
      title: 'Team payments has used 100 % of its credits for the month',
      description:
        '100 of 100 credits are used; the month ends after 30 Nov 2026. Requests past the limit are refused.',
      link: '/ai-credits/budgets',
      about: { kind: 'team', ref: 'group:default/payments' },
    });
  });

  it.each([
    [74_999_999n, []],
    [75_000_000n, [75]],
    [89_999_999n, [75]],
    [250_000_000n, [75, 90, 100]],
  ])('counts %d of 100000000 as past %j', (used, thresholds) => {
    const due = dueAlerts(state({ budgets: [budget({ used })] }));
    expect(due.map(({ threshold }) => threshold)).toEqual(thresholds);
  });

  it('is silent about a budget of nothing until it is used', () => {
    const empty = budget({ allocation: 0n });
    expect(dueAlerts(state({ budgets: [empty] }))).toEqual([]);
    expect(
      dueAlerts(state({ budgets: [{ ...empty, used: 1n }] })),
    ).toHaveLength(3);
  });

  it('says of a period that has ended that it is over', () => {
    const [alert] = dueAlerts(
      state({ budgets: [budget({ used: 80_000_000n, ended: true })] }),
    );
    expect(alert.notice).toMatchObject({
      title:
        'Team payments used 75 % of its credits for the month that has ended',
      description:
        '80 of 100 credits were used; the month ended with 30 Nov 2026.',
    });
  });

  it('tells a threshold again once the use was below it and reached it anew', () => {
    const full = { used: 100_000_000n };
    const told = asTold(dueAlerts(state({ budgets: [budget(full)] })));
    const at = (overrides: Partial<AlertedBudget>) =>
      state({ told, budgets: [budget(overrides)] });
    const rearmed = (overrides: Partial<AlertedBudget>) =>
      rearmedThresholds(at(overrides)).map(({ threshold }) => threshold);
    expect(rearmed(full)).toEqual([]);
    // Raised a little, the use is below the highest alone.
    expect(rearmed({ ...full, allocation: 110_000_000n })).toEqual([100]);
    expect(rearmed({ ...full, allocation: 200_000_000n })).toEqual([
      75, 90, 100,
    ]);
    expect(dueAlerts(at({ ...full, allocation: 200_000_000n }))).toEqual([]);
    // Nor what another budget, period or kind was told of.
    expect(rearmed({ periodStart: NEXT })).toEqual([]);
    expect(
      rearmed({ scope: { kind: 'team', ref: 'group:default/web' } }),
    ).toEqual([]);
    expect(rearmed({ period: 'week' })).toEqual([]);
  });

  it('tells each threshold of each budget and period once each time that it is reached, however use and limits move', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            team: fc.nat(3),
            period: fc.constantFrom(MONTH, NEXT),
            used: fc.bigInt(0n, 300n),
            allocation: fc.bigInt(0n, 200n),
          }),
          { maxLength: 40 },
        ),
        fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { maxLength: 5 }),
        (steps, thresholds) => {
          let told: ToldAlert[] = [];
          const alerts: string[] = [];
          const above = new Set<string>();
          const expected: string[] = [];
          for (const { allocation, period, team, used } of steps) {
            const ref = `group:default/t${team}`;
            const now = state({
              told,
              budgets: [
                budget({
                  scope: { kind: 'team', ref },
                  periodStart: period,
                  thresholds,
                  used,
                  allocation,
                }),
              ],
            });
            const rearmed = rearmedThresholds(now);
            const due = dueAlerts(now);
            told = [
              ...told.filter(each => !rearmed.includes(each)),
              ...asTold(due),
            ];
            alerts.push(
              ...due.map(
                ({ notice, periodStart, threshold }) =>
                  `${notice.about!.ref} ${periodStart} ${threshold}`,
              ),
            );
            for (const threshold of [...thresholds].sort((a, b) => a - b)) {
              const key = `${ref} ${period} ${threshold}`;
              // In percent with fractions, as people would reckon it.
              if (
                !used ||
                Number(used) / Number(allocation) < threshold / 100
              ) {
                above.delete(key);
              } else if (!above.has(key)) {
                above.add(key);
                expected.push(key);
              }
            }
          }
          expect(alerts).toEqual(expected);
        },
      ),
    );
  });

  it('tells of a low balance again only after it was above', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(90n, 110n), { maxLength: 60 }),
        balances => {
          const told: ToldAlert[] = [];
          let alerts = 0;
          let armed = true;
          let expected = 0;
          for (const available of balances) {
            const now = state({ available, told: [...told] });
            if (isRearmed(now)) {
              told.forEach(each => {
                each.cleared = true;
              });
            }
            const due = dueAlerts(now);
            alerts += due.length;
            told.push(...asTold(due));
            if (available > 100n) {
              armed = true;
            } else if (available < 100n && armed) {
              armed = false;
              expected++;
            }
          }
          expect(alerts).toBe(expected);
          // Every one has a key of its own.
          expect(new Set(told.map(each => each.threshold)).size).toBe(alerts);
        },
      ),
    );
  });

  it('tells of a balance that is still low once more in a new month', () => {
    const low = state({ available: 5n });
    const told = asTold(dueAlerts(low));
    expect(told).toHaveLength(1);
    expect(dueAlerts({ ...low, told })).toEqual([]);
    expect(dueAlerts({ ...low, told, monthStart: NEXT })).toHaveLength(1);
  });

  it('tells each unknown name once a month, and of no more than there is patience for', () => {
    const unknown = Array.from({ length: 80 }, (_, i) => ({
      kind: 'unknown-model' as const,
      name: `m${i}`,
    }));
    const both = [
      unknown[0],
      { kind: 'unknown-action' as const, name: 'm0' },
      unknown[0],
    ];
    const told = asTold(dueAlerts(state({ unknown: both })));
    expect(told.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['unknown-model', 'm0'],
      ['unknown-action', 'm0'],
    ]);
    const more = dueAlerts(state({ unknown, told }));
    expect(more).toHaveLength(MAX_UNKNOWN_NAMES - 1);
    expect(
      dueAlerts(state({ unknown, told: [...told, ...asTold(more)] })),
    ).toEqual([]);
    expect(
      dueAlerts(state({ unknown: both, told, monthStart: NEXT })),
    ).toHaveLength(2);
  });
});
