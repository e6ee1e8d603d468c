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

import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import createKnex, { Knex } from 'knex';
import {
  parseCredits,
  usageEventSchema,
  UsageEventInput,
} from 'backstage-plugin-ai-credits-common';
import {
  Directory,
  DirectoryService,
} from '../../plugins/ai-credits-backend/src/attribution';
import { readAiCreditsConfig } from '../../plugins/ai-credits-backend/src/config';
import { Dictionary } from '../../plugins/ai-credits-backend/src/database/dictionary';
import { migrate } from '../../plugins/ai-credits-backend/src/database/engine';
import { dimKinds } from '../../plugins/ai-credits-backend/src/database/vocabulary';
import { UsagePipeline } from '../../plugins/ai-credits-backend/src/ingest';
import { DefaultLedger } from '../../plugins/ai-credits-backend/src/ledger/DefaultLedger';
import {
  RateCards,
  RateCardStore,
} from '../../plugins/ai-credits-backend/src/rating';
import {
  departmentOfTeam,
  departmentRef,
  LARGE_COMPANY,
  serviceRef,
  systemRef,
  teamOfUser,
  teamRef,
  userRef,
} from '../support/company';
import { eventMaker } from '../support/events';
import { TestPostgres } from '../support/postgres';

const silent: LoggerService = {
  error: message => console.error(message),
  warn: message => console.warn(message),
  info: () => undefined,
  debug: () => undefined,
  child: () => silent,
};

/** How a connection to one database is described, for other processes too. */
export interface ServiceConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** The charge path as the plugin wires it, in this process: understanding, attribution, rating, ledger. */
export class Service {
  private constructor(
    readonly knex: Knex,
    readonly pipeline: UsagePipeline,
    readonly ledger: DefaultLedger,
  ) {}

  /** Opens the service on a database, whose tables it creates when they are not there. */
  static async open(connection: ServiceConnection): Promise<Service> {
    const knex = createKnex({
      client: 'pg',
      connection,
      pool: { min: 2, max: 10 },
    });
    await migrate(knex);
    const config = readAiCreditsConfig(
      new ConfigReader({
        aiCredits: { account: { openedAt: '2026-01-01T00:00:00Z' } },
      }),
    );
    const ledger = await DefaultLedger.create({
      knex,
      logger: silent,
      dictionary: Dictionary.create({ knex }),
      account: config.account,
      settings: { ...config.account, ...config.ledger },
      queueLimit: config.ledger.queueLimit,
      batchSize: config.ledger.batchSize,
    });
    const { id: accountId } = await knex('account').first('id');
    const rateCards = await RateCards.create({
      store: RateCardStore.create({ knex, accountId }),
      openedAt: config.account.openedAt ?? 0,
      logger: silent,
    });
    const directory = DirectoryService.create({
      read: async () => companyDirectory(),
      groupTypes: config.attribution.groupTypes,
      logger: silent,
    });
    return new Service(
      knex,
      UsagePipeline.create({ config, directory, rateCards, ledger }),
      ledger,
    );
  }

  /** Credits for any number of charges. */
  async fund(): Promise<void> {
    await this.ledger.grant(
      'default',
      {
        kind: 'promotion',
        credits: parseCredits('1000000000'),
        reason: 'measurement',
        idempotencyKey: 'measurement',
      },
      'user:default/measurement',
    );
  }

  async record(events: readonly UsageEventInput[]): Promise<void> {
    const { rejected } = await this.pipeline.record(
      events.map(value => ({ value })),
    );
    if (rejected > 0) {
      throw new Error(`${rejected} of ${events.length} were rejected`);
    }
  }

  async charge(event: UsageEventInput): Promise<void> {
    const outcome = await this.ledger.charge(
      'default',
      await this.pipeline.authorised(usageEventSchema.parse(event)),
    );
    if (outcome.status !== 'charged') {
      throw new Error(`A charge was ${outcome.status}`);
    }
  }

  async close(): Promise<void> {
    await this.knex.destroy();
  }
}

