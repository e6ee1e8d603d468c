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
import {
  augursMethods,
  backtest,
  simpleMethods,
} from '../../plugins/ai-credits-backend/src/insights/forecast';
import { HELP } from './help';
import { readOptions, UsageError } from './options';
import { Finding, toJson, toText } from './report';
import { readSeries } from './series';

function main(): void {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const file = path.resolve(
    process.env.AI_CREDITS_CWD ?? process.cwd(),
    options.file,
  );
  const methods = [...simpleMethods, ...augursMethods()];
  const findings = readSeries(file, options).map((series): Finding => {
    const result = backtest(series.values, methods, {
      ...options,
      coverageOfMethods: true,
    });
    return { series, ...(result ? { result } : {}) };
  });
  process.stdout.write(
    options.json ? `${toJson(findings, options)}\n` : toText(findings, options),
  );
}

try {
  main();
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : error}\n${
      error instanceof UsageError ? 'See --help\n' : ''
    }`,
  );
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
