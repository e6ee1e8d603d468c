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

import { RateCard } from 'backstage-plugin-ai-credits-common';

/** How a version stands: one is in force, later ones wait, drafts are not published. */
export type Standing = 'draft' | 'inForce' | 'scheduled' | 'past';

const effectiveAt = (card: RateCard) =>
  Date.parse(card.effectiveFrom ?? '') || 0;

/**
 * The version in force at an instant: of those that are effective by then the
 * one that became so last, the newer of two at the same instant; before the
 * first became effective, the first.
 */
export function inForceAt(
  cards: readonly RateCard[],
  at: number,
): RateCard | undefined {
  const published = cards
    .filter(({ status }) => status === 'published')
    .sort((a, b) => a.version - b.version);
  let found: RateCard | undefined;
  for (const card of published) {
    if (
      effectiveAt(card) <= at &&
      (!found || effectiveAt(card) >= effectiveAt(found))
    ) {
      found = card;
    }
  }
  return found ?? published[0];
}

/** How each card stands, by its id. */
export function standings(
  cards: readonly RateCard[],
  now: number,
): Map<string, Standing> {
  const current = inForceAt(cards, now);
  return new Map(
    cards.map(card => {
      if (card.status === 'draft') {
        return [card.id, 'draft'];
      }
      if (card.id === current?.id) {
        return [card.id, 'inForce'];
      }
      return [card.id, effectiveAt(card) > now ? 'scheduled' : 'past'];
    }),
  );
}
