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

import { DateTime } from 'luxon';
import type { EpochMs } from '../ledger/types';
import { AiCreditsConfig } from './types';

/**
 * When an account that is created now begins: as configured, or a month before
 * the one in which the demo's past begins, so that it begins with an allowance
 * that nobody used.
 */
export function openedAt(
  config: Pick<AiCreditsConfig, 'account' | 'demo'>,
  now: EpochMs = Date.now(),
): EpochMs | undefined {
  if (config.account.openedAt !== undefined || !config.demo.enabled) {
    return config.account.openedAt;
  }
  return DateTime.fromMillis(now, { zone: config.account.timeZone })
    .startOf('day')
    .minus({ days: config.demo.days })
    .startOf('month')
    .minus({ months: 1 })
    .toMillis();
}
