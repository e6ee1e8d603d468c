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

import { BackendProcess } from '../support/backendProcess';
import { Checks } from '../support/checks';
import { TestPostgres } from '../support/postgres';
import { runScenario, Scenario } from './scenario';

// Two replicas on one PostgreSQL, undisturbed, with PostgreSQL crashing and
// with a replica killed. The last line is `{"passed":…,"failed":…}`.
//   node --require @backstage/cli/config/nodeTransform.cjs test/faults/run.ts [--full]

const EVENTS = process.argv.includes('--full') ? 30_000 : 1_500;

async function main(): Promise<Checks> {
  const checks = Checks.create();
  const postgres = await TestPostgres.start();
  const replicas: BackendProcess[] = [];
  try {
    const options = {
      database: { client: 'pg', connection: postgres.connection },
      aiCredits: {
        account: { monthlyAllowance: '0', excessLimit: '0' },
      },
    };
    // One after the other: the first brings the tables up to date.
    for (const portFrom of [17107, 17117]) {
      replicas.push(await BackendProcess.start({ ...options, portFrom }));
    }
    const scenarios: Scenario[] = [
      {
        name: 'Two replicas, a balance smaller than the demand',
        events: EVENTS,
        team: 1,
        granted: 0.6,
        limited: 0.8,
      },
      {
        name: 'PostgreSQL crashes in the middle, a budget smaller than the demand',
        events: EVENTS,
        team: 2,
        granted: 1,
        limited: 0.7,
        disturb: () => postgres.crashAndRestart(500),
      },
      {
        name: 'A replica is killed in the middle',
        events: EVENTS,
        team: 3,
        granted: 0.5,
        limited: 0.6,
        disturb: () => replicas[0].kill(),
      },
    ];
    for (const scenario of scenarios) {
      await runScenario(scenario, replicas, checks);
    }
  } catch (error) {
    checks.that(false, 'the run came to its end', `${error}`);
    for (const replica of replicas) {
      console.log(replica.log.slice(-3_000));
    }
  } finally {
    await Promise.all(replicas.map(replica => replica.stop()));
    await postgres.stop();
  }
  return checks;
}

main().then(
  ({ passed, failures }) => {
    console.log(JSON.stringify({ passed, failed: failures.length }));
    process.exit(failures.length > 0 ? 1 : 0);
  },
  error => {
    console.error(error);
    console.log(JSON.stringify({ passed: 0, failed: 1 }));
    process.exit(1);
  },
);
