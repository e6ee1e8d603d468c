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

import { Refusal } from 'backstage-plugin-ai-credits-common';
import { HttpContext } from './context';

/**
 * Asks the ledger; refused for lack of credits, it asks once more when
 * automatic purchase has brought some, and else adds to the refusal why it has
 * not.
 */
export async function withPurchase<T extends { status: string }>(
  ask: () => Promise<
    T | { status: 'refused'; refusal: Omit<Refusal, 'contacts'> }
  >,
  { automaticPurchases }: Pick<HttpContext, 'automaticPurchases'>,
): Promise<T | { status: 'refused'; refusal: Omit<Refusal, 'contacts'> }> {
  const first = await ask();
  if (!('refusal' in first)) {
    return first;
  }
  const { note, tryAgain } = await automaticPurchases.afterRefusal(
    first.refusal,
  );
  const result = tryAgain ? await ask() : first;
  return 'refusal' in result && note
    ? { ...result, refusal: { ...result.refusal, automaticPurchase: note } }
    : result;
}
