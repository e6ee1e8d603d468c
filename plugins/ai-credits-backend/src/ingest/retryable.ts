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

import { isError, ServiceUnavailableError } from '@backstage/errors';

/** What senders can do something about, or are told as it is. */
const TOLD = new Set([
  'InputError',
  'AuthenticationError',
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
  'ServiceUnavailableError',
]);

/** What PostgreSQL says of a text with NUL or broken UTF-8, which no repetition makes better. */
export const UNSTORABLE: ReadonlySet<unknown> = new Set(['22021', '22P05']);

/**
 * Records usage; a failure that is no fault of what was sent asks for it to be
 * sent again. Senders such as collectors drop what is answered with another
 * error, and nothing that comes twice is charged twice.
 *
 * @throws ServiceUnavailableError in place of errors of the server
 */
export async function retryable<T>(record: () => Promise<T>): Promise<T> {
  try {
    return await record();
  } catch (error) {
    if (
      isError(error) &&
      (TOLD.has(error.name) || UNSTORABLE.has(error.code))
    ) {
      throw error;
    }
    throw new ServiceUnavailableError(
      'The usage could not be recorded; send it again later, nothing is charged twice',
      error,
    );
  }
}
