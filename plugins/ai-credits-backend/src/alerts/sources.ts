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
import { stringifyError } from '@backstage/errors';
import { EpochMs } from '../ledger/types';
import { Alert, AlertSource } from './types';

/** How long a source may take in a run. */
export const SOURCE_TIMEOUT_MS = 15_000;

/**
 * What all sources find, asked side by side. A source that fails, or that takes
 * longer than its time even when told to end, is logged and adds nothing.
 */
export async function alertsFromSources(
  sources: readonly AlertSource[],
  options: {
    account: string;
    now: EpochMs;
    signal?: AbortSignal;
    timeoutMs: number;
    logger: LoggerService;
  },
): Promise<Alert[]> {
  const { account, logger, now, timeoutMs } = options;
  const ask = async (source: AlertSource): Promise<Alert[]> => {
    const time = AbortSignal.timeout(timeoutMs);
    const signal = options.signal
      ? AbortSignal.any([options.signal, time])
      : time;
    let stop = () => {};
    const ended = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
    });
    try {
      signal.throwIfAborted();
      return await Promise.race([source.due({ account, now, signal }), ended]);
    } catch (error) {
      logger.warn(
        `Alerts about ${source.name} could not be found: ${stringifyError(
          error,
        )}`,
      );
      return [];
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
  return (await Promise.all(sources.map(ask))).flat();
}
