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

import { mockServices } from '@backstage/backend-test-utils';
import { alertsFromSources } from './sources';
import { Alert, AlertSource } from './types';

const alert: Alert = {
  kind: 'unusual-day',
  subject: 'account',
  periodStart: 0,
  threshold: 0,
  notice: { severity: 'normal', title: 'T', description: 'D', link: '/' },
};

function ask(sources: AlertSource[], signal?: AbortSignal) {
  const logger = mockServices.logger.mock();
  const found = alertsFromSources(sources, {
    account: 'default',
    now: 0,
    signal,
    timeoutMs: 50,
    logger,
  });
  return { found, logger };
}

it('goes on without the sources that fail, throw or hang', async () => {
  let told: AbortSignal | undefined;
  const { found, logger } = ask([
    {
      name: 'failing',
      due: async () => {
        throw new Error('no database');
      },
    },
    {
      name: 'throwing',
      due: () => {
        throw new Error('at once');
      },
    },
    {
      name: 'hanging',
      due: ({ signal }) => {
        told = signal;
        return new Promise(() => {});
      },
    },
    { name: 'working', due: async () => [alert] },
  ]);
  await expect(found).resolves.toEqual([alert]);
  expect(told!.aborted).toBe(true);
  expect(logger.warn.mock.calls.map(([text]) => text).sort()).toEqual([
    expect.stringContaining('failing could not be found: Error: no database'),
    expect.stringContaining('hanging could not be found: TimeoutError'),
    expect.stringContaining('throwing could not be found: Error: at once'),
  ]);
});

it('asks nobody once the run has ended', async () => {
  const due = jest.fn();
  const { found } = ask([{ name: 'late', due }], AbortSignal.abort());
  await expect(found).resolves.toEqual([]);
  expect(due).not.toHaveBeenCalled();
});
