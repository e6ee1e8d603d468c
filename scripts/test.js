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

// `npm test`: types, lint, format, all unit tests with a real PostgreSQL,
// replicas under faults, then journeys in a real browser. The last line counts
// them all.
//
//   npm test -- --only=unit [--only=...] [what to hand on to jest or playwright]

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { findBrowser } = require('./lib/browser');
const { startPostgres } = require('./lib/postgres');
const { ROOT } = require('./lib/settings');
const { followParent, onShutdown } = require('./lib/signals');

const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'ai-credits-test-'));
const cleanUps = [
  async () => fs.rmSync(reports, { recursive: true, force: true }),
];

async function cleanUp() {
  for (const step of cleanUps.splice(0).reverse()) {
    await step();
  }
}

/** Runs a tool from node_modules/.bin, or the one at an absolute path, and resolves to its exit code. `onOutput` hears what it prints, too. */
function run(tool, args, env = {}, onOutput = undefined) {
  return new Promise(resolve => {
    const child = spawn(path.resolve(ROOT, 'node_modules/.bin', tool), args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', onOutput ? 'pipe' : 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.stdout?.setEncoding('utf8').on('data', text => {
      process.stdout.write(text);
      onOutput(text);
    });
    cleanUps.push(async () => {
      child.kill();
    });
    child.on('error', error => {
      console.error(error.message);
      resolve(1);
    });
    // All that it printed has been heard by then, which 'exit' does not promise.
    child.on('close', code => resolve(code ?? 1));
  });
}

function readReport(file) {
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
}

/** A tool that fails without having failed a test has failed all the same. */
function count(code, passed, failed) {
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

async function check(tool, args) {
  const code = await run(tool, args);
  return count(code, code === 0 ? 1 : 0, 0);
}

async function unitTests(rest) {
  const postgres = await startPostgres({ preferredPort: 25432 });
  cleanUps.push(() => postgres.stop());
  const file = path.join(reports, 'jest.json');
  const code = await run(
    'backstage-cli',
    [
      ...['repo', 'test', '--watchAll=false', '--ci', '--maxWorkers=2'],
      ...['--json', `--outputFile=${file}`, ...rest],
    ],
    {
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgres.url,
    },
  );
  await postgres.stop();
  const report = readReport(file);
  return count(
    code,
    report?.numPassedTests ?? 0,
    // A suite that does not even load has no tests to fail.
    (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0),
  );
}

function testFilesIn(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.test.ts'))
    .map(name => path.join(folder, name));
}

/** The command line tools are no package, so Node's own test runner tests them. */
async function toolTests() {
  const file = path.join(reports, 'tools.tap');
  const code = await run(process.execPath, [
    ...['--require', '@backstage/cli/config/nodeTransform.cjs', '--test'],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=tap', `--test-reporter-destination=${file}`],
    ...testFilesIn(path.join(ROOT, 'scripts')),
  ]);
  const report = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const number = name =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  return count(code, number('pass'), number('fail') + number('cancelled'));
}

/** Real processes: several replicas, a crashing database, a killed replica. The last line of each file counts. */
async function faultTests() {
  let output = '';
  const code = await run(
    process.execPath,
    [
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      path.join(ROOT, 'test/faults/run.ts'),
    ],
    {},
    text => {
      output += text;
    },
  );
  let counted = { passed: 0, failed: 0 };
  try {
    counted = JSON.parse(output.trimEnd().split('\n').pop());
  } catch {
    // It ended before it could count; its exit code says so.
  }
  return count(code, counted.passed, counted.failed);
}

async function browserTests(rest) {
  const browser = await findBrowser();
  console.log(`Browser: ${browser.AI_CREDITS_CHROMIUM}`);
  const file = path.join(reports, 'playwright.json');
  const code = await run(
    'playwright',
    [
      ...['test', '--config', 'test/playwright.config.ts'],
      ...['--reporter=list,json', ...rest],
    ],
    { ...browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  );
  const stats = readReport(file)?.stats;
  return count(
    code,
    (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    stats?.unexpected ?? 0,
  );
}

const SECTIONS = [
  { only: 'types', title: 'Types', run: () => check('tsc', []) },
  {
    only: 'lint',
    title: 'Lint',
    run: () => check('backstage-cli', ['repo', 'lint']),
  },
  {
    only: 'lint',
    title: 'Format',
    run: () => check('prettier', ['--check', '--loglevel=warn', '.']),
  },
  {
    only: 'unit',
    title: 'Unit, database, plugin and page tests',
    run: unitTests,
  },
  { only: 'unit', title: 'Command line tools', run: toolTests },
  { only: 'faults', title: 'Replicas and crashes', run: faultTests },
  { only: 'browser', title: 'Journeys in a browser', run: browserTests },
];

function chooseSections(args) {
  const only = args
    .filter(arg => arg.startsWith('--only='))
    .flatMap(arg => arg.slice('--only='.length).split(','));
  for (const name of only) {
    if (!SECTIONS.some(section => section.only === name)) {
      throw new Error(
        `Unknown section '${name}', expected types, lint, unit, faults or browser`,
      );
    }
  }
  return {
    sections: SECTIONS.filter(
      section => only.length === 0 || only.includes(section.only),
    ),
    rest: args.filter(arg => !arg.startsWith('--only=')),
  };
}

async function main() {
  const { sections, rest } = chooseSections(process.argv.slice(2));
  onShutdown(cleanUp);
  followParent(() => cleanUp().finally(() => process.exit(1)));

  const total = { passed: 0, failed: 0 };
  const summary = [];
  for (const { title, run: runSection } of sections) {
    console.log(`\n=== ${title} ===\n`);
    const start = Date.now();
    const result = await runSection(rest).catch(error => {
      console.error(error.message);
      return { passed: 0, failed: 1 };
    });
    total.passed += result.passed;
    total.failed += result.failed;
    const seconds = Math.round((Date.now() - start) / 1000);
    summary.push(
      `${result.failed === 0 ? 'ok    ' : 'FAILED'} ${title}: ${
        result.passed
      } passed, ${result.failed} failed (${seconds} s)`,
    );
  }
  await cleanUp();

  console.log(`\n=== Summary ===\n\n${summary.join('\n')}\n`);
  console.log(
    total.failed === 0
      ? 'Everything passed.'
      : 'Something failed; the sections marked FAILED say what.',
  );
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

main().catch(async error => {
  await cleanUp();
  console.error(`\n${error.message}\n`);
  process.exit(1);
});
