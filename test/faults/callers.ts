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

import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChargeResponse,
  parseCredits,
  UsageEventInput,
} from 'backstage-plugin-ai-credits-common';
import { call, Target } from '../support/client';

/** What one caller was told about one event. */
export interface Told {
  id: string;
  /** 201 charged, 200 charged before, 402 refused; anything else was never resolved. */
  status: number;
  transactionId?: string;
  credits?: bigint;
}

const GIVE_UP_MS = 60_000;

/**
 * Sends one charge until it is decided: an answer that leaves it open (no
 * connection, 5xx, 429) is asked again, at the next target in turn.
 */
async function decide(
  targets: readonly Target[],
  first: number,
  event: UsageEventInput,
): Promise<Told> {
  const stop = Date.now() + GIVE_UP_MS;
  for (let attempt = 0; ; attempt++) {
    const target = targets[(first + attempt) % targets.length];
    const { status, body } = await call<ChargeResponse>(
      target,
      'POST',
      '/charges',
      event,
    );
    if (status === 200 || status === 201) {
      return {
        id: event.id,
        status,
        transactionId: body.transactionId,
        credits: parseCredits(body.credits),
      };
    }
    const open = status === 0 || status === 429 || status >= 500;
    if (!open || Date.now() > stop) {
      return { id: event.id, status };
    }
    await sleep(Math.min(1_000, 20 * 2 ** attempt));
  }
}

/**
 * Lets many callers work off a list of events, each asking for one at a time.
 *
 * @param options.first - the target that these callers ask first
 * @param options.onProgress - told after every decision how many there are
 */
export async function runCallers(
  events: readonly UsageEventInput[],
  options: {
    targets: readonly Target[];
    first: number;
    callers: number;
    onProgress?: (decided: number) => void;
  },
): Promise<Told[]> {
  const told: Told[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: options.callers }, async () => {
      while (next < events.length) {
        const event = events[next++];
        told.push(await decide(options.targets, options.first, event));
        options.onProgress?.(told.length);
      }
    }),
  );
  return told;
}
