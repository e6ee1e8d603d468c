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
  MicroCredits,
  parseCredits,
  TransactionStory,
} from 'backstage-plugin-ai-credits-common';

/** What is left of a charge after what was given back of it. */
export function leftOf(charge: TransactionStory): MicroCredits {
  const charged = -parseCredits(charge.credits);
  const back = charge.refunds.reduce(
    (sum, { credits }) => sum + parseCredits(credits),
    0n,
  );
  return charged - back;
}

/** A priority as it was written: undefined where none was, NaN where it is none. */
export function writtenPriority(text: string): number | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : NaN;
  return value <= 255 ? value : NaN;
}
