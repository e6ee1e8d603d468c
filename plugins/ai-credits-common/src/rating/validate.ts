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
import { RateCardRules } from '../schemas/rateCards';
import { normalizeName, patternKey } from './names';
import { hasPrices } from './unitPrices';

/**
 * Something wrong with a rate card that its schema cannot see.
 *
 * @public
 */
export interface RateCardIssue {
  /** Where it is, such as `['models', 3, 'aliases', 0]`. */
  path: (string | number)[];
  /** What is wrong, for those who say it in their own words. */
  code:
    | 'same-name'
    | 'inner-star'
    | 'empty-prices'
    | 'no-price'
    | 'free-default';
  message: string;
}

/**
 * Checks rules beyond their schema: names and aliases that would hide one
 * another, a `*` that is not at the end, unit prices without a price, actions
 * without any price, and defaults that would give away what no rule knows.
 *
 * @returns what is wrong, nothing when the card can be published
 * @public
 */
export function validateRateCard(rules: RateCardRules): RateCardIssue[] {
  return [
    ...actionIssues(rules),
    ...modelIssues(rules),
    ...defaultIssues(rules),
  ];
}

function actionIssues(rules: RateCardRules): RateCardIssue[] {
  const issues: RateCardIssue[] = [];
  const seen = new Map<string, number>();
  for (const [index, rule] of rules.actions.entries()) {
    const path = ['actions', index, 'action'];
    issues.push(...patternIssues(rule.action, path));
    const key = patternId(rule.action);
    const first = seen.get(key);
    if (first !== undefined) {
      issues.push({
        path,
        code: 'same-name',
        message: `is the same action as "${
          rules.actions[first].action
        }" in line ${first + 1}`,
      });
    } else {
      seen.set(key, index);
    }
    if (rule.prices && !hasPrices(rule.prices)) {
      issues.push(emptyPrices('actions', index));
    } else if (
      rule.credits === undefined &&
      !rule.prices &&
      parseCredits(rules.defaultCredits) === 0n
    ) {
      issues.push({
        path: ['actions', index, 'credits'],
        code: 'no-price',
        message: `must say what "${rule.action}" costs while the default price is 0; write 0 if it is free`,
      });
    }
  }
  return issues;
}

function modelIssues(rules: RateCardRules): RateCardIssue[] {
  const issues: RateCardIssue[] = [];
  const seen = new Map<string, number>();
  for (const [index, rule] of rules.models.entries()) {
    const names: [(string | number)[], string][] = [
      [['models', index, 'model'], rule.model],
      ...rule.aliases.map((alias, i): [(string | number)[], string] => [
        ['models', index, 'aliases', i],
        alias,
      ]),
    ];
    for (const [path, name] of names) {
      issues.push(...patternIssues(name, path));
      // The same name may stand once for each provider.
      const key = JSON.stringify([
        patternId(name),
        rule.provider === undefined ? null : normalizeName(rule.provider),
      ]);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, index);
      } else if (first !== index) {
        issues.push({
          path,
          code: 'same-name',
          message: `"${name}" already belongs to the model "${
            rules.models[first].model
          }" in line ${first + 1}`,
        });
      }
    }
    if (rule.prices && !hasPrices(rule.prices)) {
      issues.push(emptyPrices('models', index));
    }
  }
  return issues;
}

/** What no rule knows must cost something, or at least be flagged. */
function defaultIssues(rules: RateCardRules): RateCardIssue[] {
  const issues: RateCardIssue[] = [];
  const code = 'free-default';
  const message =
    'must be above zero while what no rule knows is taken at the default price without a flag';
  const silent = [rules.unknownAction, rules.unknownModel].includes('default');
  if (silent && parseCredits(rules.defaultCredits) === 0n) {
    issues.push({ path: ['defaultCredits'], code, message });
  }
  if (
    rules.unknownModel === 'default' &&
    Number(rules.defaultMultiplier) === 0
  ) {
    issues.push({ path: ['defaultMultiplier'], code, message });
  }
  return issues;
}

function patternIssues(
  pattern: string,
  path: (string | number)[],
): RateCardIssue[] {
  return pattern.trim().slice(0, -1).includes('*')
    ? [{ path, code: 'inner-star', message: 'may have a * at its end only' }]
    : [];
}

function patternId(pattern: string): string {
  return `${patternKey(pattern)}${pattern.trim().endsWith('*') ? '*' : ''}`;
}

function emptyPrices(list: 'actions' | 'models', index: number): RateCardIssue {
  return {
    path: [list, index, 'prices'],
    code: 'empty-prices',
    message: 'must have at least one price',
  };
}
