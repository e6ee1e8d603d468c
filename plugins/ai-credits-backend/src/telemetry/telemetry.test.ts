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

import { createSpecializedBackend } from '@backstage/backend-app-api';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TracingServiceSpanOptions } from '@backstage/backend-plugin-api/alpha';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { tracingServiceMock } from '@backstage/backend-test-utils/alpha';
import { notificationService } from '@backstage/plugin-notifications-node';
import { Attributes, metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { Knex } from 'knex';
import { Portal, startPortal } from '../__testUtils__/portal';
import {
  optionalMetricsServiceRef,
  optionalTracingServiceRef,
  Telemetry,
} from '.';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const PREFIX = 'backstage.plugin.ai-credits.';

describe.each(databases.eachSupportedId())('telemetry on %s', engine => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const provider = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter })],
  });
  const tracing = tracingServiceMock.mock();
  const scheduler = mockServices.scheduler();
  const send = jest.fn();
  /** All attributes so far. */
  const seen = new Set<Attributes>();
  let knex: Knex;
  let portal: Portal;

  beforeAll(async () => {
    metrics.setGlobalMeterProvider(provider);
    knex = await databases.init(engine);
    portal = await startPortal(knex, {}, [
      tracing.factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send }),
      }),
    ]);
  });
  afterAll(async () => {
    await portal?.stop();
    await provider.shutdown();
    metrics.disable();
  });

  /** What was measured since the last time, by name: attributes and the value, or how many values there were. */
  const collect = async (): Promise<
    Record<string, Array<[Attributes, number]>>
  > => {
    exporter.reset();
    await provider.forceFlush();
    const measured = Object.fromEntries(
      exporter
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics)
        .flatMap(scope => scope.metrics)
        .filter(({ descriptor }) => descriptor.name.startsWith(PREFIX))
        .map(({ dataPoints, descriptor }) => [
          descriptor.name.slice(PREFIX.length),
          dataPoints.map(({ attributes, value }): [Attributes, number] => [
            attributes,
            typeof value === 'number' ? value : value.count,
          ]),
        ]),
    );
    Object.values(measured)
      .flat()
      .forEach(([attributes]) => seen.add(attributes));
    return measured;
  };
  const event = (id: string, more: object = {}) => ({
    id,
    source: 'telemetry',
    action: 'erase',
    user: 'user:default/jo',
    comment: 'between you and me',
    quantities: { requests: 1 },
    ...more,
  });
  const tooDear = { quantities: { requests: 10_000_000 } };

  it('tells what was sent, what the ledger decided and how long it took', async () => {
    await collect();
    const sent = event('1');
    await portal.as('machine', 'post', '/v1/usage', {
      events: [sent, sent, event('2'), event('')],
    });
    await portal.as('machine', 'post', '/v1/charges', event('3'));
    await portal.as('machine', 'post', '/v1/charges', event('4', tooDear));
    const held = await portal.as('machine', 'post', '/v1/reservations', {
      event: event('5'),
    });
    const open = await collect();
    expect(open).toMatchObject({
      'ingest.events': [
        [{ format: 'api', outcome: 'charged' }, 2],
        [{ format: 'api', outcome: 'duplicate' }, 1],
        [{ format: 'api', outcome: 'rejected' }, 1],
      ],
      'ledger.decisions': [
        [{ operation: 'record', outcome: 'charged' }, 2],
        [{ operation: 'record', outcome: 'duplicate' }, 1],
        [{ operation: 'charge', outcome: 'charged' }, 1],
        [
          {
            operation: 'charge',
            outcome: 'refused',
            reason: 'insufficient_credits',
          },
          1,
        ],
        [{ operation: 'reserve', outcome: 'held' }, 1],
      ],
      'ledger.credits_charged': [
        [{ operation: 'record' }, 14],
        [{ operation: 'charge' }, 7],
      ],
      'ledger.queue_length': [[{}, 0]],
      'ledger.holds_open': [[{}, 1]],
      'fold.lag_blocks': [[{}, expect.any(Number)]],
      'fold.lag_time': [[{}, expect.any(Number)]],
    });
    expect(open['fold.lag_blocks'][0][1]).toBeGreaterThan(0);
    const batches = open['ledger.batch_events'][0][1];
    expect(batches).toBeGreaterThanOrEqual(3);
    expect(open['ledger.batch_wait']).toEqual([[{}, batches]]);
    expect(open['ledger.lock_duration']).toEqual([[{}, batches]]);

    await portal.as(
      'machine',
      'post',
      `/v1/reservations/${held.body.reservationId}/settle`,
      {},
    );
    expect(await collect()).toMatchObject({
      'ledger.decisions': [[{ operation: 'settle', outcome: 'settled' }, 1]],
      'ledger.credits_charged': [[{ operation: 'settle' }, 7]],
      'ledger.holds_open': [[{}, 0]],
    });
  });

  it('tells how tasks end, how far the fold is, and where answers come from', async () => {
    await portal.as('machine', 'post', '/v1/reservations', {
      event: event('6'),
    });
    await knex('hold').where({ status: 'open' }).update({ expires_at: 1 });
    // What this process knows of the account is read anew.
    await knex('account').increment('version', 1);
    await collect();
    await scheduler.triggerTask('ai-credits-fold');
    await scheduler.triggerTask('ai-credits-holds');
    const to = new Date(Date.now() + 60_000);
    const from = new Date(to.getTime() - 3_600_000);
    const question = {
      from: from.toISOString(),
      to: to.toISOString(),
      measures: ['credits'],
    };
    await portal.as('admin', 'post', '/v1/analytics/query', question);
    await portal.as('admin', 'post', '/v1/analytics/query', {
      ...question,
      granularity: 'hour',
      groupBy: ['user', 'service', 'useCase'],
    });
    const done = await collect();
    expect(done).toMatchObject({
      'fold.blocks': [[{}, expect.any(Number)]],
      'fold.lag_blocks': [[{}, expect.any(Number)]],
      'tasks.duration': [
        [{ task: 'fold', outcome: 'completed' }, 1],
        [{ task: 'holds', outcome: 'completed' }, 1],
      ],
      'ledger.holds_lapsed': [[{}, 1]],
      'ledger.holds_open': [[{}, 0]],
    });
    const sources = (done['questions.duration'] ?? []).map(
      ([{ outcome, source }]) => [outcome, source],
    );
    expect(sources).toEqual([
      ['completed', 'rollup'],
      ['completed', 'events'],
    ]);

    await knex.schema.renameTable('rollup_state', 'rollup_state_away');
    await scheduler.triggerTask('ai-credits-fold');
    await knex.schema.renameTable('rollup_state_away', 'rollup_state');
    expect((await collect())['tasks.duration']).toEqual([
      [{ task: 'fold', outcome: 'failed' }, 1],
    ]);
  });

  it('tells of alerts by the way they went', async () => {
    await portal.as('machine', 'post', '/v1/charges', {
      ...event('7'),
      action: 'juggle',
    });
    await collect();
    send.mockRejectedValueOnce(new Error('Request failed with status 503'));
    await scheduler.triggerTask('ai-credits-alerts');
    expect((await collect())['alerts.sent']).toEqual([
      [
        { kind: 'unknown-action', channel: 'notification', outcome: 'failed' },
        1,
      ],
    ]);
  });

  it('puts spans around the same, and tells words out of short lists alone', async () => {
    const spans = tracing.startActiveSpan.mock.calls.map(
      ([name, options]) =>
        [name, options as TracingServiceSpanOptions] as const,
    );
    expect(spans.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'ai-credits record',
        'ai-credits charge',
        'ai-credits reserve',
        'ai-credits settle',
        'ai-credits task',
        'ai-credits question',
      ]),
    );
    const words = new Set(
      [
        ...spans.map(([, { attributes = {} }]) => attributes),
        ...seen.values(),
      ].flatMap(attributes =>
        Object.values(attributes).filter(value => typeof value === 'string'),
      ),
    );
    expect([...words].sort()).toEqual(
      [
        ...['fold', 'holds', 'alerts', 'completed', 'failed'],
        ...['api', 'charged', 'duplicate', 'rejected', 'refused', 'held'],
        ...['record', 'charge', 'reserve', 'settle', 'settled'],
        ...['insufficient_credits', 'rollup', 'events'],
        ...['unknown-action', 'notification'],
      ].sort(),
    );
  });
});

