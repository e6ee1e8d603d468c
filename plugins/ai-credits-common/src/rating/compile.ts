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

import { parseCredits } from '../amounts';
import { ActionRule, ModelRule, RateCardRules } from '../schemas/rateCards';
import {
  createTariff,
  Fraction,
  parseMultiplier,
  PRICE_UNIT,
  priceParts,
  Tariff,
} from './arithmetic';
import { NameIndex, NameMemory, normalizeName } from './names';
import { compilePrices } from './unitPrices';

/**
 * The tier of a model: premium from a multiplier of 2, economy below 1,
 * standard in between.
 *
 * @public
 */
export type Tier = 'premium' | 'standard' | 'economy';

/** An action of the card with its amounts parsed. */
export interface CompiledAction {
  /** Absent for the two stand-ins: no action named, and an action that no rule knows. */
  readonly rule?: ActionRule;
  readonly known: boolean;
  /** Micro-credits per request; undefined: the default price, unless metered. */
  readonly credits?: bigint;
  readonly prices?: readonly bigint[];
  readonly multiplied: boolean;
  readonly chargeFailed: boolean;
}

/** A model of the card with its amounts parsed. */
export interface CompiledModel {
  readonly rule?: ModelRule;
  readonly known: boolean;
  readonly provider?: string;
  readonly multiplier: Fraction;
  readonly multiplierText: string;
  readonly tier: Tier;
  /** Present when the model is metered by prices of its own. */
  readonly prices?: readonly bigint[];
}

/** The price list of one pair of action and model. */
export interface Line {
  readonly tariff: Tariff;
  readonly rule: string;
  readonly flags: readonly string[];
  readonly denied?: 'unknown-action' | 'unknown-model';
  /** The multiplier that is applied; `1` for an action with a fixed price. */
  readonly multiplier: string;
  readonly tier: Tier;
  readonly chargeFailed: boolean;
}

const ONE: Fraction = { numerator: 1n, denominator: 1n };

/** Price lines that are remembered before the memory is emptied. */
const REMEMBERED_LINES = 16_384;

/**
 * A rate card made ready for rating: names indexed, amounts parsed. It is
 * built once a version and asked once an event.
 *
 * @public
 */
export class CompiledRateCard {
  /** Compiles a published or draft rate card. Amounts were checked by the schema. */
  static create(card: {
    version: number;
    rules: RateCardRules;
  }): CompiledRateCard {
    return new CompiledRateCard(card.version, card.rules);
  }

  private readonly defaultCredits: bigint;
  private readonly noAction: CompiledAction;
  private readonly unknownAction: CompiledAction;
  private readonly noModel: CompiledModel;
  private readonly unknownModel: CompiledModel;
  private readonly actions: NameMemory<CompiledAction>;
  private readonly models: NameMemory<readonly CompiledModel[]>;
  private readonly lines = new Map<CompiledAction, Map<CompiledModel, Line>>();
  private lineCount = 0;

  private constructor(readonly version: number, readonly rules: RateCardRules) {
    this.defaultCredits = parseCredits(rules.defaultCredits);
    const { chargeFailed } = rules;
    this.noAction = { known: true, multiplied: true, chargeFailed };
    this.unknownAction = { known: false, multiplied: true, chargeFailed };
    this.noModel = standIn(true, '1');
    this.unknownModel = standIn(false, rules.defaultMultiplier);

    const actions = new NameIndex<CompiledAction>();
    for (const rule of rules.actions) {
      actions.obtain(rule.action, () => compileAction(rule, chargeFailed));
    }
    this.actions = new NameMemory(
      name => actions.find(name) ?? this.unknownAction,
    );

    const models = new NameIndex<CompiledModel[]>();
    for (const rule of rules.models) {
      const model = compileModel(rule);
      for (const pattern of [rule.model, ...rule.aliases]) {
        models.obtain(pattern, () => []).push(model);
      }
    }
    const unknown = [this.unknownModel];
    this.models = new NameMemory(name => models.find(name) ?? unknown);
  }

