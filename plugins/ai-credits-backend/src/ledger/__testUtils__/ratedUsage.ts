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

import { randomUUID } from 'node:crypto';
import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { RatedUsage } from '../api';

/** A rated event with everything filled in that a test does not care about. */
export function ratedUsage(
  overrides: Partial<Omit<RatedUsage, 'credits'>> & {
    credits?: string;
    occurredAt: number;
  },
): RatedUsage {
  const { credits = '1', ...rest } = overrides;
  return {
    key: randomUUID(),
    fingerprint: randomUUID(),
    id: 'evt',
    source: 'test',
    path: ['group:default/payments', 'group:default/engineering'],
    team: 'group:default/payments',
    department: 'group:default/engineering',
    user: 'user:default/jo.example',
    service: 'component:default/checkout',
    product: 'AI Assistant',
    action: 'description',
    model: 'gpt-4o',
    quantities: {
      requests: 1,
      inputTokens: 472,
      outputTokens: 18,
      cachedInputTokens: 0,
      reasoningTokens: 0,
      images: 0,
      units: 0,
    },
    status: 'success',
    attempt: 1,
    credits: parseCredits(credits),
    breakdown: {
      perRequest: parseCredits(credits),
      inputTokens: 0n,
      cachedInputTokens: 0n,
      outputTokens: 0n,
      reasoningTokens: 0n,
      images: 0n,
      units: 0n,
    },
    rule: 'action:description × model:gpt-4o',
    rateCardVersion: 1,
    tier: 'premium',
    flags: [],
    ...rest,
  };
}
