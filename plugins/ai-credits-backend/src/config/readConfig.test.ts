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

import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { openedAt } from './openedAt';
import { readAiCreditsConfig } from './readConfig';

const read = (aiCredits?: JsonObject, more: JsonObject = {}) =>
  readAiCreditsConfig(
    mockServices.rootConfig({
      data: { ...more, ...(aiCredits ? { aiCredits } : {}) },
    }),
  );

describe('readAiCreditsConfig', () => {
  it('needs nothing', () => {
    const config = read(undefined, { organization: { name: 'Example' } });
    expect(config).toMatchObject({
      account: {
        name: 'default',
        organization: 'Example',
        timeZone: 'UTC',
        plan: 'Team',
        monthlyAllowance: 1_500_000_000n,
        excessLimit: 500_000_000n,
        lowBalanceThreshold: 200_000_000n,
        openedAt: undefined,
      },
      language: 'en',
      packs: [
        {
          id: 'pack-2500',
          credits: 2_500_000_000n,
          price: { amount: '25.00', currency: 'USD' },
        },
      ],
      ledger: { lateEventGraceMs: 3_600_000, holdTtlMs: 600_000 },
      ingest: { bodyLimit: 16 * 1024 * 1024 },
      alerts: {
        enabled: true,
        contacts: [],
        thresholds: [75, 90, 100],
        kinds: {
          budget: { enabled: true, recipients: ['owners'] },
          'low-balance': { enabled: true, recipients: ['admins'] },
        },
      },
      demo: { enabled: false, days: 90 },
    });
    expect(openedAt(config)).toBeUndefined();
  });

  it('takes amounts as text and numbers, durations and sizes', () => {
    const config = read({
      account: { monthlyAllowance: 0.000001, excessLimit: '12.5' },
      ledger: { holdTtl: '90s', lateEventGrace: { days: 2 } },
      ingest: { bodyLimit: '512kb' },
      adminContacts: ['finance'],
      tasks: { fold: { frequency: { seconds: 1 }, timeout: 'PT10S' } },
    });
    expect(config).toMatchObject({
      account: { monthlyAllowance: 1n, excessLimit: 12_500_000n },
      ledger: { holdTtlMs: 90_000, lateEventGraceMs: 172_800_000 },
      ingest: { bodyLimit: 524_288 },
      adminContacts: ['group:default/finance'],
      alerts: { contacts: ['group:default/finance'] },
      tasks: { fold: { frequency: { seconds: 1 } } },
    });
  });

  it.each<[JsonObject, RegExp]>([
    [
      { account: { timeZone: 'Mars/Base' } },
      /account\.timeZone .*'Mars\/Base'/,
    ],
    [{ language: 'fr' }, /language must be one of en, id, not 'fr'/],
    [{ account: { name: 'No Good' } }, /account\.name must be a lower-case/],
    [{ account: { monthlyAllowance: '-1' } }, /monthlyAllowance must not be/],
    [
      { account: { excessLimit: '1.0000001' } },
      /excessLimit must be a decimal/,
    ],
    [{ account: { excessLimit: true } }, /account\.excessLimit must be a/],
    [
      { account: { openedAt: '2999-01-01' } },
      /openedAt must be .* in the past/,
    ],
    [{ account: { openedAt: 'soon' } }, /openedAt must be .* 'soon'/],
    [
      { ledger: { holdTtl: { hours: 25 } } },
      /holdTtl must not exceed aiCredits\.ledger\.maxHoldTtl/,
    ],
    [{ ledger: { batchSize: 5_000 } }, /batchSize must be .* from 1 to 4096/],
    [{ ledger: { queueLimit: 0.5 } }, /queueLimit must be a whole number/],
    [{ ingest: { bodyLimit: 'much' } }, /bodyLimit must be a size/],
    [
      { ingest: { otlp: { fields: { person: ['enduser.id'] } } } },
      /otlp\.fields\.person is no field; there are user, team/,
    ],
    [
      { ingest: { litellm: { cacheHits: 'half' } } },
      /litellm\.cacheHits must be free or charged/,
    ],
    [
      { ingest: { litellm: { source: 'x'.repeat(129) } } },
      /litellm\.source must have at most 128 characters/,
    ],
    [
      { ingest: { entities: { namespace: 'a b' } } },
      /entities\.namespace must be a namespace/,
    ],
    [{ ingest: { imports: { maxRows: 0 } } }, /imports\.maxRows must be/],
    [{ alerts: { thresholds: [75.5] } }, /alerts\.thresholds must be at most/],
    [
      { alerts: { kinds: { lowbalance: {} } } },
      /lowbalance is no kind of alert/,
    ],
    [
      { alerts: { kinds: { budget: { recipients: [] } } } },
      /budget\.recipients must name somebody/,
    ],
    [
      { alerts: { kinds: { budget: { recipients: ['owner:/'] } } } },
      /budget\.recipients must hold entity refs, not 'owner:\/'/,
    ],
    [{ adminContacts: ['team:/'] }, /adminContacts must hold entity refs/],
    [
      {
        packs: [
          { id: 'a', credits: 0, price: { amount: '1', currency: 'USD' } },
        ],
      },
      /packs\[0\]\.credits must be above zero/,
    ],
    [
      {
        packs: [
          { id: 'a', credits: 1, price: { amount: '1', currency: 'dollars' } },
        ],
      },
      /packs\[0\]\.price\.currency/,
    ],
    [
      {
        packs: ['a', 'a'].map(id => ({
          id,
          credits: 1,
          price: { amount: 1, currency: 'USD' },
        })),
      },
      /packs\[1\]\.id must be unique/,
    ],
  ])('names the key of %j', (aiCredits, message) => {
    expect(() => read(aiCredits)).toThrow(message);
  });
});

describe('openedAt', () => {
  it('lies a month before the one in which the demo’s past begins, in local time', () => {
    const config = read({
      account: { timeZone: 'Asia/Jakarta' },
      demo: { enabled: true, days: 10 },
    });
    expect(
      new Date(
        openedAt(config, Date.parse('2026-11-20T18:00:00Z'))!,
      ).toISOString(),
    ).toBe('2026-09-30T17:00:00.000Z');
  });
});