/** Opens the service on a database of its own, funded, with budgets for a share of all scopes. */
export async function createService(
  postgres: TestPostgres,
  database: string,
  budgetShare: number,
): Promise<Service> {
  await postgres.createDatabase(database);
  const service = await Service.open({ ...postgres.connection, database });
  await service.fund();
  await setBudgets(service.knex, budgetShare);
  return service;
}

/**
 * Hard budgets, too large to be reached, for a share of the departments,
 * teams, users, projects and services: with all of them every event counts
 * against five.
 */
async function setBudgets(knex: Knex, share: number): Promise<void> {
  const size = LARGE_COMPANY;
  const scopes = (
    [
      ['department', size.departments, departmentRef],
      ['team', size.teams, teamRef],
      ['user', size.users, userRef],
      ['project', size.systems, systemRef],
      ['service', size.services, serviceRef],
    ] as const
  ).flatMap(([kind, count, refOf]) =>
    Array.from({ length: count }, (_, n) => n)
      .filter(n => n % Math.round(1 / share) === 0)
      .map(n => ({ kind: dimKinds[kind], ref: refOf(n) })),
  );
  await knex.raw(
    `insert into dim (kind, ref) select * from unnest(?::smallint[], ?::text[]) on conflict do nothing`,
    [scopes.map(({ kind }) => kind), scopes.map(({ ref }) => ref)],
  );
  await knex.raw(
    `insert into budget (account_id, scope_kind, scope_id, period, credits, hard, thresholds, tracked_from, created_at, updated_at)
     select a.id, d.kind, d.id, 'month', 100000000000000, true, '[75,90,100]', 0, 0, 0
       from account a, dim d
       join unnest(?::smallint[], ?::text[]) as w(kind, ref) on w.kind = d.kind and w.ref = d.ref`,
    [scopes.map(({ kind }) => kind), scopes.map(({ ref }) => ref)],
  );
  // Like every change of budgets: a process that knows the account reads it again.
  await knex.raw(
    'update account set budgets_version = budgets_version + 1, version = version + 1',
  );
}

function companyDirectory(): Directory {
  const size = LARGE_COMPANY;
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  return {
    users: new Map(
      numbers(size.users).map(n => [
        userRef(n),
        { groups: [teamRef(teamOfUser(n, size))] },
      ]),
    ),
    groups: new Map<string, { type?: string; parent?: string }>([
      ...numbers(size.departments).map(
        n => [departmentRef(n), { type: 'department' }] as const,
      ),
      ...numbers(size.teams).map(
        n =>
          [
            teamRef(n),
            { type: 'team', parent: departmentRef(departmentOfTeam(n, size)) },
          ] as const,
      ),
    ]),
    services: new Map(
      numbers(size.services).map(n => [
        serviceRef(n),
        {
          owner: teamRef(n % size.teams),
          system: systemRef(n % size.systems),
        },
      ]),
    ),
    projects: new Map(
      numbers(size.systems).map(n => [
        systemRef(n),
        { owner: teamRef(n % size.teams) },
      ]),
    ),
  };
}

/** Events per second of recording so many in batches of 1,000, one batch after the other. */
export async function measureRecord(
  service: Service,
  prefix: string,
  count: number,
): Promise<number> {
  const next = eventMaker({ prefix, seed: count });
  const batches = Array.from({ length: Math.ceil(count / 1_000) }, () =>
    Array.from({ length: 1_000 }, next),
  );
  const started = performance.now();
  for (const batch of batches) {
    await service.record(batch);
  }
  return (batches.length * 1_000_000) / (performance.now() - started);
}

/** Charges per second of so many callers, each of which asks for one at a time. */
export async function measureCharges(
  service: Service,
  prefix: string,
  callers: number,
  count: number,
): Promise<number> {
  const next = eventMaker({ prefix, seed: count });
  const events = Array.from({ length: count }, next);
  let taken = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (taken < count) {
        await service.charge(events[taken++]);
      }
    }),
  );
  return (count * 1_000) / (performance.now() - started);
}
