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
import type { IngestConfig } from '../config';
import type { EpochMs } from '../ledger/types';

/**
 * When something happened that is brought in: usage, a grant, a purchase.
 *
 * @throws InputError naming the limit, for what is too old or ahead
 */
export function checkedOccurredAt(
  text: string,
  now: EpochMs,
  { maxAgeMs, maxFutureMs }: Pick<IngestConfig, 'maxAgeMs' | 'maxFutureMs'>,
): EpochMs {
  const at = Date.parse(text);
  // The schema takes what some engines cannot parse, such as a 24th hour.
  if (Number.isNaN(at)) {
    throw new InputError('occurredAt: must be an RFC 3339 time with offset');
  }
  if (at < now - maxAgeMs) {
    throw new InputError(
      `occurredAt: must not lie more than ${
        maxAgeMs / 86_400_000
      } days in the past (aiCredits.ingest.maxAge)`,
    );
  }
  if (at > now + maxFutureMs) {
    throw new InputError(
      `occurredAt: must not lie more than ${
        maxFutureMs / 60_000
      } minutes in the future (aiCredits.ingest.maxFuture)`,
    );
  }
  return at;
}
