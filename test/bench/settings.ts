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

import { parseArgs } from 'node:util';

const HELP = `npm run bench -- [options]

  --quick        one round of less work; says whether it runs, not how fast
  --rounds N     rounds of each comparison (default 3)
  --rows N       events stored before the questions and the charging against a
                 full table, such as 500k or 10m (default 1m; quick 200k)
  --only NAME    one group only; repeat it: charging, replicas, stored, http, or
                 questions: of stored, only those
  --write        write docs/performance.md (default unless --quick or --only)

Everything is compared with a yardstick within the same run: L is the rate at
which one connection inserts the same usage and journal rows.`;

export const GROUPS = [
  'charging',
  'replicas',
  'stored',
  'http',
  'questions',
] as const;
export type Group = (typeof GROUPS)[number];
/** What is measured where nothing is named; the questions are among what is stored. */
const DEFAULT_GROUPS = GROUPS.filter(group => group !== 'questions');

export interface BenchSettings {
  quick: boolean;
  rounds: number;
  rows: number;
  groups: readonly Group[];
  write: boolean;
}

/** Reads the command line; undefined when help was printed. */
export function readSettings(args: string[]): BenchSettings | undefined {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      rows: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      write: { type: 'boolean' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return undefined;
  }
  const groups = values.only.map(name => {
    const group = GROUPS.find(known => known === name);
    if (!group) {
      throw new Error(`--only ${name}: there are ${GROUPS.join(', ')}`);
    }
    return group;
  });
  const quick = values.quick;
  return {
    quick,
    rounds: count('--rounds', values.rounds ?? (quick ? '1' : '3')),
    rows: count('--rows', values.rows ?? (quick ? '200k' : '1m')),
    groups: groups.length > 0 ? groups : DEFAULT_GROUPS,
    write: values.write ?? (!quick && groups.length === 0),
  };
}

function count(option: string, text: string): number {
  const [, digits, unit] = /^(\d+)([km]?)$/i.exec(text) ?? [];
  const factor = { k: 1e3, m: 1e6 }[unit?.toLowerCase() as 'k' | 'm'] ?? 1;
  const value = Number(digits) * factor;
  if (!(value >= 1)) {
    throw new Error(`${option} ${text}: write a count such as 3, 500k or 10m`);
  }
  return value;
}
