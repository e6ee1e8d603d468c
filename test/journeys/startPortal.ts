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

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccountOverview } from 'backstage-plugin-ai-credits-common';
import { startPortal } from '../../scripts/lib/portal';
import { readSettings } from '../../scripts/lib/settings';
import { apiUrl, portalPort } from './address';
import { Api } from './api';

const HISTORY_MS = 180_000;

/** Starts the portal as `npm start -- --production` does, with data of its own, and waits for the demo company's history. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env.AI_CREDITS_URL) {
    await waitForHistory();
    return async () => undefined;
  }
  // A line for every request would bury what the journeys say.
  process.env.LOG_LEVEL ??= 'warn';
  const data = mkdtempSync(path.join(os.tmpdir(), 'ai-credits-journeys-'));
  const portal = await startPortal(
    readSettings(['--production'], {
      ...process.env,
      AI_CREDITS_BACKEND_PORT: `${portalPort}`,
      AI_CREDITS_DATA: data,
    }),
  );
  const stop = async () => {
    await portal.stop();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await waitForHistory();
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** The history is complete when there is one and it does not grow any more. */
async function waitForHistory(): Promise<void> {
  const end = Date.now() + HISTORY_MS;
  let last = 0;
  let since = Date.now();
  while (Date.now() < end) {
    const api = await Api.signIn(apiUrl, 'guest').catch(() => undefined);
    const account = await api
      ?.get<AccountOverview>('/account')
      .catch(() => undefined);
    const calls = account ? account.calls.successful + account.calls.failed : 0;
    if (calls !== last) {
      last = calls;
      since = Date.now();
    } else if (calls > 0 && Date.now() - since > 4_000) {
      return;
    }
    await sleep(1_000);
  }
  throw new Error(
    `The demo company has no complete history after ${
      HISTORY_MS / 1000
    } s: ${last} calls`,
  );
}
