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

const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./settings');

const STAMP = path.join(ROOT, 'packages/app/dist/.source');

function* filesIn(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* filesIn(file);
    } else {
      yield file;
    }
  }
}

/** What the app is built from: its own source, that of the plugins it uses, and the packages' versions. */
function sourceFingerprint() {
  const hash = createHash('sha256');
  const add = file =>
    hash.update(path.relative(ROOT, file)).update(fs.readFileSync(file));
  for (const name of [
    'packages/app',
    'plugins/ai-credits',
    'plugins/ai-credits-common',
  ]) {
    for (const part of ['package.json', 'config.d.ts', 'src', 'public']) {
      const target = path.join(ROOT, name, part);
      if (!fs.existsSync(target)) {
        continue;
      }
      for (const file of fs.statSync(target).isDirectory()
        ? filesIn(target)
        : [target]) {
        if (!/\.test\.[a-z]+$/.test(file)) {
          add(file);
        }
      }
    }
  }
  add(path.join(ROOT, 'yarn.lock'));
  return hash.digest('hex');
}

/**
 * Builds the app unless the last build is of the same source. Addresses and
 * other settings are not part of a build: the backend puts them in when it
 * serves the app.
 *
 * @throws Error with the build's messages when it fails
 */
function buildAppWhenNeeded() {
  const wanted = sourceFingerprint();
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === wanted) {
    return;
  }
  console.log('Building the app; this takes about a minute');
  const { status, stdout, stderr } = spawnSync(
    'yarn',
    ['workspace', 'app', 'build'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 100 * 1024 * 1024,
      env: { ...process.env, NODE_ENV: 'production' },
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) {
    throw new Error(`Building the app failed:\n${stdout}${stderr}`);
  }
  fs.writeFileSync(STAMP, wanted);
}

module.exports = { buildAppWhenNeeded };
