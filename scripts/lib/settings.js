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

const path = require('node:path');
const { parseArgs } = require('node:util');

const ROOT = path.resolve(__dirname, '../..');

const HELP = `npm start -- [options]

  --postgres             run on an embedded PostgreSQL instead of SQLite files
  --postgres-port=PORT   its port (default: the first free one from 15432)
  --production           build the app once and let the backend serve it, all on
                         the backend's port; the demo sign-in stays allowed
  --help                 show this

Environment: AI_CREDITS_APP_PORT (3000), AI_CREDITS_BACKEND_PORT (7007),
AI_CREDITS_DATA (.data): the folder that keeps the portal's data.`;

function port(value, name, fallback) {
  if (value === undefined || value === '') {
    return fallback;
  }
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    throw new Error(
      `${name} must be a port number from 1 to 65535, not '${value}'`,
    );
  }
  return number;
}

/**
 * What `npm start` was asked for.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @throws Error naming an unknown option or a bad value
 */
function readSettings(args, env) {
  const { values } = parseArgs({
    args,
    options: {
      postgres: { type: 'boolean', default: false },
      'postgres-port': { type: 'string' },
      production: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const backendPort = port(
    env.AI_CREDITS_BACKEND_PORT,
    'AI_CREDITS_BACKEND_PORT',
    7007,
  );
  const production = values.production;
  const appPort = production
    ? backendPort
    : port(env.AI_CREDITS_APP_PORT, 'AI_CREDITS_APP_PORT', 3000);
  if (!production && appPort === backendPort) {
    throw new Error(
      `The app and the backend cannot both use port ${appPort}; change AI_CREDITS_APP_PORT or AI_CREDITS_BACKEND_PORT`,
    );
  }
  return {
    help: values.help,
    production,
    postgres: values.postgres || values['postgres-port'] !== undefined,
    postgresPort: port(values['postgres-port'], '--postgres-port', undefined),
    appPort,
    backendPort,
    appUrl: `http://localhost:${appPort}`,
    backendUrl: `http://localhost:${backendPort}`,
    dataDir: path.resolve(ROOT, env.AI_CREDITS_DATA || '.data'),
  };
}

module.exports = { HELP, ROOT, readSettings };
