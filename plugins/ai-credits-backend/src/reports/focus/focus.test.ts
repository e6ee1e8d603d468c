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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { parse } from 'csv-parse/sync';
import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { readAiCreditsConfig } from '../../config';
import { Dictionary } from '../../database/dictionary';
import { migrate } from '../../database/engine';
import { ledgerStore } from '../../database/LedgerStore';
import { DefaultLedger } from '../../ledger/DefaultLedger';
import { ratedUsage } from '../../ledger/__testUtils__/ratedUsage';
import { VisibleUsage } from '../../usage/api';
import { brokenRules } from './__testUtils__/focusRules';
import { focusColumns, FocusRow } from './columns';
import {
  costText,
  fractionOf,
  over,
  plus,
  priceText,
  times,
} from './fractions';
import { FocusIssuer, purchaseRow, usageRow } from './rows';
import { focusCsv, focusRows } from './index';

jest.setTimeout(120_000);

const at = (text: string) => Date.parse(text);

/** The worked examples of the specification: a purchase of tokens, and three uses of them. */
describe('the examples of the specification', () => {
  const acme: FocusIssuer = {
    account: { id: '12345', name: 'AwesomeCorpDemo' },
    provider: 'ACMECORP',
    currency: 'Token',
  };
  const billingPeriod = {
    start: at('2025-04-01T00:00:00Z'),
    end: at('2025-05-01T00:00:00Z'),
  };
  /** The columns of the example; numbers are compared as numbers. */
  const sameAs = (row: FocusRow, example: Record<string, string>) => {
    for (const [column, expected] of Object.entries(example)) {
      const value = row[column as keyof FocusRow] ?? '';
      const numeric = /^-?[\d.]+$/.test(expected) && !/Id$/.test(column);
      expect([column, numeric ? Number(value) : value]).toEqual([
        column,
        numeric ? Number(expected) : expected,
      ]);
    }
  };

  it('buy 100,000 tokens for 200,000 dollars', () => {
    const row = purchaseRow(acme, {
      description: 'Token Purchase For Period 1',
      service: 'ACMECORP SERVICE',
      billingPeriod,
      validity: {
        start: at('2025-04-01T00:00:00Z'),
        end: at('2026-04-01T00:00:00Z'),
      },
      credits: parseCredits('100000'),
      cost: fractionOf('200000.00'),
      billingCurrency: 'USD',
      sku: { id: '45678', priceId: '45678-1' },
      resource: {
        id: 'abcde',
        name: 'Standard-Contract Period 1 Tokens',
        type: 'Token Allocation',
      },
    });
    sameAs(row, {
      BilledCost: '200000.00',
      BillingAccountId: '12345',
      BillingAccountName: 'AwesomeCorpDemo',
      BillingCurrency: 'USD',
      BillingPeriodEnd: '2025-05-01T00:00:00Z',
      BillingPeriodStart: '2025-04-01T00:00:00Z',
      ChargeCategory: 'Purchase',
      ChargeClass: '',
      ChargeDescription: 'Token Purchase For Period 1',
      ChargeFrequency: 'One-Time',
      ChargePeriodEnd: '2026-04-01T00:00:00Z',
      ChargePeriodStart: '2025-04-01T00:00:00Z',
      ConsumedQuantity: '',
      ConsumedUnit: '',
      ContractedCost: '200000.00',
      ContractedUnitPrice: '2',
      EffectiveCost: '0.00',
      InvoiceIssuerName: 'ACMECORP',
      ListCost: '200000.00',
      ListUnitPrice: '2',
      PricingCategory: 'Standard',
      PricingCurrency: 'USD',
      PricingCurrencyContractedUnitPrice: '2',
      PricingCurrencyEffectiveCost: '0',
      PricingCurrencyListUnitPrice: '2',
      PricingQuantity: '100000',
      PricingUnit: 'Token',
      ProviderName: 'ACMECORP',
      PublisherName: 'ACMECORP',
      ResourceId: 'abcde',
      ResourceName: 'Standard-Contract Period 1 Tokens',
      ResourceType: 'Token Allocation',
      ServiceName: 'ACMECORP SERVICE',
      SkuId: '45678',
      SkuPriceId: '45678-1',
    });
    expect(brokenRules(row, focusColumns)).toEqual([]);
  });

  it.each([
    {
      name: 'Q Widget',
      quantity: '245',
      unit: 'Execution',
      tokens: '245',
      unitPrice: '2',
      cost: '490.00',
      creditPrice: '1',
      resource: ['adbd-12af3-1234', 'Alpha Widget', 'Widget Instance'],
      sku: ['762343', '762343-1'],
    },
    {
      name: 'Z Widget',
      quantity: '5',
      unit: 'Execution',
      tokens: '10',
      unitPrice: '4',
      cost: '20.00',
      creditPrice: '2',
      resource: ['adbd-12af3-1234', 'Alpha Widget', 'Widget Instance'],
      sku: ['12345', '12345-1'],
    },
    {
      name: 'Workflow',
      quantity: '120',
      unit: 'Workflow operation',
      tokens: '360',
      unitPrice: '6',
      cost: '720.00',
      creditPrice: '3',
      resource: ['718239-abd0-12353', 'Beta Workflow', 'Workflow'],
      sku: ['78314', '78314-1'],
    },
  ])('use $tokens tokens for $name', example => {
    const [resourceId, resourceName, resourceType] = example.resource;
    const row = usageRow(acme, {
      description: `Token Consumption - ${example.name} SKU`,
      service: 'ACMECORP SERVICE',
      billingPeriod,
      day: {
        start: at('2025-04-01T00:00:00Z'),
        end: at('2025-04-02T00:00:00Z'),
      },
      quantity: fractionOf(example.quantity),
      unit: example.unit,
      credits: {
        free: 0n,
        purchased: parseCredits(example.tokens),
        other: 0n,
        excess: 0n,
      },
      // A token was bought for two dollars.
      cost: times(fractionOf(example.tokens), fractionOf('2')),
      billingCurrency: 'USD',
      sku: { id: example.sku[0], priceId: example.sku[1] },
      resource: { id: resourceId, name: resourceName, type: resourceType },
      tags: {},
    });
    sameAs(row, {
      BilledCost: '0.00',
      BillingCurrency: 'USD',
      ChargeCategory: 'Usage',
      ChargeDescription: `Token Consumption - ${example.name} SKU`,
      ChargeFrequency: 'Usage-Based',
      ChargePeriodEnd: '2025-04-02T00:00:00Z',
      ChargePeriodStart: '2025-04-01T00:00:00Z',
      ConsumedQuantity: example.quantity,
      ConsumedUnit: example.unit,
      ContractedCost: example.cost,
      ContractedUnitPrice: example.unitPrice,
      EffectiveCost: example.cost,
      ListCost: example.cost,
      ListUnitPrice: example.unitPrice,
      PricingCategory: 'Standard',
      PricingCurrency: 'Token',
      PricingCurrencyContractedUnitPrice: example.creditPrice,
      PricingCurrencyEffectiveCost: example.tokens,
      PricingCurrencyListUnitPrice: example.creditPrice,
      PricingQuantity: example.quantity,
      PricingUnit: example.unit,
      ResourceId: resourceId,
      ResourceName: resourceName,
      ResourceType: resourceType,
      SkuId: example.sku[0],
      SkuPriceId: example.sku[1],
    });
    expect(brokenRules(row, focusColumns)).toEqual([]);
  });
});

