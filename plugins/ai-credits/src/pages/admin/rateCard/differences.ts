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
  normalizeName,
  RateCardRules,
} from 'backstage-plugin-ai-credits-common';
import { parts, shownPrice } from './fields';

/** A field that differs between two cards. */
export interface FieldChange {
  field:
    | 'action'
    | 'model'
    | 'title'
    | 'category'
    | 'credits'
    | 'multiplied'
    | 'chargeFailed'
    | 'aliases'
    | 'provider'
    | 'family'
    | 'multiplier'
    | 'defaultCredits'
    | 'defaultMultiplier'
    | 'unknownAction'
    | 'unknownModel'
    | CountedPart;
  /** How it is written; absent where it is not set. */
  from?: string;
  to?: string;
  /** Both are numbers: how much larger the new one is, where that can be said. */
  share?: number;
}

/** What became of one rule. */
export interface Difference {
  kind: 'action' | 'model' | 'card';
  change: 'added' | 'removed' | 'changed';
  /** The rule's name; empty for what holds for the whole card. */
  name: string;
  title: string;
  fields: FieldChange[];
}

type Values = Partial<Record<FieldChange['field'], string>>;

const numeric: ReadonlySet<FieldChange['field']> = new Set([
  'credits',
  'multiplier',
  'defaultCredits',
  'defaultMultiplier',
  ...parts,
]);

function changesOf(from: Values, to: Values): FieldChange[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return (names as FieldChange['field'][]).flatMap((field): FieldChange[] => {
    const [before, after] = [from[field], to[field]];
    const same = numeric.has(field)
      ? before !== undefined &&
        after !== undefined &&
        Number(before) === Number(after)
      : before === after;
    if (same || before === after) {
      return [];
    }
    const share =
      numeric.has(field) && Number(before) > 0 && after !== undefined
        ? Number(after) / Number(before) - 1
        : undefined;
    return [{ field, from: before, to: after, share }];
  });
}

function priceValues(prices: ActionRule['prices']): Values {
  const values: Values = {};
  for (const part of parts) {
    const stored = prices?.[part];
    if (stored !== undefined) {
      values[part] = shownPrice(part, String(stored));
    }
  }
  return values;
}

function actionValues(rule: ActionRule): Values {
  return {
    action: rule.action,
    title: rule.title,
    category: rule.category,
    credits: rule.credits === undefined ? undefined : String(rule.credits),
    multiplied: String(rule.multiplied),
    chargeFailed:
      rule.chargeFailed === undefined ? undefined : String(rule.chargeFailed),
    ...priceValues(rule.prices),
  };
}

function modelValues(rule: ModelRule): Values {
  return {
    model: rule.model,
    title: rule.title,
    aliases: rule.aliases.join(', ') || undefined,
    provider: rule.provider,
    family: rule.family,
    multiplier: rule.multiplier,
    ...priceValues(rule.prices),
  };
}

function compareLists<Rule extends { title?: string }>(
  kind: 'action' | 'model',
  lists: { from: readonly Rule[]; to: readonly Rule[] },
  nameOf: (rule: Rule) => string,
  keyOf: (rule: Rule) => string,
  valuesOf: (rule: Rule) => Values,
): Difference[] {
  const before = new Map(lists.from.map(rule => [keyOf(rule), rule]));
  const after = new Map(lists.to.map(rule => [keyOf(rule), rule]));
  const describe = (
    rule: Rule,
    change: Difference['change'],
    fields: FieldChange[],
  ): Difference => ({
    kind,
    change,
    name: nameOf(rule),
    title: rule.title ?? nameOf(rule),
    fields,
  });
  return [
    ...[...after].flatMap(([key, rule]) => {
      const old = before.get(key);
      if (!old) {
        return [describe(rule, 'added', changesOf({}, valuesOf(rule)))];
      }
      const fields = changesOf(valuesOf(old), valuesOf(rule));
      return fields.length ? [describe(rule, 'changed', fields)] : [];
    }),
    ...[...before].flatMap(([key, rule]) =>
      after.has(key)
        ? []
        : [describe(rule, 'removed', changesOf(valuesOf(rule), {}))],
    ),
  ];
}

/** What the rules of one card change about those of another. */
export function compareRules(
  from: RateCardRules,
  to: RateCardRules,
): Difference[] {
  const general = (rules: RateCardRules): Values => ({
    defaultCredits: String(rules.defaultCredits),
    defaultMultiplier: rules.defaultMultiplier,
    unknownAction: rules.unknownAction,
    unknownModel: rules.unknownModel,
    chargeFailed: String(rules.chargeFailed),
  });
  const fields = changesOf(general(from), general(to));
  return [
    ...compareLists(
      'action',
      { from: from.actions, to: to.actions },
      rule => rule.action,
      rule => normalizeName(rule.action),
      actionValues,
    ),
    ...compareLists(
      'model',
      { from: from.models, to: to.models },
      rule => rule.model,
      rule =>
        JSON.stringify([
          normalizeName(rule.model),
          rule.provider === undefined ? null : normalizeName(rule.provider),
        ]),
      modelValues,
    ),
    ...(fields.length
      ? [
          {
            kind: 'card',
            change: 'changed',
            name: '',
            title: '',
            fields,
          } as const,
        ]
      : []),
  ];
}
