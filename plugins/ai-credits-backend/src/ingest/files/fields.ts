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

/** How the text of a cell becomes a value of the event. */
export type FieldKind = 'text' | 'time' | 'integer' | 'number';

const FIELDS: Readonly<Record<string, FieldKind>> = {
  account: 'text',
  id: 'text',
  occurredAt: 'time',
  user: 'text',
  team: 'text',
  service: 'text',
  project: 'text',
  product: 'text',
  category: 'text',
  action: 'text',
  useCase: 'text',
  provider: 'text',
  model: 'text',
  latencyMs: 'number',
  timeToFirstTokenMs: 'number',
  status: 'text',
  attempt: 'integer',
  item: 'text',
  comment: 'text',
  'quantities.requests': 'integer',
  'quantities.inputTokens': 'integer',
  'quantities.outputTokens': 'integer',
  'quantities.cachedInputTokens': 'integer',
  'quantities.reasoningTokens': 'integer',
  'quantities.images': 'integer',
  'quantities.units': 'integer',
};

/**
 * The kind of a field by its path, such as `quantities.inputTokens` or
 * `attributes.region`; undefined when events have no such field.
 */
export function fieldKind(path: string): FieldKind | undefined {
  if (/^attributes\.(?!__proto__$)[^\s].*$/.test(path)) {
    return 'text';
  }
  return Object.hasOwn(FIELDS, path) ? FIELDS[path] : undefined;
}

/** Every field there is, for messages. */
export function fieldNames(): string[] {
  return [...Object.keys(FIELDS), 'attributes.<name>'];
}