  /**
   * The price line for an action, a model and a provider as an event names
   * them.
   *
   * @internal
   */
  line(event: { action?: string; model?: string; provider?: string }): Line {
    const action =
      event.action === undefined
        ? this.noAction
        : this.actions.get(event.action);
    const model =
      event.model === undefined
        ? this.noModel
        : pickProvider(this.models.get(event.model), event.provider);

    let byModel = this.lines.get(action);
    let line = byModel?.get(model);
    if (!line) {
      if (this.lineCount >= REMEMBERED_LINES) {
        this.lines.clear();
        this.lineCount = 0;
        byModel = undefined;
      }
      if (!byModel) {
        byModel = new Map();
        this.lines.set(action, byModel);
      }
      line = this.createLine(action, model);
      byModel.set(model, line);
      this.lineCount += 1;
    }
    return line;
  }

  private createLine(action: CompiledAction, model: CompiledModel): Line {
    const { unknownAction, unknownModel } = this.rules;
    // A fixed price is the same whatever the model is, so the model's own
    // prices stay out of it as well as its multiplier.
    const modelPrices = action.multiplied ? model.prices : undefined;
    const isDefault = action.credits === undefined && !modelPrices;
    const base = action.credits ?? (isDefault ? this.defaultCredits : 0n);
    const prices = priceParts.map((part, i) =>
      part === 'perRequest'
        ? base * PRICE_UNIT
        : (modelPrices?.[i] ?? 0n) + (action.prices?.[i] ?? 0n),
    );

    const flags: string[] = [];
    let denied: Line['denied'];
    if (!action.known && unknownAction !== 'default') {
      flags.push('unknown-action');
      denied = unknownAction === 'deny' ? 'unknown-action' : undefined;
    }
    if (!model.known && unknownModel !== 'default') {
      flags.push('unknown-model');
      denied ??= unknownModel === 'deny' ? 'unknown-model' : undefined;
    }

    const names: string[] = [];
    if (action.rule) {
      names.push(`action:${action.rule.action}`);
    }
    if (isDefault && !action.rule) {
      names.push('default');
    }
    if (model.rule && action.multiplied) {
      names.push(`model:${model.rule.model}`);
    }
    if (!model.known && action.multiplied) {
      names.push('model:default');
    }

    return {
      tariff: createTariff(prices, action.multiplied ? model.multiplier : ONE),
      rule: names.join(' × '),
      flags,
      denied,
      multiplier: action.multiplied ? model.multiplierText : '1',
      tier: model.tier,
      chargeFailed: action.chargeFailed,
    };
  }
}

/**
 * Makes a rate card ready for rating.
 *
 * @throws InputError when an amount in the rules is malformed; rules that
 *   passed `rateCardRulesSchema` have none
 * @public
 */
export function compileRateCard(card: {
  version: number;
  rules: RateCardRules;
}): CompiledRateCard {
  return CompiledRateCard.create(card);
}

/**
 * The tier that a multiplier belongs to.
 *
 * @public
 */
export function tierOf(multiplier: string): Tier {
  const { numerator, denominator } = parseMultiplier(multiplier);
  if (numerator >= 2n * denominator) {
    return 'premium';
  }
  return numerator < denominator ? 'economy' : 'standard';
}

function compileAction(
  rule: ActionRule,
  chargeFailed: boolean,
): CompiledAction {
  return {
    rule,
    known: true,
    credits:
      rule.credits === undefined ? undefined : parseCredits(rule.credits),
    prices: compilePrices(rule.prices),
    multiplied: rule.multiplied,
    chargeFailed: rule.chargeFailed ?? chargeFailed,
  };
}

function compileModel(rule: ModelRule): CompiledModel {
  return {
    rule,
    known: true,
    provider:
      rule.provider === undefined ? undefined : normalizeName(rule.provider),
    multiplier: parseMultiplier(rule.multiplier),
    multiplierText: rule.multiplier,
    tier: tierOf(rule.multiplier),
    prices: compilePrices(rule.prices),
  };
}

function standIn(known: boolean, multiplier: string): CompiledModel {
  return {
    known,
    multiplier: parseMultiplier(multiplier),
    multiplierText: multiplier,
    tier: tierOf(multiplier),
  };
}

/**
 * Of the models with a name, the one of the event's provider, else the one
 * for any provider, else the first: a model that is reached through another
 * provider is still the same model.
 */
function pickProvider(
  candidates: readonly CompiledModel[],
  provider: string | undefined,
): CompiledModel {
  if (candidates.length === 1) {
    return candidates[0];
  }
  const wanted = provider === undefined ? undefined : normalizeName(provider);
  return (
    candidates.find(candidate => candidate.provider === wanted) ??
    candidates.find(candidate => candidate.provider === undefined) ??
    candidates[0]
  );
}
