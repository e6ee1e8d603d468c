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

import { limits } from 'backstage-plugin-ai-credits-common';
import { nameOf } from './named';

/** Tokens as a provider or a gateway counted them. */
export interface TokenCounts {
  input?: number;
  output?: number;
  /** Read from a provider's cache. */
  cacheRead?: number;
  /** Written to a provider's cache. */
  cacheCreation?: number;
  reasoning?: number;
}

/**
 * The tokens of an event: input includes cached ones and output includes
 * reasoning ones, so that the rate card prices each once. Some instrumentation
 * counts them apart although the conventions say otherwise; where a part is
 * more than its whole, it was counted apart and is added.
 */
export function tokenQuantities(counts: TokenCounts): {
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  reasoningTokens: number;
} {
  const { input = 0, output = 0, cacheRead = 0, reasoning = 0 } = counts;
  const cached = cacheRead + (counts.cacheCreation ?? 0);
  return {
    inputTokens: cached > input ? input + cached : input,
    outputTokens: reasoning > output ? output + reasoning : output,
    cachedInputTokens: cacheRead,
    reasoningTokens: reasoning,
  };
}

/** A count from a number, or from the digits that 64-bit integers are written in. */
export function countOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && /^-?\d{1,19}$/.test(value)
    ? Number(value)
    : undefined;
}

/** A length of time as an event takes it, in milliseconds; undefined for what cannot be one. */
export function latencyOf(ms: number | undefined): number | undefined {
  return ms !== undefined && ms >= 0 && ms <= limits.latencyMs ? ms : undefined;
}

/**
 * What an event keeps besides its fields: short texts and finite numbers that
 * are there.
 */
export function keptAttributes(
  values: Record<string, unknown>,
): Record<string, string | number | boolean> | undefined {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(values)) {
    if (
      typeof value === 'boolean' ||
      (typeof value === 'number' && Number.isFinite(value))
    ) {
      kept[name] = value;
    } else if (typeof value === 'string' && value.length <= limits.nameLength) {
      const text = nameOf(value);
      if (text !== undefined) {
        kept[name] = text;
      }
    }
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
