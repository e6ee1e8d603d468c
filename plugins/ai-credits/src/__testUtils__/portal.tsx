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

import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  AccountOverview,
  AiCreditsApi,
  AnalyticsQuery,
  ForecastResponse,
  AnalyticsResponse,
  Balance,
  Me,
  RateCard,
  Transaction,
} from 'backstage-plugin-ai-credits-common';
import { addDays, dayOf } from '../data/periods';
import { useLocation } from 'react-router-dom';
import {
  createExtension,
  coreExtensionData,
} from '@backstage/frontend-plugin-api';
import { aiCreditsApiRef } from '../api';
import { lastDays, lastMonths } from '../data/periods';
import aiCreditsPlugin from '..';

export const timeZone = 'Asia/Jakarta';

export const balance: Balance = {
  available: '2660.4375',
  free: '160.4375',
  purchased: '2500',
  other: '0',
  held: '24.000001',
  excess: { used: '0', limit: '500', remaining: '500' },
  period: {
    start: '2026-11-01T00:00:00+07:00',
    end: '2026-12-01T00:00:00+07:00',
    daysUntilReset: 400,
  },
  allocated: '5000',
  used: '2339.5625',
  utilisation: 0.468,
  averageDaily: '116.978125',
  activeProducts: 2,
  trend: 0.12,
  lowBalanceThreshold: '150',
  asOf: '2026-11-20T00:00:00Z',
  timeZone,
};

export function me(readAllUsage: boolean): Me {
  return {
    user: 'user:default/jo.example',
    teams: ['group:default/payments'],
    departments: [],
    leads: [],
    may: {
      readBalance: true,
      readUsage: true,
      readAllUsage,
      record: false,
      charge: true,
      readBudgets: true,
      manageBudgets: false,
      manageCredits: false,
      manageRateCards: false,
      readIntegrity: false,
      verifyIntegrity: false,
    },
  };
}

export const account: AccountOverview = {
  account: 'default',
  organization: 'Example Group',
  plan: 'Business',
  memberSince: '2024-03-10T20:00:00Z',
  lifetimePurchased: '40000',
  lifetimeSpent: '36412.9125',
  calls: { successful: 184_213, failed: 1_204 },
  tokens: { input: 91_822_410, output: 12_001_233, cached: 8_120_331 },
  images: 20_417,
  asOf: '2026-11-20T00:00:00Z',
};

export const rateCard: RateCard = {
  id: 'card',
  version: 3,
  name: 'Standard',
  status: 'published',
  effectiveFrom: '2026-09-01T00:00:00Z',
  revision: 1,
  rules: {
    actions: [
      {
        action: 'text-to-image',
        title: 'Text to image',
        credits: '8',
        multiplied: true,
      },
      { action: 'upscale', title: 'Upscale', credits: '0', multiplied: false },
    ],
    models: [
      {
        model: 'large',
        title: 'Large model',
        aliases: [],
        multiplier: '2.5',
        prices: { inputTokens: '60' },
      },
    ],
    defaultCredits: '1',
    defaultMultiplier: '1',
    unknownAction: 'flag',
    unknownModel: 'flag',
    chargeFailed: false,
  },
};

/** Two products used yesterday, one a month ago; every other day idle. */
export function answer(query: AnalyticsQuery): AnalyticsResponse {
  const days = lastDays(30, Date.now(), timeZone).periods;
  const months = lastMonths(12, Date.now(), timeZone).periods;
  const rows =
    query.granularity === 'day'
      ? [
          {
            period: days[28],
            product: 'Writer',
            credits: '70.5',
            excessCredits: '0',
            requests: 9,
          },
          {
            period: days[28],
            product: 'Studio',
            credits: '29.500001',
            excessCredits: '3',
            requests: 4,
          },
        ]
      : [{ period: `${months[10]}-01`, credits: '812.25', requests: 90 }];
  return { rows, totals: {}, asOf: '', timeZone, truncated: false };
}

export function transaction(
  number: number,
  more: Partial<Transaction> = {},
): Transaction {
  return {
    transactionId: `tx-${number}`,
    type: 'usage',
    occurredAt: '2026-11-20T18:30:00Z',
    recordedAt: '2026-11-20T18:30:01Z',
    credits: '-8.000001',
    creditType: 'free',
    status: 'success',
    user: 'user:default/jo.example',
    action: `action-${number}`,
    model: 'large',
    ...more,
  };
}

