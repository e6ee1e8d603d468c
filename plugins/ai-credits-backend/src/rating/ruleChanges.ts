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
  normalizeName,
  RateCardRules,
} from 'backstage-plugin-ai-credits-common';
import { JsonObject } from '@backstage/types';

/** More changes are counted, not listed. */
const LISTED = 100;

/** The lines of a card by what they are about. */
function linesOf(rules: RateCardRules): Map<string, JsonObject> {
  const { actions, models, ...card } = rules;
  const lines = new Map<string, object>([['card', card]]);
  for (const rule of actions) {
    lines.set(`action:${normalizeName(rule.action)}`, rule);
  }
  for (const rule of models) {
    const provider = rule.provider ? `@${normalizeName(rule.provider)}` : '';
    lines.set(`model:${normalizeName(rule.model)}${provider}`, rule);
  }
  // Without what is undefined, as it would be stored.
  return new Map(
    [...lines].map(([name, line]) => [name, JSON.parse(JSON.stringify(line))]),
  );
}

/**
 * What one card's rules make of another's, for the audit log: each line that
 * differs, before and after.
 */
export function ruleChanges(
  before: RateCardRules,
  after: RateCardRules,
): { changed: number; changes: JsonObject[] } {
  const [old, next] = [linesOf(before), linesOf(after)];
  const changes = [...new Set([...old.keys(), ...next.keys()])].flatMap(
    (rule): JsonObject[] => {
      const [from, to] = [old.get(rule), next.get(rule)];
      return JSON.stringify(from) === JSON.stringify(to)
        ? []
        : [
            {
              rule,
              ...(from ? { before: from } : {}),
              ...(to ? { after: to } : {}),
            },
          ];
    },
  );
  return { changed: changes.length, changes: changes.slice(0, LISTED) };
}