describe('fractions', () => {
  it('stay exact, and are rounded half to even where a decimal has no end', () => {
    const third = over(fractionOf('10.00'), fractionOf('30'));
    expect(costText(third)).toBe('0.333333333333');
    expect(costText(plus(plus(third, third), third))).toBe('1');
    expect(priceText(over(fractionOf('2'), fractionOf('3')))).toBe(
      '0.666666666666666667',
    );
    expect(costText(fractionOf('-25.50'))).toBe('-25.5');
    expect(costText(over(fractionOf('-1'), fractionOf('0.000003')))).toBe(
      '-333333.333333333333',
    );
    expect(costText(over(fractionOf('1'), fractionOf('0')))).toBe('0');
  });
});

const databases = TestDatabases.create();
describe.each(databases.eachSupportedId())('FOCUS rows on %s', engine => {
  const all: VisibleUsage = { kind: 'all' };
  const BEGIN = at('2026-10-01T00:00:00Z');

  async function portal() {
    const knex = await databases.init(engine);
    await migrate(knex);
    const dictionary = Dictionary.create({ knex });
    const config = readAiCreditsConfig(
      new ConfigReader({
        organization: { name: 'Example' },
        aiCredits: { account: { timeZone: 'UTC' } },
      }),
    );
    const ledger = await DefaultLedger.create({
      knex,
      logger: mockServices.logger.mock(),
      dictionary,
      account: { name: 'default', timeZone: 'UTC', openedAt: BEGIN },
      settings: {
        monthlyAllowance: parseCredits('10'),
        excessLimit: parseCredits('1000'),
        lateEventGraceMs: 366 * 86_400_000,
        maxOpenHolds: 100,
      },
      queueLimit: 1_000,
      batchSize: 1_000,
    });
    const { id } = await ledgerStore.account(knex, 'default');
    const rows = async (
      from: string,
      to: string,
      view: { usage: VisibleUsage; balance: boolean } = {
        usage: all,
        balance: true,
      },
    ) => {
      const found: FocusRow[] = [];
      for await (const chunk of focusRows(
        { knex, dictionary, accountId: id, config },
        { from: at(from), to: at(to) },
        view,
      )) {
        found.push(...chunk);
      }
      return found;
    };
    return { knex, ledger, rows, dictionary, config, accountId: id };
  }

  it('carry the money of the lots that charges drew from, to the last digit', async () => {
    const { ledger, rows } = await portal();
    await ledger.purchase(
      'default',
      {
        pack: 'small',
        credits: parseCredits('30'),
        price: { amount: '10.00', currency: 'USD' },
        idempotencyKey: 'p1',
        comment: 'Pack, "small"',
        occurredAt: '2026-10-02T00:00:00Z',
      },
      'user:default/root',
    );
    const use = (
      id: string,
      credits: string,
      occurredAt: string,
      more: object = {},
    ) =>
      ledger.record('default', [
        ratedUsage({ id, credits, occurredAt: at(occurredAt), ...more }),
      ]);
    // Ten free credits, then purchased ones, then none: 10 + 30 of 50.
    const [first] = await use('a', '4', '2026-10-03T08:00:00Z');
    await use('b', '9', '2026-10-03T09:00:00Z');
    await use('c', '15', '2026-10-04T09:00:00Z', {
      model: 'other',
      provider: 'openai',
      quantities: {
        ...ratedUsage({ occurredAt: 0 }).quantities,
        inputTokens: 0,
        outputTokens: 0,
        images: 3,
      },
    });
    await use('d', '22', '2026-10-05T09:00:00Z', {
      team: 'group:default/writers',
    });
    expect(first.status).toBe('charged');

    const found = await rows('2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z');
    expect(found.flatMap(row => brokenRules(row, focusColumns))).toEqual([]);
    expect(
      found.map(row => [
        row.ChargeCategory,
        row.ChargePeriodStart,
        row.ConsumedQuantity,
        row.ConsumedUnit,
        row.PricingCurrencyEffectiveCost,
        row.EffectiveCost,
        row.x_FreeCredits,
        row.x_PurchasedCredits,
        row.x_ExcessCredits,
      ]),
    ).toEqual([
      [
        'Purchase',
        '2026-10-02T00:00:00Z',
        undefined,
        undefined,
        '0',
        '0',
        undefined,
        undefined,
        undefined,
      ],
      // 13 credits, 3 of them at a third of a dollar.
      [
        'Usage',
        '2026-10-03T00:00:00Z',
        '980',
        'Tokens',
        '13',
        '1',
        '10',
        '3',
        '0',
      ],
      [
        'Usage',
        '2026-10-04T00:00:00Z',
        '3',
        'Images',
        '15',
        '5',
        '0',
        '15',
        '0',
      ],
      // Of 22 credits there were 12; the excess was paid with nothing yet.
      [
        'Usage',
        '2026-10-05T00:00:00Z',
        '490',
        'Tokens',
        '22',
        '4',
        '0',
        '12',
        '10',
      ],
    ]);
    // What was billed is what was used up: the lot is empty.
    const usage = found.filter(row => row.ChargeCategory === 'Usage');
    const total = usage.reduce(
      (sum, row) => plus(sum, fractionOf(row.EffectiveCost ?? '0')),
      fractionOf('0'),
    );
    expect(costText(total)).toBe('10');
    expect(found[0]).toMatchObject({
      BilledCost: '10',
      ChargeDescription: 'Pack, "small"',
      PricingQuantity: '30',
      // It never expires: the billing period has an end.
      ChargePeriodEnd: '2026-11-01T00:00:00Z',
    });
    expect(usage[0]).toMatchObject({
      SubAccountId: 'group:default/payments',
      SubAccountName: 'payments',
      SubAccountType: 'Team',
      ServiceName: 'AI Assistant',
      ResourceId: 'component:default/checkout',
      PricingCurrency: 'AICredit',
    });
    expect(JSON.parse(usage[0].Tags ?? '')).toMatchObject({
      team: 'group:default/payments',
      department: 'group:default/engineering',
    });

    const { lots } = await ledger.lots('default', { limit: 10 });
    expect(lots.find(lot => lot.kind === 'purchase')?.remaining).toBe('0');
    // Given back, it is gone from the day of the charge.
    const charge = (first as { transactionId: string }).transactionId;
    await ledger.refund(
      'default',
      { transactionId: charge, reason: 'wrong', idempotencyKey: 'r' },
      'user:default/root',
    );
    const [, after] = await rows(
      '2026-10-01T00:00:00Z',
      '2026-11-01T00:00:00Z',
    );
    expect([
      after.PricingCurrencyEffectiveCost,
      after.EffectiveCost,
      after.ConsumedQuantity,
      // The allowance had lapsed: what came back is a lot of its own.
      after.x_FreeCredits,
      after.x_OtherCredits,
    ]).toEqual(['9', '1', '980', '10', '-4']);
    expect(brokenRules(after, focusColumns)).toEqual([]);
  });

  it('show who may see it, and nothing runs as a formula', async () => {
    const { ledger, rows, ...context } = await portal();
    await ledger.record('default', [
      ratedUsage({
        id: 'a',
        credits: '2',
        product: '=HYPERLINK("x")',
        occurredAt: at('2026-10-03T08:00:00Z'),
      }),
      ratedUsage({
        id: 'b',
        credits: '3',
        team: 'group:default/writers',
        path: ['group:default/writers'],
        department: 'group:default/content',
        user: 'user:default/kim',
        occurredAt: at('2026-10-03T08:00:00Z'),
      }),
    ]);
    const range = ['2026-10-01T00:00:00Z', '2026-10-08T00:00:00Z'] as const;
    const writers = await rows(...range, {
      usage: {
        kind: 'any',
        users: [],
        teams: ['group:default/writers'],
        departments: [],
      },
      balance: false,
    });
    expect(writers.map(row => row.PricingCurrencyEffectiveCost)).toEqual(['3']);
    let csv = '';
    for await (const text of focusCsv(
      focusRows(
        context,
        { from: at(range[0]), to: at(range[1]) },
        { usage: all, balance: true },
      ),
    )) {
      csv += text;
    }
    const records: FocusRow[] = parse(csv, { columns: true });
    expect(Object.keys(records[0])).toEqual([...focusColumns]);
    expect(records.map(row => row.ServiceName).sort()).toEqual([
      `'=HYPERLINK("x")`,
      'AI Assistant',
    ]);
  });
});
