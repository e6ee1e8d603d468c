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

import path from 'node:path';
import { HELP } from './help';
import { readOptions, UsageError } from './options';
import { summaryOf } from './progress';
import { Replay } from './replay';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const root = path.resolve(__dirname, '../..');
  const replay = await Replay.create(
    options,
    {
      cwd: process.env.AI_CREDITS_CWD ?? process.cwd(),
      state: path.join(
        path.resolve(root, process.env.AI_CREDITS_DATA || '.data'),
        'replay',
      ),
    },
    process.stderr,
  );
  if (options.dryRun) {
    for (const event of await replay.preview(Math.min(3, options.limit))) {
      process.stdout.write(`${JSON.stringify(event, undefined, 2)}\n`);
    }
    return 0;
  }
  const stop = stopOnSignals();
  const { totals, credits, finished } = await replay.run(stop);
  process.stdout.write(`${summaryOf(totals, credits)}\n`);
  if (!finished) {
    process.stderr.write(
      'Interrupted; the same command continues where this one stopped\n',
    );
    return 130;
  }
  return totals.rejected > 0 ? 1 : 0;
}

/** The first Ctrl-C ends after the request under way, a later one at once. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      // A terminal's Ctrl-C may arrive twice: from it and from the parent.
      if (first && Date.now() - first > 1000) {
        process.exit(130);
      }
      first ||= Date.now();
      stop.abort();
    });
  }
  return stop.signal;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(
      `${error instanceof Error ? error.message : error}\n${
        error instanceof UsageError ? 'See --help\n' : ''
      }`,
    );
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
