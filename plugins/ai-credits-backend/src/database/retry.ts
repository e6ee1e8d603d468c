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

import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';

const TRANSIENT = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // lock not available
  '57P01', // admin shutdown
  '57P02', // crash shutdown
  '57P03', // cannot connect now
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '08007', // whether it was committed is not known; it is idempotent
  '25006', // read-only: a standby that is about to take over
  '53300', // too many connections
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_LOCKED',
]);

/** Whether the same transaction may well succeed when it is run again. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && TRANSIENT.has(code)) {
    return true;
  }
  return (
    error.name === 'KnexTimeoutError' ||
    /connection terminated|connection ended|client has encountered a connection error|server closed the connection|Unable to acquire a connection|Connection is closed/i.test(
      error.message,
    )
  );
}

/**
 * Whether the database itself cannot go on, such as on a full disk, whatever
 * is asked of it.
 */
export function isSystemic(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return (
    isTransient(error) ||
    (typeof code === 'string' &&
      (/^(53|57|58|XX)\w{3}$/.test(code) ||
        /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|CANTOPEN)/.test(code)))
  );
}

/** Waits before the tries after the first, in milliseconds: about 7 seconds in all, enough for a restart of the database. */
const PAUSES = [20, 80, 300, 800, 1_500, 2_000, 2_500];

/**
 * Runs an idempotent transaction, again after transient database errors.
 *
 * @throws ServiceUnavailableError when the database stays away
 */
export async function withRetries<T>(
  run: () => Promise<T>,
  logger: LoggerService,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!isTransient(error)) {
        throw error;
      }
      if (attempt >= PAUSES.length) {
        throw new ServiceUnavailableError(
          'The database cannot be reached; nothing was changed, try again later',
          error,
        );
      }
      logger.warn('Transient database error, trying again', {
        attempt: attempt + 1,
        code: String((error as { code?: unknown }).code ?? ''),
      });
      // Some jitter, so that replicas do not meet again at once.
      const pause = PAUSES[attempt] * (0.5 + Math.random());
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
}
