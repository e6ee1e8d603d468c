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

/** What a driver returns for a 64-bit integer: text (pg), a double (SQLite), or bigint. */
export type DbInteger = string | number | bigint;

/**
 * Reads an amount exactly.
 *
 * @throws RangeError when the driver returned a double that may have lost digits
 */
export function readAmount(value: DbInteger): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`The database returned an inexact amount ${value}`);
  }
  return BigInt(value);
}

/**
 * Reads an id, a count or an instant.
 *
 * @throws RangeError when it does not fit a double exactly
 */
export function readInteger(value: DbInteger): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new RangeError(`The database returned an unsafe integer ${value}`);
  }
  return number;
}

/** As {@link readInteger}, for columns that may be null. */
export function readOptionalInteger(
  value: DbInteger | null | undefined,
): number | undefined {
  return value === null || value === undefined ? undefined : readInteger(value);
}

/** As {@link readAmount}, for columns that may be null. */
export function readOptionalAmount(
  value: DbInteger | null | undefined,
): bigint | undefined {
  return value === null || value === undefined ? undefined : readAmount(value);
}
