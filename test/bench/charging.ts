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

import { TestPostgres } from '../support/postgres';
import { Contender, interleave, ratioRow, Row } from './harness';
import { InsertLimit } from './limit';
import { createService, measureCharges, measureRecord } from './service';
import { BenchSettings } from './settings';
import { createTpcb } from './tpcb';

/** Charging in one process: batches and single charges against L and pgbench. */
export async function benchCharging(
  postgres: TestPostgres,
  settings: BenchSettings,
): Promise<{ rows: Row[]; tools: string[] }> {
  const all = await createService(postgres, 'charging_all', 1);
  const some = await createService(postgres, 'charging_some', 0.1);
  const limit = await InsertLimit.create(postgres, 'charging_all');
  const tpcb = await createTpcb(postgres);
  const scale = settings.quick ? 1 : 4;
  let run = 0;
  const prefix = () => `charging-${(run += 1)}`;
  const callers = (count: number, charges: number): Contender => ({
    name: `${count} callers`,
    run: () => measureCharges(all, prefix(), count, charges * scale),
  });
  const contenders: Contender[] = [
    { name: 'L', run: () => limit.run(30_000 * scale) },
    {
      name: 'batches, five budgets',
      run: () => measureRecord(all, prefix(), 15_000 * scale),
    },
    {
      name: 'batches, 10 % budgets',
      run: () => measureRecord(some, prefix(), 15_000 * scale),
    },
    callers(1_024, 12_000),
    callers(256, 8_000),
    callers(64, 5_000),
    { name: 'tpcb-like', run: () => tpcb.run(settings.quick ? 3 : 8) },
  ];
  // The first statements of a process compile; nobody is measured by them.
  for (const warm of [all, some]) {
    await measureRecord(warm, prefix(), 5_000);
    await measureCharges(warm, prefix(), 64, 2_000);
  }
  try {
    const figures = await interleave(contenders, settings.rounds);
    const against = (
      what: string,
      name: string,
      atLeast: number,
      yardstick = 'L',
    ) => ratioRow(what, figures, [name, yardstick], atLeast);
    return {
      tools: [tpcb.tool],
      rows: [
        against(
          'record, batches of 1,000, five limited budgets each',
          'batches, five budgets',
          0.5,
        ),
        against(
          'record, batches of 1,000, budgets on 10 %',
          'batches, 10 % budgets',
          0.65,
        ),
        against('1,024 concurrent single charges', '1024 callers', 0.5),
        against('256 concurrent single charges', '256 callers', 0.28),
        against('64 concurrent single charges', '64 callers', 0.12),
        against(
          '64 concurrent single charges against pgbench tpcb-like, 16 clients',
          '64 callers',
          4,
          'tpcb-like',
        ),
      ],
    };
  } finally {
    await limit.close();
    await all.close();
    await some.close();
  }
}
