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
  UsageDimension,
  WasteFinding,
} from 'backstage-plugin-ai-credits-common';
import { Formats } from '../../data/format';
import { InsightsTranslate } from '../../translations/insights';

/** What to do about a kind of waste, with what speaks for it. */
export function suggestionText(
  finding: WasteFinding,
  t: InsightsTranslate,
  formats: Formats,
  labelOf: (dimension: UsageDimension, value: string) => string,
): string {
  const { suggestion, rule } = finding;
  if (!suggestion) {
    return '';
  }
  return t(`efficiency.suggestion.${rule}`, {
    name: labelOf(suggestion.dimension, suggestion.name),
    credits: formats.credits(suggestion.credits),
    share: formats.share(suggestion.share),
    events: formats.count(suggestion.events),
  });
}
