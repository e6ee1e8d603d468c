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

import os from 'node:os';
import { TestPostgres } from '../support/postgres';
import { benchCharging } from './charging';
import { Row } from './harness';
import { benchHttp } from './http';
import { benchReplicas } from './replicas';
import { printTable, writeReport } from './report';
import { BenchSettings, Group, readSettings } from './settings';
import { benchQuestions, benchStored } from './stored';

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  if (!settings) {
    return;
  }
  const postgres = await TestPostgres.start();
  try {
    await measure(postgres, settings);
  } finally {
    await postgres.stop();
  }
}

async function measure(
  postgres: TestPostgres,
  settings: BenchSettings,
): Promise<void> {
  const rows: Row[] = [];
  const tools: string[] = [];
  const [loadBefore] = os.loadavg();
  const groups: Record<Group, () => Promise<Row[]>> = {
    charging: async () => {
      const { rows: found, tools: used } = await benchCharging(
        postgres,
        settings,
      );
      tools.push(...used);
      return found;
    },
    replicas: () => benchReplicas(postgres, settings),
    stored: () => benchStored(postgres, settings),
    http: () => benchHttp(postgres, settings),
    questions: () => benchQuestions(postgres, settings),
  };
  for (const group of settings.groups) {
    console.log(`\n${group}`);
    rows.push(...(await groups[group]()));
  }
  printTable(rows);
  if (settings.write) {
    const client = await postgres.connect('postgres');
    const { rows: found } = await client.query('show server_version');
    await client.end();
    writeReport(rows, {
      settings,
      postgres: found[0].server_version,
      tools,
      loadBefore,
    });
    console.log('docs/performance.md has been written');
  }
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
