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

import { ConflictError } from '@backstage/errors';
import { formatCredits } from 'backstage-plugin-ai-credits-common';

/** An adjustment would take more than the lots hold. */
export class InsufficientLotsError extends ConflictError {
  constructor(available: bigint) {
    super(
      `credits must not take more than the ${formatCredits(
        available,
      )} that the lots hold`,
    );
  }
}

/**
 * What is wrong with an event whose posting failed, where that is the event's
 * own fault: the same event would fail again however often it is sent.
 */
export function faultOfEvent(error: Error): string | undefined {
  if (error.name === 'InputError') {
    return error.message;
  }
  const { code } = error as { code?: unknown };
  // PostgreSQL's data exceptions and exceeded limits.
  return typeof code === 'string' && /^(22|54)\w{3}$/.test(code)
    ? 'a value of this event is not one that the database stores'
    : undefined;
}
