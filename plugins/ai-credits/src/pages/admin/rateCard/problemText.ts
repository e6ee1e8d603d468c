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

import { Formats } from '../../../data/format';
import { AdminTranslate } from '../../../translations/admin';
import { Problem } from './problems';

/** Says what is wrong with a field, and the limit. */
export function problemText(
  t: AdminTranslate,
  formats: Formats,
  { code, limit }: Problem,
): string {
  const number = typeof limit === 'number' ? formats.count(limit) : '';
  switch (code) {
    case 'required':
      return t('rateCard.required');
    case 'too-long':
      return t('rateCard.tooLong', { limit: number });
    case 'too-many':
      return t('rateCard.tooMany', { limit: number });
    case 'amount':
      return t('rateCard.amount', { limit: formats.credits(String(limit)) });
    case 'multiplier':
      return t('rateCard.multiplierError', { limit: number });
    case 'same-name':
      return t('rateCard.sameName');
    case 'inner-star':
      return t('rateCard.innerStar');
    case 'empty-prices':
      return t('rateCard.emptyPrices');
    case 'no-price':
      return t('rateCard.noPrice');
    default:
      return t('rateCard.freeDefault');
  }
}
