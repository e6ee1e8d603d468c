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
import { MappedEvent } from '../../plugins/ai-credits-backend/src/ingest/files/mapping';

/** The fate of one event. */
export interface EventResult {
  status: 'charged' | 'duplicate' | 'conflict' | 'invalid';
  credits?: string;
  error?: string;
}

/** The portal cannot be used as things are; sending more makes no sense. */
export class PortalError extends Error {
  override name = 'PortalError';
}

const ATTEMPTS = 12;
const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before the next attempt.
 *
 * @param attempt - 1 for the first that failed
 * @param retryAfter - the header that the portal sent, in seconds
 * @param random - 0 to 1
 */
export function waitBefore(
  attempt: number,
  retryAfter: string | undefined,
  random: number,
): number {
  const asked = Number(retryAfter) * 1000;
  const own = 250 * 2 ** (attempt - 1) * (0.5 + random);
  return Math.min(LONGEST_WAIT_MS, Math.max(asked > 0 ? asked : 0, own));
}

/** Sends batches of events to `POST /v1/usage`. */
export class UsageClient {
  private constructor(
    private readonly endpoint: string,
    private readonly token: string,
    private readonly onRetry: (reason: string, waitMs: number) => void,
  ) {}

  static create(options: {
    url: string;
    token: string;
    onRetry: (reason: string, waitMs: number) => void;
  }): UsageClient {
    return new UsageClient(
      `${options.url}/api/ai-credits/v1/usage`,
      options.token,
      options.onRetry,
    );
  }

  /**
   * Sends a batch, again and again while the portal is busy or away. That is
   * safe: every event carries its id and is charged once.
   *
   * @param signal - ends the waiting between attempts; a request that is under
   *   way is waited for, so that its answer counts
   * @returns one result per event, in order
   * @throws PortalError when the portal refuses, or stays away
   */
  async send(
    events: readonly MappedEvent[],
    signal: AbortSignal,
  ): Promise<EventResult[]> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.post(events);
      if ('results' in answer) {
        return answer.results;
      }
      if (answer.tooLarge && events.length > 1) {
        const half = Math.ceil(events.length / 2);
        return [
          ...(await this.send(events.slice(0, half), signal)),
          ...(await this.send(events.slice(half), signal)),
        ];
      }
      if (!answer.again || attempt === ATTEMPTS) {
        throw new PortalError(answer.reason);
      }
      const wait = waitBefore(attempt, answer.retryAfter, Math.random());
      this.onRetry(answer.reason, wait);
      await sleep(wait, undefined, { signal });
    }
  }

  private async post(events: readonly MappedEvent[]): Promise<
    | { results: EventResult[] }
    | {
        reason: string;
        again: boolean;
        tooLarge?: boolean;
        retryAfter?: string;
      }
  > {
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.endpoint, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ events }),
        signal: AbortSignal.timeout(120_000),
      });
      text = await response.text();
    } catch (error) {
      return {
        reason: `${this.endpoint} cannot be reached: ${describe(error)}`,
        again: true,
      };
    }
    if (response.ok) {
      const results = readResults(text);
      if (results?.length === events.length) {
        return { results };
      }
      return {
        reason: `${this.endpoint} did not answer with one result per event; is it AI Credits?`,
        again: false,
      };
    }
    return {
      reason: `${this.endpoint} answered ${response.status}: ${messageOf(
        text,
      )}${hintFor(response.status)}`,
      again:
        [408, 425, 429].includes(response.status) || response.status >= 500,
      tooLarge: response.status === 413,
      retryAfter: response.headers.get('retry-after') ?? undefined,
    };
  }
}

function readResults(text: string): EventResult[] | undefined {
  try {
    const body = JSON.parse(text) as { results?: EventResult[] };
    return Array.isArray(body.results) ? body.results : undefined;
  } catch {
    return undefined;
  }
}

function messageOf(text: string): string {
  try {
    const body = JSON.parse(text) as { error?: { message?: string } };
    return body.error?.message ?? text.slice(0, 300);
  } catch {
    return text.slice(0, 300);
  }
}

function hintFor(status: number): string {
  return status === 401 || status === 403
    ? '. Set --token or AI_CREDITS_TOKEN to a token that may record usage'
    : '';
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return `${error}`;
  }
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
