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

import { ModelRow } from './describe';
import { NameIndex } from './names';

/**
 * Finds the row of a model under any name that events use for it: its own, an
 * alias, or either behind a provider's name and a slash.
 *
 * @param models - from {@link describeRates}; of two with the same name the first counts
 * @returns a function from a model's name to its row, undefined for one that no rule knows
 * @public
 */
export function modelFinder(
  models: readonly ModelRow[],
): (name: string) => ModelRow | undefined {
  const index = new NameIndex<ModelRow>();
  for (const row of models) {
    for (const pattern of [row.model, ...row.aliases]) {
      index.obtain(pattern, () => row);
    }
  }
  return name => (name ? index.find(name) : undefined);
}
