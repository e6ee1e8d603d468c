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

import { UsageEventInput } from 'backstage-plugin-ai-credits-common';
import {
  CompanySize,
  LARGE_COMPANY,
  serviceRef,
  systemRef,
  teamOfUser,
  teamRef,
  userRef,
} from './company';

const MODELS = [
  ['openai', 'gpt-4.1'],
  ['openai', 'gpt-4.1-mini'],
  ['openai', 'gpt-4o'],
  ['openai', 'gpt-4o-mini'],
  ['openai', 'gpt-5'],
  ['openai', 'o3-mini'],
  ['anthropic', 'claude-sonnet-4'],
  ['anthropic', 'claude-haiku-4-5'],
  ['anthropic', 'claude-3-haiku'],
  ['google', 'gemini-2.5-flash'],
  ['meta', 'llama-3.3-70b'],
  ['mistral', 'mistral-small'],
] as const;

const ACTIONS = [
  'description',
  'meta-tags',
  'bullet-points',
  'keywords',
  'translation',
  'chat',
  'text-to-image',
  'background-removal',
  'erase',
  'image-generation',
  'image-enhancement',
  'completion',
  'summarization',
  'rewrite',
  'analysis',
  'code-completion',
  'code-generation',
  'code-review',
  'embeddings',
  'prompt',
] as const;

/** A small generator of numbers from 0 to 1, the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed % 4_294_967_296;
  return () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) % 4_294_967_296;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Makes events of a company: few people, services and models do most, as
 * everywhere.
 *
 * @param prefix - ids are this and a number, so that another prefix is new usage
 */
export function eventMaker(options: {
  prefix: string;
  seed?: number;
  size?: CompanySize;
  occurredAt?: () => number;
}): () => UsageEventInput {
  const size = options.size ?? LARGE_COMPANY;
  const random = randomNumbers(options.seed ?? 20_261_120);
  const few = (count: number) => Math.floor(count * random() ** 2);
  const at = options.occurredAt ?? Date.now;
  let number = 0;
  return () => {
    const user = few(size.users);
    const [provider, model] = MODELS[few(MODELS.length)];
    const service = few(size.services);
    const input = 50 + Math.floor(6_000 * random() ** 3);
    number += 1;
    return {
      id: `${options.prefix}-${number}`,
      source: 'gateway/measured',
      occurredAt: new Date(at()).toISOString(),
      user: userRef(user),
      team: teamRef(teamOfUser(user, size)),
      service: serviceRef(service),
      project: systemRef(service % size.systems),
      product: `Product ${few(8)}`,
      action: ACTIONS[few(ACTIONS.length)],
      provider,
      model,
      quantities: {
        inputTokens: input,
        outputTokens: 10 + Math.floor(900 * random() ** 2),
        cachedInputTokens: Math.floor(input * 0.2),
      },
      latencyMs: 200 + Math.floor(4_000 * random() ** 2),
      status: random() < 0.02 ? 'failed' : 'success',
      item: `sku-${few(5_000)}`,
    };
  };
}