/** The forecast of an account that lasts into May. */
export function forecast(
  more: Partial<ForecastResponse> = {},
): ForecastResponse {
  const ahead = (days: number) => addDays(dayOf(Date.now(), timeZone), days);
  const range = (expected: number) => ({
    expected: String(expected),
    lower: String(expected * 0.5),
    upper: String(expected * 2),
  });
  return {
    scope: { kind: 'account' },
    period: {
      kind: 'month',
      start: '',
      end: '2027-05-31T17:00:00Z',
      daysLeft: 5,
    },
    history: [],
    today: ahead(0),
    usedToday: '10',
    used: '2339.5625',
    left: '2660.4375',
    projected: '4900',
    pace: { days: 7, perDay: '78', runsOutOn: '2027-04-15' },
    enough: true,
    method: {
      id: 'weekday-profile-14',
      parts: [
        { id: 'weekday-profile-14', weight: 0.6 },
        { id: 'mstl-ets', weight: 0.4 },
      ],
    },
    pastError: {
      origins: 60,
      perDay: '12.5',
      relative: 0.16,
      coverage: { days: 0.81, sums: 0.79 },
    },
    level: 0.8,
    days: [0, 1, 2, 3, 4].map(day => ({
      day: ahead(day),
      ...range(80 + day),
      total: range(2400 + 80 * day),
    })),
    endOfPeriod: range(2720),
    runsOut: {
      on: '2027-05-12',
      earliest: '2027-05-08',
      latest: '2027-05-19',
    },
    chanceOfRunningOut: 0.42,
    account: {
      available: '2660.4375',
      free: '160',
      lapsing: range(120),
      chanceOfRefusal: 0.02,
      purchase: {
        by: '2027-05-08',
        credits: '2100',
        pack: {
          id: 'pack',
          title: '2,500 credits',
          quantity: 1,
          credits: '2500',
        },
      },
    },
    timeZone,
    asOf: '2026-11-20T00:00:00Z',
    ...more,
  };
}

/** A client that answers what a portal in use would. */
export function client(
  more: Partial<AiCreditsApi> = {},
): jest.Mocked<
  Pick<
    AiCreditsApi,
    | 'me'
    | 'balance'
    | 'account'
    | 'currentRateCard'
    | 'analytics'
    | 'forecast'
    | 'transactions'
    | 'transaction'
    | 'exportTransactions'
    | 'packs'
    | 'purchase'
  >
> {
  return {
    me: jest.fn(async () => me(true)),
    balance: jest.fn(async () => balance),
    account: jest.fn(async () => account),
    currentRateCard: jest.fn(async () => rateCard),
    analytics: jest.fn(async (query: AnalyticsQuery) => answer(query)),
    forecast: jest.fn(async () => forecast()),
    transactions: jest.fn(async () => ({
      transactions: [transaction(1)],
      timeZone,
    })),
    transaction: jest.fn(async () => transaction(1)),
    exportTransactions: jest.fn(),
    packs: jest.fn(async () => []),
    purchase: jest.fn(),
    ...more,
  } as ReturnType<typeof client>;
}

/** The address of the page, where a test can read it. */
function Address() {
  const { pathname, search } = useLocation();
  return <span data-testid="address">{`${pathname}${search}`}</span>;
}

const address = createExtension({
  kind: 'app-root-element',
  name: 'address',
  attachTo: { id: 'app/root', input: 'elements' },
  output: [coreExtensionData.reactElement],
  factory: () => [coreExtensionData.reactElement(<Address />)],
});

// Whether the portal shows the tab is asked before the first page, for which the
// test app does not wait; here it is always there.
export const plugin = aiCreditsPlugin.withOverrides({
  extensions: [
    aiCreditsPlugin
      .getExtension('sub-page:ai-credits/admin')
      .override({ if: undefined }),
  ],
});

/** A portal with the plugin in it, opened at a path. */
export function openPortal(
  path: string,
  api: Partial<AiCreditsApi>,
  language: 'en' | 'id' = 'en',
) {
  // The portal remembers the language that was chosen last.
  window.localStorage.setItem('language', language);
  return renderTestApp({
    features: [plugin],
    extensions: [address],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [[aiCreditsApiRef, api]],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'id'],
                defaultLanguage: language,
              },
            },
          },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
  });
}

/** The width that media queries see, in pixels. */
export function setWidth(width: number) {
  window.matchMedia = (query: string) => {
    const most = /max-width:\s*([\d.]+)px/.exec(query)?.[1];
    const least = /min-width:\s*([\d.]+)px/.exec(query)?.[1];
    return {
      media: query,
      matches:
        (most === undefined || width <= Number(most)) &&
        (least === undefined || width >= Number(least)),
      onchange: null,
      addListener: () => {},
      removeListener: () => {},
      addEventListener: () => {},
      removeEventListener: () => {},
      dispatchEvent: () => true,
    } as MediaQueryList;
  };
}
