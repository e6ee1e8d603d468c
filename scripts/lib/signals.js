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

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Hands signals on to a child and leaves it to the child to end. */
function forwardSignals(child) {
  for (const signal of SIGNALS) {
    process.on(signal, () => child.kill(signal));
  }
}

/** The parent of a process, or undefined where the machine does not tell. */
function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; what follows it does not.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/**
 * Calls back once the process that started this one is gone, which no signal
 * tells when it was killed outright.
 *
 * @param {() => void} onGone
 * @param {{ throughShell?: boolean }} [options] with `throughShell` also once
 *   the parent's own parent is gone: npm runs scripts in a shell that outlives it
 */
function followParent(onGone, { throughShell = false } = {}) {
  const lineage = () =>
    throughShell
      ? `${process.ppid} ${parentOf(process.ppid)}`
      : `${process.ppid}`;
  const before = lineage();
  const timer = setInterval(() => {
    if (lineage() !== before) {
      clearInterval(timer);
      onGone();
    }
  }, 1000);
  timer.unref();
}

/**
 * Runs a clean-up once when the process is asked to end. Ctrl-C reaches a
 * process both from the terminal and from its parent, so repetitions within
 * two seconds count as one; a later one ends at once.
 *
 * @param {() => Promise<void>} cleanUp
 */
function onShutdown(cleanUp) {
  let startedAt;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (startedAt === undefined) {
        startedAt = Date.now();
        cleanUp().then(
          () => process.exit(0),
          error => {
            console.error(error);
            process.exit(1);
          },
        );
      } else if (Date.now() - startedAt > 2000) {
        process.exit(1);
      }
    });
  }
}

module.exports = { followParent, forwardSignals, onShutdown };
