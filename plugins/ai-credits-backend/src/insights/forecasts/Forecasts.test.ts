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

import { AnalyticsRow } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { ZoneClock } from '../../ledger/ZoneClock';
import type { Question } from '../../usage/api';
import { Method, simpleMethods } from '../forecast';
import { Forecasts } from './Forecasts';

// A hundred forecasts are made.
jest.setTimeout(60_000);

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T10:00:00Z');

/** Forecasts of models, each of which used its own number of credits a day. */
function open() {
  const made: number[] = [];
  const noting = ({ predict, ...method }: Method): Method => ({
    ...method,
    predict: (history, horizon) => {
      made.push(history[0]);
      return predict(history, horizon);
    },
  });
  const forecasts = Forecasts.create({
    knex: undefined as unknown as Knex,
    accountId: 1,
    account: 'default',
    usage: {
      analytics: async (_: string, { filters }: Question) => ({
        rows: Array.from(
          { length: 16 },
          (__, i): AnalyticsRow => ({
            period: new Date(NOW - (i + 1) * DAY).toISOString().slice(0, 10),
            credits: filters.model![0],
          }),
        ),
        totals: {},
        truncated: false,
      }),
    } as never,
    ledger: { balance: async () => ({} as never) },
    clock: new ZoneClock('UTC'),
    config: { account: {} as never, packs: [] },
    methods: simpleMethods.slice(0, 1).map(noting),
    now: () => NOW,
  });
  const ask = (credits: number) =>
    forecasts.ofScope({ kind: 'model', ref: String(credits) });
  return { ask, made };
}

describe('forecasts that are asked for at once', () => {
  it('are made one after another, each once', async () => {
    const { ask, made } = open();
    const asked = [7, 8, 9, 7, 8, 9];
    const answers = await Promise.all(asked.map(ask));
    expect(answers.map(({ pace }) => pace.perDay)).toEqual(asked.map(String));
    const turns = made.filter((value, i) => value !== made[i - 1]);
    expect(turns.sort()).toEqual([7, 8, 9]);
  });

  it('are refused where too many wait, and made when asked for again', async () => {
    const { ask } = open();
    const all = Array.from({ length: 130 }, (_, i) => i + 1);
    const results = await Promise.allSettled(all.map(ask));
    const refused = all.filter((_, i) => results[i].status === 'rejected');
    expect(refused).toHaveLength(30);
    expect(results[refused[0] - 1]).toMatchObject({
      reason: { name: 'ServiceUnavailableError' },
    });
    await expect(ask(refused[0])).resolves.toMatchObject({ enough: true });
  });
});
