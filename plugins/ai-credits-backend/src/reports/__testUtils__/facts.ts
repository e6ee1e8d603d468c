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

import { Answer } from '../../usage/api';
import { ReportFacts } from '../contents/facts';

const answer = (
  rows: Answer['rows'],
  totals: Answer['totals'] = {},
): Answer => ({
  rows,
  totals,
  asOf: '2026-11-01T00:05:00.000Z',
  timeZone: 'UTC',
  truncated: false,
  source: 'events',
});

const LONG = `group:default/${'x'.repeat(200)}`;

/** A month with names of every kind: long, in other scripts, of formulas, of markup. */
export function monthlyFacts(more: Partial<ReportFacts> = {}): ReportFacts {
  const use = (credits: string, requests = 10) => ({
    credits,
    requests,
    creditsPerRequest: '1.234567',
    successRate: 0.987654,
    averageLatencyMs: 1830.4,
    p95LatencyMs: 5120,
    averageRating: 4.25,
    firstPassRate: 0.75,
    regenerationRate: 0.05,
  });
  const totals = { ...use('2340.123456', 1170), failed: 15 };
  const models = ['gpt-4o', 'claude', 'llama', 'a', 'b', 'c', 'd', 'e', ''];
  return {
    name: 'Laporan untuk 山田太郎 & <Direksi> 🚀',
    kind: 'monthly',
    language: 'en',
    subject: { kind: 'organization' },
    organization: 'Nusantara Goods',
    owner: 'user:default/jo',
    range: {
      from: Date.parse('2026-10-01T00:00:00Z'),
      to: Date.parse('2026-11-01T00:00:00Z'),
    },
    timeZone: 'UTC',
    now: Date.parse('2026-11-01T00:05:00Z'),
    answers: {
      total: answer([], totals),
      before: answer([], { credits: '2000', requests: 1000 }),
      timeline: answer(
        models.flatMap((model, m) =>
          Array.from({ length: 20 }, (_, d) => ({
            period: `2026-10-${String(d + 1 + m).padStart(2, '0')}`,
            model,
            credits: `${(d * 7 + m) % 23}.5`,
          })),
        ),
      ),
      hours: answer([{ hourOfDay: 14, credits: '65.25' }]),
      weekdays: answer(
        [1, 2, 3, 4, 5, 6, 7].map(weekday => ({
          weekday,
          credits: `${10 * (8 - weekday)}`,
        })),
        { credits: '280' },
      ),
      tiers: answer(
        [
          { tier: 'premium', ...use('1500.5') },
          { tier: 'standard', ...use('600') },
          { tier: 'economy', ...use('239.623456') },
        ],
        totals,
      ),
      users: answer(
        [
          { user: 'user:default/jo', ...use('1200.000001') },
          { user: 'user:default/yamada', ...use('800') },
          { user: '', ...use('340.123455') },
        ],
        totals,
      ),
      models: answer(
        models.map((model, m) => ({ model, ...use(`${900 - m * 100}`) })),
        totals,
      ),
      products: answer(
        [
          { product: '=HYPERLINK("http://example.com")', ...use('2000') },
          { product: '<script>alert(1)</script> & Co', ...use('340.123456') },
        ],
        totals,
      ),
      teams: answer(
        [
          { team: LONG, ...use('2000') },
          { team: 'group:default/payments', ...use('340.123456') },
        ],
        totals,
      ),
      projects: answer(
        [{ project: 'system:default/shop', ...use('9') }],
        totals,
      ),
      useCases: answer(
        [{ useCase: `${'sehr-langes-Wort'.repeat(12)}`, ...use('100') }],
        totals,
      ),
      actions: answer([{ action: 'image', ...use('100') }], totals),
      teamPeople: answer([
        { team: LONG, user: 'user:default/jo', requests: 4 },
        { team: LONG, user: 'user:default/yamada', requests: 4 },
      ]),
    },
    summary: {
      lines: {
        carriedIn: { free: 0n, purchased: 1_000_000_000n, other: 0n },
        allocated: {
          free: 1_500_000_000n,
          purchased: 2_500_000_000n,
          other: 0n,
        },
        taken: { free: 0n, purchased: 0n, other: 0n },
        consumed: {
          free: 1_340_123_456n,
          purchased: 1_000_000_000n,
          other: 0n,
        },
        lapsed: { free: 0n, purchased: 0n, other: 0n },
        remaining: { free: 159_876_544n, purchased: 2_500_000_000n, other: 0n },
        lapsing: { free: 159_876_544n, purchased: 0n, other: 0n },
        carriedOut: { free: 0n, purchased: 2_500_000_000n, other: 0n },
      },
      excess: 0n,
    },
    budgets: [
      {
        scope: { kind: 'team', ref: 'group:default/payments' },
        allocation: 500_000_000n,
        used: 340_123_456n,
      },
      {
        scope: { kind: 'model', ref: 'gpt-4o' },
        allocation: 100_000_000n,
        used: 120_000_000n,
      },
    ],
    returns: {
      currency: 'USD',
      pricePerCredit: '0.01',
      basis: 'purchases',
      acceptedItems: 420,
      value: '1260',
      cost: '23.401234',
      ratio: 52.84,
      rows: [
        {
          product: 'Assistant',
          action: 'email',
          acceptedItems: 420,
          value: '1260',
          credits: '2340.1234',
          cost: '23.401234',
          ratio: 52.84,
        },
      ],
    },
    partial: false,
    gone: false,
    titles: {
      'user:default/jo': 'Jo Example',
      'user:default/yamada': '山田太郎 (Яна Łukasz)',
      'group:default/payments': 'Payments',
    },
    ...more,
  };
}
