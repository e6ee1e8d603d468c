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
  MAX_AMOUNT,
  formatCredits,
  parseCredits,
  RateCardIssue,
  validateRateCard,
} from 'backstage-plugin-ai-credits-common';
import {
  aliasesOf,
  CardFields,
  PriceFields,
  parts,
  storedPrice,
  toRules,
} from './fields';

/** The most that the server takes; it names the same limits when it refuses. */
export const most = {
  name: 256,
  note: 1_000,
  aliases: 20,
  rules: 2_000,
  multiplier: 100,
  /** Written out, since amounts are exact. */
  credits: formatCredits(MAX_AMOUNT),
} as const;

/** Something about a field that keeps the draft from being stored. */
export interface Problem {
  /** Such as `actions.3.credits` or `models.0.prices.images`. */
  path: string;
  code:
    | RateCardIssue['code']
    | 'required'
    | 'too-long'
    | 'too-many'
    | 'amount'
    | 'multiplier';
  /** The limit that was passed. */
  limit?: number | string;
}

function isAmount(text: string): boolean {
  try {
    return parseCredits(text) >= 0n;
  } catch {
    return false;
  }
}

function isMultiplier(text: string): boolean {
  return (
    /^\d{1,3}(\.\d{1,4})?$/.test(text.trim()) && Number(text) <= most.multiplier
  );
}

/** What is wrong with the fields, in the order in which they stand. */
export function problemsOf(fields: CardFields): Problem[] {
  const problems: Problem[] = [];
  const fit = (path: string, text: string, limit: number = most.name) => {
    if (text.trim().length > limit) {
      problems.push({ path, code: 'too-long', limit });
    }
  };
  const need = (path: string, text: string, limit: number = most.name) => {
    if (!text.trim()) {
      problems.push({ path, code: 'required' });
    } else {
      fit(path, text, limit);
    }
  };
  const amount = (path: string, text: string) => {
    if (!isAmount(text)) {
      problems.push({ path, code: 'amount', limit: most.credits });
    }
  };
  const multiplier = (path: string, text: string) => {
    if (!isMultiplier(text)) {
      problems.push({ path, code: 'multiplier', limit: most.multiplier });
    }
  };
  const prices = (path: string, written: PriceFields) => {
    for (const part of parts) {
      if (written[part].trim()) {
        amount(`${path}.${part}`, storedPrice(part, written[part]));
      }
    }
  };

  need('name', fields.name);
  fit('note', fields.note, most.note);
  for (const list of ['actions', 'models'] as const) {
    if (fields[list].length > most.rules) {
      problems.push({ path: list, code: 'too-many', limit: most.rules });
    }
  }
  fields.actions.forEach((each, i) => {
    const path = `actions.${i}`;
    need(`${path}.action`, each.action);
    fit(`${path}.title`, each.title);
    fit(`${path}.category`, each.category);
    if (each.credits.trim()) {
      amount(`${path}.credits`, each.credits);
    }
    prices(`${path}.prices`, each.prices);
  });
  fields.models.forEach((each, i) => {
    const path = `models.${i}`;
    need(`${path}.model`, each.model);
    fit(`${path}.title`, each.title);
    fit(`${path}.provider`, each.provider);
    fit(`${path}.family`, each.family);
    const aliases = aliasesOf(each);
    if (aliases.length > most.aliases) {
      problems.push({
        path: `${path}.aliases`,
        code: 'too-many',
        limit: most.aliases,
      });
    }
    aliases.forEach(alias => fit(`${path}.aliases`, alias));
    multiplier(`${path}.multiplier`, each.multiplier);
    prices(`${path}.prices`, each.prices);
  });
  amount('defaultCredits', fields.defaultCredits);
  multiplier('defaultMultiplier', fields.defaultMultiplier);

  // What the rules are to one another can be told once each can be read.
  if (problems.length === 0) {
    for (const { path, code } of validateRateCard(toRules(fields))) {
      problems.push({ path: fieldPath(path), code });
    }
  }
  return problems;
}

/** Aliases are one field, whichever of them is meant. */
function fieldPath(path: RateCardIssue['path']): string {
  return (path.includes('aliases') ? path.slice(0, 3) : path).join('.');
}
