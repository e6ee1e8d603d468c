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

import { UsageEvent } from 'backstage-plugin-ai-credits-common';
import { usageKey, uuidOf } from '../database/usageKey';
import type { UsageKeys } from '../ledger/api';

/**
 * The idempotency key of an event, and the fingerprint of its content.
 *
 * The fingerprint is over what the sender said, after parsing: defaults filled
 * in, refs in lower case, times as instants. It holds `occurredAt` only where
 * the sender gave one, since a repetition without it arrives at another time.
 * Recording, charging and settling the same content give the same fingerprint.
 */
export function usageKeys(account: string, event: UsageEvent): UsageKeys {
  return {
    key: usageKey(account, event.source, event.id),
    fingerprint: uuidOf(canonical(event)),
  };
}

/** The content in one order of fields; a field that is added one day goes to the end, left out where absent. */
function canonical(event: UsageEvent): string {
  const { quantities } = event;
  return JSON.stringify([
    event.occurredAt === undefined ? null : Date.parse(event.occurredAt),
    event.user,
    event.team,
    event.service,
    event.project,
    event.product,
    event.category,
    event.action,
    event.useCase,
    event.provider,
    event.model,
    quantities.requests,
    quantities.inputTokens,
    quantities.outputTokens,
    quantities.cachedInputTokens,
    quantities.reasoningTokens,
    quantities.images,
    quantities.units,
    event.latencyMs,
    event.timeToFirstTokenMs,
    event.status,
    event.attempt,
    event.item,
    event.comment,
    event.attributes &&
      Object.entries(event.attributes).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}