describe('telemetry without the host', () => {
  it('works where the host has neither metrics nor tracing', async () => {
    let telemetry: Telemetry | undefined;
    const backend = createSpecializedBackend({
      defaultServiceFactories: [
        mockServices.rootLifecycle.factory(),
        mockServices.lifecycle.factory(),
        mockServices.rootLogger.factory(),
        mockServices.logger.factory(),
      ],
    });
    backend.add(
      createBackendPlugin({
        pluginId: 'ai-credits',
        register(env) {
          env.registerInit({
            deps: {
              metrics: optionalMetricsServiceRef,
              tracing: optionalTracingServiceRef,
            },
            async init(services) {
              telemetry = Telemetry.create(services);
            },
          });
        },
      }),
    );
    await backend.start();
    telemetry!.posted({ events: 1, waitedMs: 1, lockedMs: 1 });
    telemetry!.observe({
      queueLength: () => 0,
      backlog: async () => ({ holds: 0, lagBlocks: 0, lagMs: 0 }),
    });
    await expect(
      telemetry!.question(async () => ({ source: 'events' })),
    ).resolves.toEqual({ source: 'events' });
    await expect(
      telemetry!.task('fold', async () => {
        throw new Error('away');
      }),
    ).rejects.toThrow('away');
    await backend.stop();
  });
});
