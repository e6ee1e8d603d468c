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

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatFigure, Row } from './harness';
import { BenchSettings } from './settings';

const ROOT = path.resolve(__dirname, '../..');

/** What the figures were taken with. */
export interface Circumstances {
  settings: BenchSettings;
  postgres: string;
  tools: string[];
  /** Of the last minute before the start: what else the machine was doing. */
  loadBefore: number;
}

function cells(row: Row): string[] {
  const unit = row.unit === 'ratio' ? '' : ` ${row.unit}`;
  const show = (value: number) => `${formatFigure(value)}${unit}`;
  return [
    row.what,
    row.range[0] === row.range[1]
      ? show(row.value)
      : `${show(row.value)} [${show(row.range[0])} … ${show(row.range[1])}]`,
    row.target,
    row.hit ? 'hit' : 'MISS',
    row.note,
  ];
}

/** Prints the table for a terminal. */
export function printTable(rows: readonly Row[]): void {
  const lines = [['what', 'measured', 'target', '', ''], ...rows.map(cells)];
  const widths = [0, 1, 2, 3].map(n =>
    Math.max(...lines.map(line => line[n].length)),
  );
  console.log('');
  for (const line of lines) {
    console.log(
      line
        .map((cell, n) => cell.padEnd(widths[n] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  const misses = rows.filter(({ hit }) => !hit).length;
  console.log(`\n${rows.length - misses} of ${rows.length} targets were hit`);
}

/** Writes docs/performance.md. */
export function writeReport(
  rows: readonly Row[],
  { settings, postgres, tools, loadBefore }: Circumstances,
): void {
  const cpus = os.cpus();
  const version = (name: string) =>
    JSON.parse(
      readFileSync(
        path.join(ROOT, 'node_modules', name, 'package.json'),
        'utf8',
      ),
    ).version as string;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();
  const text = `# Performance

What \`npm run bench\` measured. Rates of different machines, and of one machine at different times, cannot be compared; ratios within
a run can. Every figure is a median of ${settings.rounds} interleaved round${
    settings.rounds === 1 ? '' : 's'
  }, compared within its round.

- Date: ${new Date().toISOString().slice(0, 10)}, commit ${commit}
- Machine: ${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown'}, ${Math.round(
    os.totalmem() / 2 ** 30,
  )} GiB of memory, ${os.type()} ${os.release()}; client, backend and database share it
- Load average before the start: ${loadBefore.toFixed(1)}
- Node ${
    process.versions.node
  }, PostgreSQL ${postgres} in its default configuration, knex ${version(
    'knex',
  )}, pg ${version('pg')}, autocannon ${version('autocannon')}
- ${tools.join(', ') || 'no other tools'}
- ${settings.rows.toLocaleString('en-US')} events stored where the table says so

\`L\` is the rate at which one connection inserts the same usage and journal rows by \`unnest\`, 1,000 a statement, autocommit, into
copies of the plugin's tables with a primary key each and a BRIN index on time. Questions are timed around the plugin's own code, so their
milliseconds hold the database's and Node's. The fold is measured where events are as dense as with ten million in 90 days.

| what | measured | target | | figures |
|---|---|---|---|---|
${rows.map(row => `| ${cells(row).join(' | ')} |`).join('\n')}
`;
  const file = path.join(ROOT, 'docs/performance.md');
  writeFileSync(file, text);
  execFileSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/.bin/prettier'), '--write', file],
    { stdio: 'ignore' },
  );
}
