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

/** A duration in milliseconds. */
export function duration(
  config: Config,
  key: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}

/**
 * A whole number from 1.
 *
 * @throws InputError naming the key and the limit
 */
export function count(
  config: Config,
  key: string,
  fallback: number,
  max: number,
): number {
  const value = config.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new InputError(`${key} must be a whole number from 1 to ${max}`);
  }
  return value;
}

const UNITS: Record<string, number> = { b: 1, kb: 1024, mb: 1024 * 1024 };

/**
 * A size in bytes, such as `512kb`.
 *
 * @throws InputError naming the key
 */
export function bytes(config: Config, key: string, fallback: number): number {
  const value = config.getOptional(key);
  if (value === undefined) {
    return fallback;
  }
  const match = /^(\d{1,9})\s*(b|kb|mb)?$/i.exec(String(value));
  if (!match || Number(match[1]) === 0) {
    throw new InputError(`${key} must be a size such as 512kb or 16mb`);
  }
  return Number(match[1]) * UNITS[(match[2] ?? 'b').toLocaleLowerCase('en-US')];
}
