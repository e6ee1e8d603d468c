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

import { InputError } from '@backstage/errors';

/** The public id of a charge. */
export function chargeId(usageId: number): string {
  return `u${usageId}`;
}

/** The public id of every other journal entry. */
export function entryId(seq: number): string {
  return `j${seq}`;
}

/**
 * Reads a public transaction id.
 *
 * @throws InputError when it is none
 */
export function parseTransactionId(
  id: string,
): { usageId: number } | { seq: number } {
  const match = /^([uj])(\d{1,15})$/.exec(id);
  if (!match) {
    throw new InputError('transactionId is not the id of a transaction');
  }
  const number = Number(match[2]);
  return match[1] === 'u' ? { usageId: number } : { seq: number };
}
