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

import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS } from '../scripts/lib/browser';
import { portalUrl } from './journeys/address';

// Journeys through a portal of their own, which the global setup starts; with
// AI_CREDITS_URL set they go through one that runs already.
export default defineConfig({
  testDir: path.join(__dirname, 'journeys'),
  outputDir: path.join(__dirname, '../test-results'),
  globalSetup: path.join(__dirname, 'journeys/startPortal.ts'),
  // One portal, one ledger, few cores.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: portalUrl,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.AI_CREDITS_CHROMIUM ?? '/usr/bin/chromium',
      args: BROWSER_FLAGS,
    },
  },
});
