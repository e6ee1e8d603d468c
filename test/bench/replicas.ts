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

import { ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { TestPostgres } from '../support/postgres';
import { interleave, ratioRow, Row } from './harness';
import { InsertLimit } from './limit';
import type { ReplicaOrder } from './replica';
import { createService } from './service';
import { BenchSettings } from './settings';

const CALLERS = 1_024;
const DATABASE = 'replicas';

/** A process that charges. */
class Replica {
  private constructor(private readonly child: ChildProcess) {}

  static start(): Replica {
    return new Replica(
      fork(path.join(__dirname, 'replica.ts'), {
        execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
      }),
    );
  }

  async tell(order: ReplicaOrder): Promise<number> {
    return new Promise((resolve, reject) => {
      const listen = (message: { rate?: number; error?: string }) => {
        // The loader of TypeScript sends messages of its own.
        if (message.rate === undefined && message.error === undefined) {
          return;
        }
        this.child.off('message', listen);
        if (message.rate === undefined) {
          reject(new Error(message.error));
        } else {
          resolve(message.rate);
        }
      };
      this.child.on('message', listen);
      this.child.send(order);
    });
  }

  kill(): void {
    this.child.kill();
  }
}

/** Two backend replicas on one account, against one and against L. */
export async function benchReplicas(
  postgres: TestPostgres,
  settings: BenchSettings,
): Promise<Row[]> {
  const service = await createService(postgres, DATABASE, 1);
  await service.close();
  const limit = await InsertLimit.create(postgres, DATABASE);
  const connection = { ...postgres.connection, database: DATABASE };
  const replicas = [Replica.start(), Replica.start()];
  const count = settings.quick ? 12_000 : 40_000;
  let run = 0;
  const charge = (who: Replica[]) => async () => {
    run += 1;
    const started = performance.now();
    await Promise.all(
      who.map((replica, n) =>
        replica.tell({
          order: 'charge',
          prefix: `replica-${n}-${run}`,
          callers: CALLERS,
          count,
        }),
      ),
    );
    return (who.length * count * 1_000) / (performance.now() - started);
  };
  try {
    for (const replica of replicas) {
      await replica.tell({ order: 'open', connection });
    }
    // To have compiled, and to know the names of the company.
    await charge(replicas)();
    const figures = await interleave(
      [
        { name: 'L', run: () => limit.run(count) },
        { name: 'one replica', run: charge(replicas.slice(0, 1)) },
        { name: 'two replicas', run: charge(replicas) },
      ],
      settings.rounds,
    );
    for (const replica of replicas) {
      await replica.tell({ order: 'close' });
    }
    return [
      ratioRow(
        'two replicas, 1,024 callers each, together',
        figures,
        ['two replicas', 'L'],
        0.6,
      ),
      ratioRow(
        'two replicas against one',
        figures,
        ['two replicas', 'one replica'],
        1.15,
      ),
    ];
  } finally {
    for (const replica of replicas) {
      replica.kill();
    }
    await limit.close();
  }
}
