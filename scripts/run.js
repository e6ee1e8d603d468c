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

// The way in for `npm start`, `npm test`, `npm run replay`, `npm run backtest`
// and `npm run bench`. It runs on any Node from 18 on and has no dependencies: it sees to it that
// the Node, the yarn and the packages that the portal needs are there, and then
// hands over to the command.

const { spawn } = require('node:child_process');
const path = require('node:path');
const { childEnvironment } = require('./lib/environment');
const { ensureInstalled } = require('./lib/install');
const { followParent, forwardSignals } = require('./lib/signals');
const { ensureToolchain } = require('./lib/toolchain');

const ROOT = path.resolve(__dirname, '..');

// TypeScript and workspace packages load through the hook that Backstage's own backend runs with.
const TYPESCRIPT = ['--require', '@backstage/cli/config/nodeTransform.cjs'];

const COMMANDS = {
  start: ['scripts/start.js'],
  test: ['scripts/test.js'],
  replay: [...TYPESCRIPT, 'scripts/replay/main.ts'],
  backtest: [...TYPESCRIPT, 'scripts/backtest/main.ts'],
  bench: [...TYPESCRIPT, 'test/bench/main.ts'],
};

async function main() {
  const [name, ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) {
    throw new Error(
      `Unknown command '${name ?? ''}', expected one of: ${Object.keys(
        COMMANDS,
      ).join(', ')}`,
    );
  }
  const toolchain = ensureToolchain(ROOT);
  const env = childEnvironment(process.env, toolchain.pathEntries);
  ensureInstalled(ROOT, { env, nodeVersion: toolchain.nodeVersion });

  const child = spawn(toolchain.node, [...command, ...args], {
    cwd: ROOT,
    env: { ...env, AI_CREDITS_CWD: process.env.INIT_CWD ?? process.cwd() },
    stdio: 'inherit',
  });
  forwardSignals(child);
  // npm killed outright leaves its script behind; without this the portal would keep its ports.
  if (process.env.npm_lifecycle_event) {
    followParent(() => child.kill('SIGTERM'), { throughShell: true });
  }
  child.on('error', error => {
    console.error(`Could not start ${toolchain.node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? (signal === 'SIGINT' ? 130 : 1));
  });
}

main().catch(error => {
  console.error(`\n${error.message}\n`);
  process.exit(1);
});
