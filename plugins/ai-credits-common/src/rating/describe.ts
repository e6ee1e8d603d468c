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

import { formatCredits, parseCredits } from '../amounts';
import { RateCardRules } from '../schemas/rateCards';
import { Tier, tierOf } from './compile';
import { CountedPart, hasPrices, listUnitPrices } from './unitPrices';

/**
 * A line of the action credit matrix.
 *
 * @public
 */
export interface ActionRow {
  action: string;
  title: string;
  category?: string;
  /** Credits per request before the model's multiplier. */
  credits: string;
  /** The card's default price stands in; a metered model charges by its own prices instead. */
  isDefault: boolean;
  /** False: the price is the same whatever the model. */
  multiplied: boolean;
  /** Unit prices come on top. */
  metered: boolean;
}

/**
 * A line of the table of models.
 *
 * @public
 */
export interface ModelRow {
  model: string;
  title: string;
  provider?: string;
  family?: string;
  multiplier: string;
  tier: Tier;
  /** Priced by its own unit prices rather than by the request. */
  metered: boolean;
  aliases: string[];
}

/**
 * A line of the cost table: what one rule charges for what is counted.
 *
 * @public
 */
export interface UnitPriceRow {
  kind: 'action' | 'model';
  name: string;
  title: string;
  part: CountedPart;
  /** Credits, exact, for `per` of the part. */
  credits: string;
  /** 10,000 for images, 1,000,000 for all else. */
  per: 10_000 | 1_000_000;
  /** The price of another part stands in, as none is set for this one. */
  inherited: boolean;
}

/**
 * A rate card in rows for tables.
 *
 * @public
 */
export interface RateTables {
  actions: ActionRow[];
  models: ModelRow[];
  units: UnitPriceRow[];
}

/**
 * Lays a rate card out in rows for tables: the action credit matrix, models
 * with multiplier and tier, and unit prices per 1,000,000 tokens or units and
 * per 10,000 images.
 *
 * @public
 */
export function describeRates(rules: RateCardRules): RateTables {
  return {
    actions: rules.actions.map(rule => ({
      action: rule.action,
      title: rule.title ?? rule.action,
      ...(rule.category === undefined ? {} : { category: rule.category }),
      credits: formatCredits(
        parseCredits(rule.credits ?? rules.defaultCredits),
      ),
      isDefault: rule.credits === undefined,
      multiplied: rule.multiplied,
      metered: hasPrices(rule.prices),
    })),
    models: rules.models.map(rule => ({
      model: rule.model,
      title: rule.title ?? rule.model,
      ...(rule.provider === undefined ? {} : { provider: rule.provider }),
      ...(rule.family === undefined ? {} : { family: rule.family }),
      multiplier: rule.multiplier,
      tier: tierOf(rule.multiplier),
      metered: hasPrices(rule.prices),
      aliases: rule.aliases,
    })),
    units: listUnitPrices(rules).map(
      ({ kind, name, title, part, ...line }) => ({
        kind,
        name,
        title: title ?? name,
        part,
        credits:
          part === 'images'
            ? decimal(line.price, 8)
            : formatCredits(line.price),
        per: part === 'images' ? 10_000 : 1_000_000,
        inherited: line.inherited,
      }),
    ),
  };
}

/** Writes an integer of 10^-places without trailing zeros: a hundredth of a micro-credit needs 8. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction && `.${fraction}`);
}
