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

import {
  ActionRule,
  CountedPart,
  ModelRule,
  RateCardRequest,
  RateCardRules,
  UnitPrices,
  UnknownPolicy,
} from 'backstage-plugin-ai-credits-common';

/** What is priced by the unit, in the order in which it is shown. */
export const parts: CountedPart[] = [
  'inputTokens',
  'cachedInputTokens',
  'outputTokens',
  'reasoningTokens',
  'images',
  'units',
];

/** Unit prices as they are written: images per 10,000, all else per 1,000,000. */
export type PriceFields = Record<CountedPart, string>;

/** An action of the card as it is written. */
export interface ActionFields {
  action: string;
  title: string;
  category: string;
  credits: string;
  multiplied: boolean;
  chargeFailed: boolean | undefined;
  prices: PriceFields;
}

/** A model of the card as it is written. */
export interface ModelFields {
  model: string;
  title: string;
  /** One in each line. */
  aliases: string;
  provider: string;
  family: string;
  multiplier: string;
  prices: PriceFields;
}

/** A draft as it is written. */
export interface CardFields {
  name: string;
  note: string;
  actions: ActionFields[];
  models: ModelFields[];
  defaultCredits: string;
  defaultMultiplier: string;
  unknownAction: UnknownPolicy;
  unknownModel: UnknownPolicy;
  chargeFailed: boolean;
}

/** Images are stored per 1,000,000 and written per 10,000: the point moves by two places. */
const PLACES: Partial<Record<CountedPart, number>> = { images: 2 };

/**
 * Moves the point of a decimal, exactly: to the right by `places`, to the left
 * where they are negative. What is no decimal stays as it is.
 */
export function movedPoint(text: string, places: number): string {
  const match = /^(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (!match || places === 0 || !/\d/.test(text)) {
    return text;
  }
  const [, whole = '', fraction = ''] = match;
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded =
    point < 1 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  return right ? `${left}.${right}` : left;
}

/** A price as it is written, of how it is stored. */
export function shownPrice(part: CountedPart, stored: string): string {
  return movedPoint(stored, -(PLACES[part] ?? 0));
}

/** A price as it is stored, of how it is written. */
export function storedPrice(part: CountedPart, shown: string): string {
  return movedPoint(shown.trim(), PLACES[part] ?? 0);
}

/** No price at all. */
export const noPrices: PriceFields = {
  inputTokens: '',
  cachedInputTokens: '',
  outputTokens: '',
  reasoningTokens: '',
  images: '',
  units: '',
};

function priceFields(prices: UnitPrices | undefined): PriceFields {
  const fields = { ...noPrices };
  for (const part of parts) {
    const stored = prices?.[part];
    if (stored !== undefined) {
      fields[part] = shownPrice(part, String(stored));
    }
  }
  return fields;
}

function unitPrices(fields: PriceFields): UnitPrices | undefined {
  const prices: UnitPrices = {};
  for (const part of parts) {
    if (fields[part].trim()) {
      prices[part] = storedPrice(part, fields[part]);
    }
  }
  return Object.keys(prices).length ? prices : undefined;
}

/** The fields of a card. */
export function toFields(card: {
  name: string;
  note?: string;
  rules: RateCardRules;
}): CardFields {
  const { rules } = card;
  return {
    name: card.name,
    note: card.note ?? '',
    actions: rules.actions.map(rule => ({
      action: rule.action,
      title: rule.title ?? '',
      category: rule.category ?? '',
      credits: rule.credits === undefined ? '' : String(rule.credits),
      multiplied: rule.multiplied,
      chargeFailed: rule.chargeFailed,
      prices: priceFields(rule.prices),
    })),
    models: rules.models.map(rule => ({
      model: rule.model,
      title: rule.title ?? '',
      aliases: rule.aliases.join('\n'),
      provider: rule.provider ?? '',
      family: rule.family ?? '',
      multiplier: rule.multiplier,
      prices: priceFields(rule.prices),
    })),
    defaultCredits: String(rules.defaultCredits),
    defaultMultiplier: rules.defaultMultiplier,
    unknownAction: rules.unknownAction,
    unknownModel: rules.unknownModel,
    chargeFailed: rules.chargeFailed,
  };
}

/** Leaves out what was not written. */
function written<T extends string>(name: T, value: string) {
  const text = value.trim();
  return (text ? { [name]: text } : {}) as Partial<Record<T, string>>;
}

function actionRule(fields: ActionFields): ActionRule {
  const prices = unitPrices(fields.prices);
  return {
    action: fields.action.trim(),
    ...written('title', fields.title),
    ...written('category', fields.category),
    ...written('credits', fields.credits),
    ...(prices ? { prices } : {}),
    multiplied: fields.multiplied,
    ...(fields.chargeFailed === undefined
      ? {}
      : { chargeFailed: fields.chargeFailed }),
  };
}

function modelRule(fields: ModelFields): ModelRule {
  const prices = unitPrices(fields.prices);
  return {
    model: fields.model.trim(),
    ...written('title', fields.title),
    aliases: aliasesOf(fields),
    ...written('provider', fields.provider),
    ...written('family', fields.family),
    multiplier: fields.multiplier.trim() || '1',
    ...(prices ? { prices } : {}),
  };
}

/** The other names of a model; there may be empty lines between them. */
export function aliasesOf({ aliases }: ModelFields): string[] {
  return aliases
    .split('\n')
    .map(alias => alias.trim())
    .filter(alias => alias);
}

/** The rules that the fields say. */
export function toRules(fields: CardFields): RateCardRules {
  return {
    actions: fields.actions.map(actionRule),
    models: fields.models.map(modelRule),
    defaultCredits: fields.defaultCredits.trim(),
    defaultMultiplier: fields.defaultMultiplier.trim(),
    unknownAction: fields.unknownAction,
    unknownModel: fields.unknownModel,
    chargeFailed: fields.chargeFailed,
  };
}

/** What is sent to keep the fields. */
export function toRequest(
  fields: CardFields,
): Pick<RateCardRequest, 'name' | 'note' | 'rules'> {
  const note = fields.note.trim();
  return {
    name: fields.name.trim(),
    ...(note ? { note } : {}),
    rules: toRules(fields),
  };
}
