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

import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { parseCredits } from 'backstage-plugin-ai-credits-common';

const DAY_MS = 86_400_000;
const MAX_DAYS = 365;
const MAX_VALUES = 500;

/** What decides how usage is judged; see `config.d.ts`. */
export interface InsightsConfig {
  /** After so many whole days without an outcome what was generated counts as unused. */
  unusedAfterDays: number;
}

/** What accepted items are worth; see `config.d.ts`. */
export interface ValueConfig {
  currency: string;
  items: ReadonlyArray<{
    product?: string;
    action?: string;
    /** Millionths of the currency. */
    value: bigint;
  }>;
}

/** Reads `aiCredits.insights`. @throws InputError naming the key */
export function readInsights(config: Config): InsightsConfig {
  const key = 'aiCredits.insights.unusedAfter';
  const ms = config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : 14 * DAY_MS;
  const unusedAfterDays = ms / DAY_MS;
  if (
    !Number.isInteger(unusedAfterDays) ||
    unusedAfterDays < 1 ||
    unusedAfterDays > MAX_DAYS
  ) {
    throw new InputError(
      `${key} must be a number of days from 1 to ${MAX_DAYS}`,
    );
  }
  return { unusedAfterDays };
}

/** Reads `aiCredits.value`. @throws InputError naming the key */
export function readValue(config: Config): ValueConfig | undefined {
  const key = 'aiCredits.value';
  const value = config.getOptionalConfig(key);
  if (!value) {
    return undefined;
  }
  const currency = value.getString('currency');
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new InputError(`${key}.currency must be a currency code such as USD`);
  }
  const items = value.getConfigArray('items');
  if (items.length > MAX_VALUES) {
    throw new InputError(
      `${key}.items must have at most ${MAX_VALUES} entries`,
    );
  }
  return {
    currency,
    items: items.map((item, index) => {
      const at = `${key}.items[${index}]`;
      const product = item.getOptionalString('product');
      const action = item.getOptionalString('action');
      if (product === undefined && action === undefined) {
        throw new InputError(`${at} must name a product, an action or both`);
      }
      const amount = String(item.get('value'));
      if (!/^\d{1,9}(\.\d{1,6})?$/.test(amount)) {
        throw new InputError(`${at}.value must be a decimal such as 1.50`);
      }
      return {
        ...(product === undefined ? {} : { product }),
        ...(action === undefined ? {} : { action }),
        value: parseCredits(amount, `${at}.value`),
      };
    }),
  };
}
