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

// Runs a command and stops it when the process that started this one is gone
// without having said so. Arguments: JSON { command, args, stopSignal, uid, gid }.
// The guard leads a process group of its own, so that a Ctrl-C in the terminal
// does not reach the command before its turn.

const { spawn } = require('node:child_process');
const { followParent } = require('./signals');

const { command, args, stopSignal, uid, gid } = JSON.parse(process.argv[2]);

const child = spawn(command, args, { stdio: 'inherit', uid, gid });

function stop() {
  child.kill(stopSignal);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, stop);
}

followParent(() => {
  stop();
  setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
});

child.on('error', error => {
  console.error(`Could not run ${command}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
