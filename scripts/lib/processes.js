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

const { spawn } = require('node:child_process');
const net = require('node:net');
const path = require('node:path');

/**
 * Starts a command that ends with this process, however this process ends.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, uid?: number, gid?: number,
 *   stopSignal?: NodeJS.Signals, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {{ exited: Promise<number>, hasExited: () => boolean,
 *   process: import('node:child_process').ChildProcess,
 *   stop: (graceMs?: number) => Promise<void> }}
 */
function startGuarded(command, args, options = {}) {
  const { env, cwd, uid, gid, stopSignal = 'SIGTERM', stdio } = options;
  const guarded = spawn(
    process.execPath,
    [
      path.join(__dirname, 'guard.js'),
      JSON.stringify({ command, args, stopSignal, uid, gid }),
    ],
    {
      cwd,
      env,
      detached: true,
      stdio: stdio ?? ['ignore', 'inherit', 'inherit'],
    },
  );
  let done = false;
  const exited = new Promise(resolve => {
    guarded.on('exit', code => {
      done = true;
      resolve(code ?? 1);
    });
    guarded.on('error', () => {
      done = true;
      resolve(1);
    });
  });
  return {
    process: guarded,
    exited,
    hasExited: () => done,
    async stop(graceMs = 15_000) {
      if (done) {
        return;
      }
      guarded.kill('SIGTERM');
      const timer = setTimeout(() => {
        try {
          process.kill(-guarded.pid, 'SIGKILL');
        } catch {
          guarded.kill('SIGKILL');
        }
      }, graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function canListen(port, host) {
  return new Promise(resolve => {
    const server = net.createServer();
    // A machine without IPv6 cannot listen on ::1, which says nothing about the port.
    server.once('error', error => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}

/** Whether nothing listens on a port of this machine. */
async function isPortFree(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    if (!(await canListen(port, host))) {
      return false;
    }
  }
  return true;
}

/** A port that nothing listens on, at or after the given one. */
async function findFreePort(from) {
  for (let port = from; port < from + 200; port++) {
    if (await isPortFree(port)) {
      return port;
    }
  }
  throw new Error(`Ports ${from} to ${from + 199} are all in use`);
}

/** Whether an address answers with a status below 400. */
async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Waits until an address answers.
 *
 * @returns {Promise<boolean>} false when the time is over or `giveUp` says so
 */
async function waitForAnswer(url, { timeoutMs, giveUp = () => false }) {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end && !giveUp()) {
    if (await answers(url)) {
      return true;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  return false;
}

module.exports = { findFreePort, isPortFree, startGuarded, waitForAnswer };
