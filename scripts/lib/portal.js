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
const path = require('node:path');
const { buildAppWhenNeeded } = require('./appBuild');
const { startPostgres } = require('./postgres');
const { isPortFree, startGuarded, waitForAnswer } = require('./processes');
const { ROOT } = require('./settings');

// The first start compiles the app and reads the whole catalog, on two slow cores.
const READY_TIMEOUT_MS = 300_000;

const BACKSTAGE_CLI = path.join(
  ROOT,
  'node_modules/@backstage/cli/bin/backstage-cli',
);

async function requireFreePorts(settings) {
  const ports = settings.production
    ? [['AI_CREDITS_BACKEND_PORT', settings.backendPort]]
    : [
        ['AI_CREDITS_APP_PORT', settings.appPort],
        ['AI_CREDITS_BACKEND_PORT', settings.backendPort],
      ];
  if (settings.postgresPort) {
    ports.push(['--postgres-port', settings.postgresPort]);
  }
  for (const [name, port] of ports) {
    if (!(await isPortFree(port))) {
      throw new Error(
        `Port ${port} is in use. Stop what uses it, or choose another port with ${name}.`,
      );
    }
  }
}

function databaseConfig(settings, postgres) {
  if (postgres) {
    const { host, port, user, password } = postgres;
    return { client: 'pg', connection: { host, port, user, password } };
  }
  const directory = path.join(settings.dataDir, 'sqlite');
  fs.mkdirSync(directory, { recursive: true });
  return { client: 'better-sqlite3', connection: { directory } };
}

/** Backstage reads APP_CONFIG_ variables over what app-config.yaml says. */
function portalEnvironment(settings, postgres) {
  const set = {
    app_baseUrl: settings.appUrl,
    backend_baseUrl: settings.backendUrl,
    backend_listen_port: settings.backendPort,
    backend_cors_origin: settings.appUrl,
    backend_database: databaseConfig(settings, postgres),
  };
  const env = {
    ...process.env,
    // The demo sign-in asks for no password and therefore insists on this, also with --production.
    NODE_ENV: 'development',
    BROWSER: 'none',
  };
  for (const [key, value] of Object.entries(set)) {
    env[`APP_CONFIG_${key}`] = JSON.stringify(value);
  }
  return env;
}

function startBackend(settings, env) {
  const cwd = path.join(ROOT, 'packages/backend');
  // Without the restart on changes that `package start` adds, an early end is noticed.
  return settings.production
    ? startGuarded(
        process.execPath,
        [
          '--enable-source-maps',
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          'src/index',
        ],
        { cwd, env },
      )
    : startGuarded(process.execPath, [BACKSTAGE_CLI, 'package', 'start'], {
        cwd,
        env,
      });
}

/**
 * Starts the portal and waits until it answers.
 *
 * @param {ReturnType<typeof import('./settings').readSettings>} settings
 * @param {{ signal?: AbortSignal }} [options] `signal` gives up starting
 * @returns {Promise<{ exited: Promise<string>, stop: () => Promise<void> }>}
 *   `exited` says which part ended by itself
 * @throws Error naming a port that is in use, or the part that did not come up
 */
async function startPortal(settings, { signal } = {}) {
  await requireFreePorts(settings);
  if (settings.production) {
    buildAppWhenNeeded();
  }
  const running = [];
  const stop = async () => {
    // The database last: the backend still writes while it ends.
    const [database, ...others] = running;
    await Promise.all(others.map(part => part.stop()));
    await database?.stop();
  };
  try {
    const postgres = settings.postgres
      ? await startPostgres({
          dataDir: path.join(settings.dataDir, 'postgres'),
          port: settings.postgresPort,
        })
      : undefined;
    running.push(postgres);
    if (postgres) {
      console.log(
        `PostgreSQL takes connections on port ${postgres.port}; its data is in ${postgres.dataDir}`,
      );
    }
    const env = portalEnvironment(settings, postgres);
    const backend = startBackend(settings, env);
    running.push(backend);
    const parts = [['The backend', backend]];
    if (!settings.production) {
      const app = startGuarded(
        process.execPath,
        [BACKSTAGE_CLI, 'package', 'start'],
        {
          cwd: path.join(ROOT, 'packages/app'),
          env,
        },
      );
      running.push(app);
      parts.push(['The app', app]);
    }
    if (postgres) {
      parts.push(['PostgreSQL', postgres]);
    }
    const giveUp = () =>
      signal?.aborted || parts.some(([, part]) => part.hasExited?.());
    for (const [name, url] of [
      ['The backend', `${settings.backendUrl}/.backstage/health/v1/readiness`],
      ['The app', settings.appUrl],
    ]) {
      if (
        !(await waitForAnswer(url, { timeoutMs: READY_TIMEOUT_MS, giveUp }))
      ) {
        throw new Error(
          `${name} did not come up at ${url}; its own messages stand above`,
        );
      }
    }
    return {
      exited: Promise.race(
        parts.map(([name, part]) => part.exited.then(() => name)),
      ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

module.exports = { startPortal };
