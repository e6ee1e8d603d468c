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

/**
 * Colours of categories, in the order in which they are given out. Neighbours
 * stay apart for readers with protan, deutan and tritan vision (a distance of 12
 * or more in OKLab, simulated), and none is a green, amber or red of a state.
 */
const categorical = {
  light: ['#437dde', '#e0a260', '#413aa0', '#6cc3d5', '#7b3f1e', '#c7638f'],
  dark: ['#67b0f9', '#f0cb8d', '#7474ef', '#92f1f6', '#a97e2c', '#fa7ba7'],
} as const;

const rest = { light: '#9a9a9a', dark: '#b0b0b0' } as const;

/** How many categories have a colour of their own; what is left is "Other". */
export const CATEGORY_COUNT = categorical.light.length;

/** The colours for a theme. */
export function categoryColours(type: 'light' | 'dark'): {
  slots: readonly string[];
  other: string;
} {
  return { slots: categorical[type], other: rest[type] };
}

/**
 * Gives each of the ranked names a slot. A name keeps the slot it has, whatever
 * its rank has become, as long as it is among the names; freed slots go to the
 * names that come up. With the most used first this makes the colour of a
 * product the same on every page and in every range.
 *
 * @param held - slots given out before
 * @param ranked - the names shown now, at most as many as there are slots
 */
export function assignSlots(
  held: ReadonlyMap<string, number>,
  ranked: readonly string[],
): Map<string, number> {
  const result = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of ranked) {
    const slot = held.get(name);
    if (slot !== undefined && !taken.has(slot)) {
      result.set(name, slot);
      taken.add(slot);
    }
  }
  let next = 0;
  for (const name of ranked) {
    if (!result.has(name)) {
      while (taken.has(next)) {
        next += 1;
      }
      result.set(name, next % CATEGORY_COUNT);
      taken.add(next);
    }
  }
  return result;
}
