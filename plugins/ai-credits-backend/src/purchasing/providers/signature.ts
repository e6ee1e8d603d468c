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

import { createHmac } from 'node:crypto';

/** The header that says when a call was signed, in seconds since 1970. */
export const TIMESTAMP_HEADER = 'x-ai-credits-timestamp';
/** The header with the signature, `v1=` and 64 hexadecimal digits. */
export const SIGNATURE_HEADER = 'x-ai-credits-signature';

/**
 * The signature of a webhook call: HMAC-SHA256 over the timestamp, a full stop
 * and the body as it is sent.
 */
export function signatureOf(
  secret: string,
  timestamp: string,
  body: string,
): string {
  const digest = createHmac('sha256', secret)
    .update(`${timestamp}.${body}`)
    .digest('hex');
  return `v1=${digest}`;
}
