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

import { Formats } from '../../data/format';
import { Translate } from '../../translations';

const HOUR_MS = 3_600_000;

/** An hour of the day from its start to its end, such as `14:00–15:00`. */
export function hoursText(
  t: Translate,
  formats: Formats,
  hour: number,
): string {
  const at = (value: number) => formats.time(value * HOUR_MS, 'UTC');
  return t('usage.hours', { from: at(hour), to: at((hour + 1) % 24) });
}
