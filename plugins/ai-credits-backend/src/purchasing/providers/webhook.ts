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

import {
  PurchaseProvider,
  PurchaseRejectedError,
} from 'backstage-plugin-ai-credits-node';
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from './signature';

/** Of an answer so much is read; more is of no use here. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Statuses below 500 that say nothing about the order itself. */
const WORTH_ANOTHER_TRY = new Set([401, 403, 408, 409, 425, 429]);

/** Buys by a signed call of a web address; `docs/purchasing.md` describes it for who receives it. */
export function createWebhookProvider(options: {
  url: string;
  secret: string;
  now?: () => number;
}): PurchaseProvider {
  const { now = Date.now, secret, url } = options;
  return {
    id: 'webhook',
    async purchase(order, { signal }) {
      const { idempotencyKey, ...rest } = order;
      const body = JSON.stringify({
        type: 'ai-credits.purchase',
        idempotencyKey,
        ...rest,
      });
      const timestamp = String(Math.floor(now() / 1_000));
      let response: Response;
      try {
        response = await fetch(url, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'Idempotency-Key': idempotencyKey,
            [TIMESTAMP_HEADER]: timestamp,
            [SIGNATURE_HEADER]: signatureOf(secret, timestamp, body),
          },
          body,
          // A signed order goes where the configuration says, and nowhere else.
          redirect: 'error',
          signal,
        });
      } catch (error) {
        signal.throwIfAborted();
        throw new Error(`The webhook could not be reached${causeOf(error)}`);
      }
      if (response.ok) {
        return { reference: referenceIn(await readSome(response)) };
      }
      await response.body?.cancel();
      const message = `The webhook answered ${response.status}`;
      if (
        response.status >= 400 &&
        response.status < 500 &&
        !WORTH_ANOTHER_TRY.has(response.status)
      ) {
        throw new PurchaseRejectedError(message);
      }
      throw new Error(message);
    },
  };
}

/** The system's word for what went wrong, such as ECONNREFUSED; addresses stay out of it. */
function causeOf(error: unknown): string {
  const code = (error as { cause?: { code?: unknown } }).cause?.code;
  return typeof code === 'string' ? ` (${code})` : '';
}

async function readSome(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  while (reader && bytes <= MAX_ANSWER_BYTES) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    chunks.push(value);
    bytes += value.length;
  }
  await reader?.cancel();
  return bytes > MAX_ANSWER_BYTES ? '' : Buffer.concat(chunks).toString('utf8');
}

/** The answer may name the purchase; one that does not is a yes all the same. */
function referenceIn(text: string): string | undefined {
  try {
    const { reference } = JSON.parse(text);
    return typeof reference === 'string' && reference.length <= 256
      ? reference.replaceAll('\u0000', '')
      : undefined;
  } catch {
    return undefined;
  }
}
