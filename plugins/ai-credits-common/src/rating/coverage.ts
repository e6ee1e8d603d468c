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

import { RateCardRules } from '../schemas/rateCards';
import { CompiledRateCard } from './compile';
import { quote } from './quote';

/**
 * An action or a model that usage names and that a rate card has no rule for.
 *
 * @public
 */
export interface UnknownName {
  kind: 'action' | 'model';
  name: string;
}

const QUANTITIES = {
  requests: 1,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  images: 0,
  units: 0,
} as const;

/**
 * Tells which names a rate card has a rule for, whatever it does with those it
 * does not know.
 *
 * @returns a function that is true for a name that a rule knows
 * @public
 */
export function knownNames(
  rules: RateCardRules,
): (name: UnknownName) => boolean {
  // Flagging is how an evaluated card tells that it does not know a name.
  const card = CompiledRateCard.create({
    version: 0,
    rules: { ...rules, unknownAction: 'flag', unknownModel: 'flag' },
  });
  return ({ kind, name }) =>
    quote(card, {
      [kind]: name,
      status: 'success',
      quantities: { ...QUANTITIES },
    }).flags.length === 0;
}

/**
 * The names in use that a draft would leave without a price: those that the
 * card in force has a rule for and the draft flags or refuses, and those that
 * the draft refuses and the card in force does not. What a draft takes at its
 * default price by its own rule (`default`) has a price.
 *
 * @param cards - the rules in force and those of the draft
 * @param used - the names that usage has been under
 * @public
 */
export function namesWithoutPrice(
  cards: { current: RateCardRules; draft: RateCardRules },
  used: readonly UnknownName[],
): UnknownName[] {
  const knownNow = knownNames(cards.current);
  const knownThen = knownNames(cards.draft);
  return used.filter(name => {
    if (knownThen(name)) {
      return false;
    }
    const policy = name.kind === 'action' ? 'unknownAction' : 'unknownModel';
    switch (cards.draft[policy]) {
      case 'default':
        return false;
      case 'flag':
        return knownNow(name);
      default:
        return knownNow(name) || cards.current[policy] !== 'deny';
    }
  });
}
