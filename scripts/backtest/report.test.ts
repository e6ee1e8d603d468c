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

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

let folder = '';

before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ai-credits-backtest-'));
});

after(() => rmSync(folder, { recursive: true, force: true }));

function run(text: string, ...args: string[]) {
  const file = path.join(folder, 'series.csv');
  writeFileSync(file, text);
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      path.join(__dirname, 'main.ts'),
      ...(args.length ? args : ['--file', 'series.csv']),
    ],
    { encoding: 'utf8', env: { ...process.env, AI_CREDITS_CWD: folder } },
  );
  return { status, stderr, stdout };
}

const week = [90, 100, 110, 100, 95, 20, 10];
const days = (count: number) =>
  `date,credits\n${Array.from(
    { length: count },
    (_, i) =>
      `${new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)},${
        week[i % 7] + ((i * 37) % 11)
      }`,
  ).join('\n')}\n`;

describe('npm run backtest', () => {
  it('prints errors of each method and of what was chosen', () => {
    const { status, stdout } = run(days(60), 'series.csv', '--json');
    assert.equal(status, 0);
    const { horizon, series } = JSON.parse(stdout);
    assert.equal(horizon, 14);
    const [{ chosen, comparisons, methods, origins }] = series;
    assert.equal(origins, 46);
    // 33 origins have all 14 days after them, the others 13 down to 1.
    assert.equal(comparisons, 33 * 14 + (13 * 14) / 2);
    assert.equal(methods.length, 20);
    const best = Math.min(...methods.map(({ mae }: { mae: number }) => mae));
    assert.ok(chosen.mae <= 1.1 * best);
    assert.equal(chosen.ratio, chosen.mae / best);
    assert.ok(chosen.coverage.days > 0.6 && chosen.coverage.days < 0.95);
    for (const { coverage, id } of methods) {
      // The worst prediction misses by more, and its interval is wider for it.
      for (const share of [coverage.days, coverage.sums]) {
        assert.ok(share > 0.6 && share <= 1, `${id}: ${share}`);
      }
    }
  });

  it('prints a table for people', () => {
    const { stdout } = run(days(40));
    assert.match(
      stdout,
      /^credits: 40 days, 2026-01-01 to 2026-02-09\n26 origins/,
    );
    assert.match(
      stdout,
      /\nmethod +MAE +MASE +total +held: days +held: sums +chosen\nchosen by the forecast /,
    );
    assert.match(stdout, /Interval of 80 %: held [\d.]+ % of the days/);
  });

  it('says when there is not enough data', () => {
    const { status, stdout } = run(days(14));
    assert.equal(status, 0);
    assert.match(stdout, /Not enough data: 14 days, and 15 are needed/);
  });

  it('says what is wrong', () => {
    const bad = run('date,n\n2026-01-01,1\n2026-01-02,-1\n');
    assert.deepEqual(
      [bad.status, bad.stderr],
      [1, "Row 2: '-1' in column 'n' is not a number of 0 or more\n"],
    );
    assert.equal(run(days(1), '--file', 'none.csv').status, 1);
    assert.equal(run(days(1), '--nonsense').status, 2);
  });
});
