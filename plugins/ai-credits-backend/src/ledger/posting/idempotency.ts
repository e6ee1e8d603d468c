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

import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { ledgerStore } from '../../database/LedgerStore';
import { Session } from './Session';

/**
 * The answer given when the same write was done before.
 *
 * @throws ConflictError when the key was used for other content
 */
export async function answeredBefore<T>(
  session: Session,
  operation: string,
  key: string,
  content: unknown,
): Promise<T | undefined> {
  const before = await ledgerStore.findIdempotency(
    session.trx,
    session.account.id,
    operation,
    key,
  );
  if (!before) {
    return undefined;
  }
  if (before.fingerprint !== fingerprintOf(content)) {
    throw new ConflictError(
      `idempotencyKey has been used for another ${operation}`,
    );
  }
  return JSON.parse(before.answer);
}

/** Remembers the answer, in the transaction of its effect. */
export async function rememberAnswer(
  session: Session,
  operation: string,
  key: string,
  content: unknown,
  answer: unknown,
): Promise<void> {
  await ledgerStore.insertIdempotency(session.trx, session.account.id, {
    operation,
    key,
    fingerprint: fingerprintOf(content),
    answer: JSON.stringify(answer),
    now: session.now,
  });
}

function fingerprintOf(content: unknown): string {
  return createHash('sha256')
    .update(
      JSON.stringify(content, (_key, value) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    .digest('hex');
}
