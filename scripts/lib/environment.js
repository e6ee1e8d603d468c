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

/**
 * The environment for everything that runs under the portal's own Node and yarn.
 *
 * npm describes itself to its scripts in npm_* variables. yarn and the tools it
 * runs would take these for settings of their own, so they are left out.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} pathEntries folders to put first on PATH
 * @returns {NodeJS.ProcessEnv}
 */
function childEnvironment(env, pathEntries) {
  const result = {};
  for (const [name, value] of Object.entries(env)) {
    if (!/^npm_/i.test(name)) {
      result[name] = value;
    }
  }
  const pathName =
    Object.keys(result).find(name => name.toUpperCase() === 'PATH') ?? 'PATH';
  result[pathName] = [...pathEntries, result[pathName] ?? ''].join(
    path.delimiter,
  );
  return {
    ...result,
    // A yarn that corepack provides asks before it downloads; nobody would answer.
    COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
    // A distribution's Node trusts the machine's own certificates, the one from
    // npm does only when told to.
    NODE_USE_SYSTEM_CA: env.NODE_USE_SYSTEM_CA ?? '1',
    // No package may report its use.
    DO_NOT_TRACK: '1',
    SCARF_ANALYTICS: 'false',
    YARN_ENABLE_TELEMETRY: '0',
  };
}

module.exports = { childEnvironment };
