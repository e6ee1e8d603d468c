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

import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import notificationsEmailModule from '@backstage/plugin-notifications-backend-module-email';
import aiCreditsPlugin from 'backstage-plugin-ai-credits-backend';
import { Knex } from 'knex';
import { AddressInfo } from 'net';
import { SMTPServer } from 'smtp-server';
import request from 'supertest';

const databases = TestDatabases.create();
jest.setTimeout(180_000);

interface Mail {
  to: string[];
  text: string;
}

/** A mail server that keeps what arrives. */
async function startMailServer() {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks)
            .toString('utf8')
            // Lines that the mail's encoding broke, and its escapes.
            .replace(/=\r\n/g, '')
            .replace(/=3D/g, '='),
        });
        callback();
      });
    },
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    mails,
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}

const person = (name: string, team: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { email: `${name}@nusantara.example` } },
  relations: [{ type: 'memberOf', targetRef: `group:default/${team}` }],
});

const team = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team' },
});

/** A portal with notifications and mail, one of however many replicas. */
async function startReplica(knex: Knex, mailPort: number) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      aiCreditsPlugin,
      notificationsPlugin,
      notificationsEmailModule,
      databaseServiceFactory,
      // Tasks run when they are told to.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      catalogServiceMock.factory({
        entities: [
          person('jo', 'payments'),
          person('root', 'admins'),
          team('payments'),
          team('admins'),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          backend: { database: connectionOf(knex) },
          notifications: {
            processors: {
              email: {
                transportConfig: {
                  transport: 'smtp',
                  hostname: '127.0.0.1',
                  port: mailPort,
                },
                sender: 'credits@nusantara.example',
                throttleInterval: { milliseconds: 1 },
              },
            },
          },
          aiCredits: {
            adminContacts: ['group:default/admins'],
            account: { monthlyAllowance: '1000', lowBalanceThreshold: '995' },
          },
        },
      }),
    ],
  });
  return {
    backend,
    runAlerts: () => scheduler.triggerTask('ai-credits-alerts'),
  };
}

function connectionOf(knex: Knex) {
  const { client, connection } = knex.client.config;
  return client === 'pg'
    ? {
        client,
        // The password is not among what a spread would copy.
        connection: { ...connection, password: connection.password },
        pluginDivisionMode: 'schema',
      }
    : { client, connection: ':memory:' };
}

function as(backend: TestBackend, method: 'put' | 'post', path: string) {
  return request(backend.server)
    [method](`/api/ai-credits/v1${path}`)
    .set('Authorization', mockCredentials.user.header('user:default/root'));
}

describe.each(databases.eachSupportedId())('alerts by mail on %s', id => {
  it('arrive once at a mail server, of every replica that runs', async () => {
    const knex = await databases.init(id);
    const mail = await startMailServer();
    // In memory each backend has a database of its own.
    const replicas = [await startReplica(knex, mail.port)];
    if (id.startsWith('POSTGRES')) {
      replicas.push(await startReplica(knex, mail.port));
    }
    try {
      const [{ backend }] = replicas;
      await as(backend, 'put', '/budgets')
        .send({
          scope: { kind: 'user', ref: 'user:default/jo' },
          credits: '10',
          mode: 'soft',
        })
        .expect(200);
      await as(backend, 'post', '/usage')
        .send({
          id: 'one',
          source: 'test',
          occurredAt: new Date().toISOString(),
          user: 'user:default/jo',
          action: 'text-to-image',
          model: 'gpt-4o',
        })
        .expect(200);

      for (let times = 0; times < 3; times++) {
        await Promise.all(replicas.map(({ runAlerts }) => runAlerts()));
      }
      const settled = Date.now() + 20_000;
      while (mail.mails.length < 2 && Date.now() < settled) {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      // Another one would have come by now.
      await new Promise(resolve => setTimeout(resolve, 1_000));

      const told = mail.mails.map(({ to, text }) => [
        to,
        /^Subject: (.*)$/m.exec(text)![1].trim(),
      ]);
      expect(told.sort()).toEqual([
        [
          ['jo@nusantara.example'],
          'User jo has used 100 % of its credits for the month',
        ],
        [['root@nusantara.example'], 'AI credits are running low: 984 left'],
      ]);
      const [budget] = mail.mails.filter(({ to }) => to[0].startsWith('jo'));
      expect(budget.text).toContain('16 of 10 credits are used');
      expect(budget.text).toContain(
        'https://portal.example/ai-credits/budgets',
      );
    } finally {
      await Promise.all(replicas.map(each => each.backend.stop()));
      await mail.stop();
    }
  });
});
