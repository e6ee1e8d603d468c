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

import { FocusRow } from '../columns';

/** The columns that FOCUS 1.2 demands in every file. */
const MANDATORY = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ContractedCost',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'ServiceCategory',
  'ServiceName',
] as const;

const NUMERIC = [
  'BilledCost',
  'ConsumedQuantity',
  'ContractedCost',
  'ContractedUnitPrice',
  'EffectiveCost',
  'ListCost',
  'ListUnitPrice',
  'PricingCurrencyContractedUnitPrice',
  'PricingCurrencyEffectiveCost',
  'PricingCurrencyListUnitPrice',
  'PricingQuantity',
] as const;

const TIMES = [
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargePeriodStart',
  'ChargePeriodEnd',
] as const;

const CATEGORIES = ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'];
const FREQUENCIES = ['One-Time', 'Recurring', 'Usage-Based'];
const PRICING = ['Standard', 'Dynamic', 'Committed', 'Other'];
const DECIMAL = /^-?\d+(\.\d+)?$/;
const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** The rules of FOCUS 1.2 that a row breaks, in words. */
export function brokenRules(
  row: FocusRow,
  columns: readonly string[],
): string[] {
  const broken: string[] = [];
  const must = (holds: boolean, rule: string) => {
    if (!holds) {
      broken.push(`${rule}: ${JSON.stringify(row)}`);
    }
  };
  const number = (column: keyof FocusRow) => Number(row[column]);
  const usage = row.ChargeCategory === 'Usage';
  const purchase = row.ChargeCategory === 'Purchase';

  for (const column of MANDATORY) {
    must(columns.includes(column), `${column} must be present`);
    // The only mandatory ones that may be null.
    if (column !== 'ChargeClass') {
      must(Boolean(row[column]), `${column} must not be null`);
    }
  }
  for (const column of NUMERIC) {
    must(
      row[column] === undefined || DECIMAL.test(row[column] ?? ''),
      `${column} must be numeric`,
    );
  }
  for (const column of TIMES) {
    must(UTC.test(row[column] ?? ''), `${column} must be a time in UTC`);
  }
  must(
    /^[A-Z]{3}$/.test(row.BillingCurrency ?? ''),
    'BillingCurrency is ISO 4217',
  );
  must(
    CATEGORIES.includes(row.ChargeCategory ?? ''),
    'ChargeCategory is one of five',
  );
  must(
    row.ChargeClass === undefined || row.ChargeClass === 'Correction',
    'ChargeClass is Correction or null',
  );
  must(
    FREQUENCIES.includes(row.ChargeFrequency ?? ''),
    'ChargeFrequency is one of three',
  );
  must(
    !(purchase && row.ChargeFrequency === 'Usage-Based'),
    'a purchase is not usage-based',
  );
  must(
    PRICING.includes(row.PricingCategory ?? ''),
    'PricingCategory is one of four',
  );
  must(row.ServiceCategory === 'AI and Machine Learning', 'ServiceCategory');
  must(
    row.ServiceSubcategory === 'Generative AI',
    'ServiceSubcategory of that category',
  );
  // Ends are exclusive, so a period is never empty.
  must(
    Date.parse(row.BillingPeriodStart ?? '') <
      Date.parse(row.BillingPeriodEnd ?? ''),
    'the billing period ends after it begins',
  );
  must(
    Date.parse(row.ChargePeriodStart ?? '') <
      Date.parse(row.ChargePeriodEnd ?? ''),
    'the charge period ends after it begins',
  );
  if (usage) {
    must(
      Date.parse(row.ChargePeriodStart ?? '') >=
        Date.parse(row.BillingPeriodStart ?? '') &&
        Date.parse(row.ChargePeriodEnd ?? '') <=
          Date.parse(row.BillingPeriodEnd ?? ''),
      'usage lies in its billing period',
    );
    must(
      Boolean(row.ConsumedQuantity && row.ConsumedUnit),
      'usage was consumed',
    );
    must(number('BilledCost') === 0, 'usage of credits is not billed');
  } else {
    must(!row.ConsumedQuantity && !row.ConsumedUnit, 'only usage is consumed');
  }
  if (purchase) {
    must(
      number('EffectiveCost') === 0,
      'a purchase of credits has no effective cost',
    );
    must(row.BilledCost === row.ContractedCost, 'what is contracted is billed');
  }
  if (usage || purchase) {
    for (const column of [
      'ListUnitPrice',
      'ContractedUnitPrice',
      'SkuId',
      'SkuPriceId',
      'PricingCurrency',
    ] as const) {
      must(Boolean(row[column]), `${column} must not be null`);
    }
    for (const [price, cost] of [
      ['ListUnitPrice', 'ListCost'],
      ['ContractedUnitPrice', 'ContractedCost'],
    ] as const) {
      must(number(price) >= 0, `${price} is not negative`);
      must(
        Math.abs(number(price) * number('PricingQuantity') - number(cost)) <
          1e-9,
        `${cost} is ${price} × PricingQuantity`,
      );
    }
    must(
      purchase ||
        Math.abs(
          number('PricingCurrencyListUnitPrice') * number('PricingQuantity') -
            number('PricingCurrencyEffectiveCost'),
        ) < 1e-6,
      'the credits are the price in credits × PricingQuantity',
    );
  }
  for (const json of ['Tags', 'SkuPriceDetails'] as const) {
    const text = row[json];
    if (text !== undefined) {
      const value: unknown = JSON.parse(text);
      must(
        typeof value === 'object' && value !== null && !Array.isArray(value),
        `${json} is a JSON object`,
      );
    }
  }
  must(
    (row.SubAccountId === undefined) === (row.SubAccountName === undefined) &&
      (row.SubAccountId === undefined) === (row.SubAccountType === undefined),
    'a sub account has id, name and type',
  );
  must(
    (row.ResourceId === undefined) === (row.ResourceName === undefined),
    'a resource has id and name',
  );
  return broken;
}
