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

// `npm start`: the demo portal with its company, its people and its data, which
// stay from one start to the next. See --help.

const { startPortal } = require('./lib/portal');
const { HELP, readSettings } = require('./lib/settings');
const { followParent, onShutdown } = require('./lib/signals');

async function main() {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings.help) {
    console.log(HELP);
    return;
  }

  let stopping = false;
  const giveUp = new AbortController();
  const starting = startPortal(settings, { signal: giveUp.signal });
  const shutDown = async () => {
    stopping = true;
    giveUp.abort();
    console.log('\nStopping the portal');
    const portal = await starting.catch(() => undefined);
    await portal?.stop();
  };
  onShutdown(shutDown);
  followParent(() => shutDown().finally(() => process.exit(1)));

  const portal = await starting.catch(error => {
    if (!stopping) {
      throw error;
    }
  });
  if (!portal || stopping) {
    return;
  }
  const database = settings.postgres ? 'PostgreSQL' : 'SQLite';
  console.log(
    `\nAI Credits portal is running at ${settings.appUrl} (backend at ${settings.backendUrl}, data on ${database} in ${settings.dataDir}). Ctrl-C stops it.\n`,
  );

  const ended = await portal.exited;
  if (!stopping) {
    await portal.stop();
    throw new Error(`${ended} ended by itself; its own messages stand above`);
  }
}

main().catch(error => {
  console.error(`\n${error.message}\n`);
  process.exit(1);
});
