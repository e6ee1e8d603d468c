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
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

const AT = 'aiCredits.purchasing';

/** How credits are bought; see `config.d.ts` for the meaning of each key. */
export interface PurchasingConfig {
  provider: string;
  timeoutMs: number;
  maxAttempts: number;
  retryDelayMs: number;
  refusalWaitMs: number;
  webhook?: { url: string; secret: string };
}

/**
 * Reads `aiCredits.purchasing`.
 *
 * @throws InputError naming the key and what it must be
 */
export function readPurchasing(config: Config): PurchasingConfig {
  const provider = config.getOptionalString(`${AT}.provider`) ?? 'internal';
  const webhook = readWebhook(config);
  if (provider === 'webhook' && !webhook) {
    throw new InputError(
      `${AT}.webhook must be set for ${AT}.provider 'webhook'`,
    );
  }
  const maxAttempts = config.getOptionalNumber(`${AT}.maxAttempts`) ?? 3;
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1 || maxAttempts > 10) {
    throw new InputError(
      `${AT}.maxAttempts must be a whole number from 1 to 10`,
    );
  }
  return {
    provider,
    timeoutMs: duration(config, 'timeout', { seconds: 10 }, 60_000),
    maxAttempts,
    retryDelayMs: duration(config, 'retryDelay', { seconds: 1 }, 60_000),
    refusalWaitMs: duration(config, 'refusalWait', { seconds: 2 }, 10_000),
    webhook,
  };
}

function readWebhook(config: Config): PurchasingConfig['webhook'] {
  if (!config.has(`${AT}.webhook`)) {
    return undefined;
  }
  const url = config.getString(`${AT}.webhook.url`);
  if (!/^https?:$/.test(protocolOf(url))) {
    throw new InputError(`${AT}.webhook.url must be an http or https address`);
  }
  const secret = config.getString(`${AT}.webhook.secret`);
  if (secret.length < 16) {
    throw new InputError(
      `${AT}.webhook.secret must have at least 16 characters`,
    );
  }
  return { url, secret };
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}

function duration(
  config: Config,
  name: string,
  fallback: HumanDuration,
  max: number,
): number {
  const key = `${AT}.${name}`;
  const ms = durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
  if (ms < 0 || ms > max) {
    throw new InputError(`${key} must be at most ${max / 1_000} seconds`);
  }
  return ms;
}
