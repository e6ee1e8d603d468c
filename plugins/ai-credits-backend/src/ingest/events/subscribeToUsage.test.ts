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

import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  DefaultEventsService,
  EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { ServiceUnavailableError } from '@backstage/errors';
import { RecordResponse } from 'backstage-plugin-ai-credits-common';
import { Portal, startPortal } from '../../__testUtils__/portal';
import { storiesOf } from '../../__testUtils__/stories';
import { subscribeToUsage } from './subscribeToUsage';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('the events bus on %s', engine => {
  let portal: Portal;
  let events: EventsService;
  // Without a backend that keeps events: there is none to ask here.
  const bus = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
    useEventBus: 'never',
  });
  const auditor = mockServices.auditor.mock();
  const succeeded = jest.fn();
  auditor.createEvent.mockResolvedValue({
    success: succeeded,
    fail: async () => {},
  });
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {}, [
      auditor.factory,
      createServiceFactory({
        service: eventsServiceRef,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => bus.forPlugin(plugin.getId()),
      }),
      createBackendPlugin({
        pluginId: 'writer',
        register(env) {
          env.registerInit({
            deps: { service: eventsServiceRef },
            async init({ service }) {
              events = service;
            },
          });
        },
      }),
    ]);
  });
  afterAll(async () => portal?.stop());

  const publish = (eventPayload: unknown) =>
    events.publish({ topic: 'ai-credits.usage', eventPayload });
  const event = (id: string) => ({
    id,
    source: 'writer',
    action: 'erase',
    service: 'component:default/writer',
  });

  it('brings what another plugin publishes, once', async () => {
    await publish(event('1'));
    await publish({ events: [event('1'), event('2'), { id: 'bad' }] });
    await publish([event('3')]);
    await publish('nonsense');
    await events.publish({ topic: 'other', eventPayload: event('4') });
    const stories = await storiesOf(portal, 'writer');
    expect(stories.map(({ eventId }) => eventId).sort()).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(stories[0]).toMatchObject({
      credits: '-7',
      team: 'group:default/writers',
    });
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'usage-record',
      severityLevel: 'low',
      meta: { via: 'events', events: 3 },
    });
    expect(succeeded).toHaveBeenCalledWith({
      meta: { charged: 1, duplicates: 1, rejected: 1 },
    });
  });
});

describe('subscribeToUsage', () => {
  const answer: RecordResponse = {
    results: [{ status: 'invalid', error: 'id: is required' }],
    charged: 0,
    duplicates: 0,
    rejected: 1,
  };

  it('waits for room, and says what was refused', async () => {
    const events = mockServices.events();
    const logger = mockServices.logger.mock();
    const record = jest
      .fn()
      .mockRejectedValueOnce(new ServiceUnavailableError('The queue is full'))
      .mockResolvedValue(answer);
    await subscribeToUsage({
      events,
      record,
      logger,
      config: { enabled: true, topic: 'usage' },
    });
    await events.publish({ topic: 'usage', eventPayload: { prompt: 'x' } });
    expect(record).toHaveBeenCalledTimes(2);
    expect(logger.warn.mock.calls).toEqual([
      [
        '1 of 1 usage events on the events bus were refused',
        { topic: 'usage', reasons: ['id: is required'] },
      ],
    ]);
    await events.publish({
      topic: 'usage',
      eventPayload: Array(10_001).fill({}),
    });
    expect(record.mock.calls.at(-1)?.[0]).toEqual([
      { error: 'a payload must not have more than 10000 events' },
    ]);
  });

  it('lets a bounded number of payloads wait', async () => {
    const events = mockServices.events.mock();
    const logger = mockServices.logger.mock();
    let finish = () => {};
    const done = new Promise<void>(resolve => {
      finish = resolve;
    });
    const record = jest.fn(async () => {
      await done;
      return { ...answer, results: [], rejected: 0 };
    });
    await subscribeToUsage({
      events,
      record,
      logger,
      config: { enabled: true, topic: 'usage' },
    });
    const { onEvent } = events.subscribe.mock.calls[0][0];
    const publish = () => onEvent({ topic: 'usage', eventPayload: [{}, {}] });
    const taken = Array.from({ length: 100 }, publish);
    await expect(publish()).rejects.toThrow(
      '100 payloads wait to be recorded already',
    );
    expect(logger.warn).toHaveBeenCalledWith(
      '2 of 2 usage events on the events bus were refused',
      {
        topic: 'usage',
        reasons: ['100 payloads wait to be recorded already'],
      },
    );
    finish();
    await Promise.all(taken);
    await publish();
    expect(record).toHaveBeenCalledTimes(101);
  });

  it('does not listen where it is switched off', async () => {
    const events = mockServices.events.mock();
    await subscribeToUsage({
      events,
      record: jest.fn(),
      logger: mockServices.logger.mock(),
      config: { enabled: false, topic: 'usage' },
    });
    expect(events.subscribe).not.toHaveBeenCalled();
  });
});
