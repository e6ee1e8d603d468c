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

import { isError } from '@backstage/errors';
import { setTimeout } from 'timers/promises';

const WAITS_MS = [250, 500, 1_000, 2_000, 4_000, 8_000];

/**
 * Does something that is turned away while the ledger's queue is full or the
 * database is away, again after a while. For senders that would not send again.
 *
 * @throws whatever it throws at last
 */
export async function whenThereIsRoom<T>(action: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await action();
    } catch (error) {
      if (!isError(error) || error.name !== 'ServiceUnavailableError') {
        throw error;
      }
      await setTimeout(wait * (0.5 + Math.random()));
    }
  }
  return action();
}
