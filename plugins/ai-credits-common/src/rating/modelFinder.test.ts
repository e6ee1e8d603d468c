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
import { modelFinder } from './modelFinder';

const row = (model: string, aliases: string[] = []): ModelRow => ({
  model,
  title: model,
  multiplier: '1',
  tier: 'standard',
  metered: false,
  aliases,
});

it('finds a model under every name that events use for it', () => {
  const find = modelFinder([
    row('gpt-4o', ['gpt-4o-*']),
    row('gpt-4o-mini', ['gpt-4o-mini-*']),
  ]);
  expect(find('GPT 4o')?.model).toBe('gpt-4o');
  expect(find('openai/gpt-4o-2024-11-20')?.model).toBe('gpt-4o');
  // The longest pattern counts.
  expect(find('gpt-4o-mini-2024-07-18')?.model).toBe('gpt-4o-mini');
  expect(find('unheard-of')).toBeUndefined();
  expect(find('')).toBeUndefined();
});
