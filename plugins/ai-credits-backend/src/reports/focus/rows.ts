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

import { FocusRow } from './columns';
import {
  costText,
  creditsAsFraction,
  Fraction,
  over,
  priceText,
  quantityText,
} from './fractions';

/** What is the same in all rows of a file. */
export interface FocusIssuer {
  account: { id: string; name: string };
  /** Who provides the credits and sends the invoice for them. */
  provider: string;
  /** What the credits are called. */
  currency: string;
}

/** Instants as epoch milliseconds; ends are exclusive. */
export interface Span {
  start: number;
  end: number;
}

interface Sku {
  id: string;
  priceId: string;
  meter?: string;
  details?: Record<string, string>;
}

interface Resource {
  id: string;
  name: string;
  type: string;
}

/** Credits that were bought. */
export interface FocusPurchase {
  description: string;
  service: string;
  billingPeriod: Span;
  /** While the credits can be used. */
  validity: Span;
  /** Micro-credits. */
  credits: bigint;
  cost: Fraction;
  billingCurrency: string;
  sku: Sku;
  resource?: Resource;
}

/** Credits that were used for one thing in one day. */
export interface FocusUsage {
  description: string;
  service: string;
  /** Who made the model. */
  publisher?: string;
  billingPeriod: Span;
  day: Span;
  /** What was really consumed: tokens, images, requests. */
  quantity: Fraction;
  unit: string;
  /** Micro-credits by where they came from. */
  credits: { free: bigint; purchased: bigint; other: bigint; excess: bigint };
  /** Money of the lots that the credits came from. */
  cost: Fraction;
  billingCurrency: string;
  sku: Sku;
  resource?: Resource;
  subAccount?: Resource;
  tags: Record<string, string>;
}

/** RFC 3339 in UTC without fractions, as FOCUS writes times. */
function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function common(
  { account, provider }: FocusIssuer,
  {
    billingCurrency,
    billingPeriod,
    description,
    resource,
    service,
    sku,
  }: Pick<
    FocusUsage,
    | 'billingCurrency'
    | 'billingPeriod'
    | 'description'
    | 'resource'
    | 'service'
    | 'sku'
  >,
  charge: Span,
): FocusRow {
  return {
    BillingAccountId: account.id,
    BillingAccountName: account.name,
    BillingAccountType: 'Account',
    BillingCurrency: billingCurrency,
    BillingPeriodStart: instant(billingPeriod.start),
    BillingPeriodEnd: instant(billingPeriod.end),
    ChargeDescription: description,
    ChargePeriodStart: instant(charge.start),
    ChargePeriodEnd: instant(charge.end),
    InvoiceIssuerName: provider,
    PricingCategory: 'Standard',
    ProviderName: provider,
    ServiceCategory: 'AI and Machine Learning',
    ServiceName: service,
    ServiceSubcategory: 'Generative AI',
    SkuId: sku.id,
    SkuPriceId: sku.priceId,
    ...(sku.meter === undefined ? {} : { SkuMeter: sku.meter }),
    ...(sku.details === undefined
      ? {}
      : { SkuPriceDetails: JSON.stringify(sku.details) }),
    ...(resource
      ? {
          ResourceId: resource.id,
          ResourceName: resource.name,
          ResourceType: resource.type,
        }
      : {}),
  };
}

/** A purchase: what was billed. Its effective cost is nothing, since the use of the credits carries it. */
export function purchaseRow(
  issuer: FocusIssuer,
  purchase: FocusPurchase,
): FocusRow {
  const credits = creditsAsFraction(purchase.credits);
  const price = priceText(over(purchase.cost, credits));
  const cost = costText(purchase.cost);
  return {
    ...common(issuer, purchase, purchase.validity),
    ChargeCategory: 'Purchase',
    ChargeFrequency: 'One-Time',
    BilledCost: cost,
    ContractedCost: cost,
    ListCost: cost,
    EffectiveCost: '0',
    ContractedUnitPrice: price,
    ListUnitPrice: price,
    PricingCurrency: purchase.billingCurrency,
    PricingCurrencyContractedUnitPrice: price,
    PricingCurrencyEffectiveCost: '0',
    PricingCurrencyListUnitPrice: price,
    PricingQuantity: quantityText(credits),
    PricingUnit: issuer.currency,
    PublisherName: issuer.provider,
  };
}

/** Use of credits: nothing is billed for it, and its cost is what the credits had cost. */
export function usageRow(issuer: FocusIssuer, usage: FocusUsage): FocusRow {
  const { excess, free, other, purchased } = usage.credits;
  const credits = creditsAsFraction(free + purchased + other + excess);
  const price = priceText(over(usage.cost, usage.quantity));
  const creditPrice = priceText(over(credits, usage.quantity));
  const cost = costText(usage.cost);
  const quantity = quantityText(usage.quantity);
  const { subAccount } = usage;
  return {
    ...common(issuer, usage, usage.day),
    ChargeCategory: 'Usage',
    ChargeFrequency: 'Usage-Based',
    BilledCost: '0',
    ContractedCost: cost,
    ListCost: cost,
    EffectiveCost: cost,
    ContractedUnitPrice: price,
    ListUnitPrice: price,
    ConsumedQuantity: quantity,
    ConsumedUnit: usage.unit,
    PricingCurrency: issuer.currency,
    PricingCurrencyContractedUnitPrice: creditPrice,
    PricingCurrencyEffectiveCost: quantityText(credits),
    PricingCurrencyListUnitPrice: creditPrice,
    PricingQuantity: quantity,
    PricingUnit: usage.unit,
    PublisherName: usage.publisher ?? issuer.provider,
    ...(subAccount
      ? {
          SubAccountId: subAccount.id,
          SubAccountName: subAccount.name,
          SubAccountType: subAccount.type,
        }
      : {}),
    Tags: JSON.stringify(usage.tags),
    x_ExcessCredits: quantityText(creditsAsFraction(excess)),
    x_FreeCredits: quantityText(creditsAsFraction(free)),
    x_OtherCredits: quantityText(creditsAsFraction(other)),
    x_PurchasedCredits: quantityText(creditsAsFraction(purchased)),
  };
}
