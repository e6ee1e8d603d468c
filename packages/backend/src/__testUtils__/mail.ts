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
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import aiCreditsPlugin from 'backstage-plugin-ai-credits-backend';
import { Knex } from 'knex';
import { AddressInfo } from 'net';
import { SMTPServer } from 'smtp-server';
import request from 'supertest';

/** A mail server that keeps what arrives. */
export async function startMailServer() {
  const mails: Array<{ to: string[]; text: string }> = [];
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

/**
 * A portal with notifications, and mail where a server is given; one of
 * however many replicas. Jo and Kim are in Payments, Root is an admin.
 */
export async function startReplica(options: {
  knex: Knex;
  /** What sends mails. */
  mail: BackendFeature;
  mailPort?: number;
  config?: NonNullable<
    Parameters<typeof mockServices.rootConfig.factory>[0]
  >['data'];
}) {
  const { knex, mail, mailPort, config } = options;
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      aiCreditsPlugin,
      notificationsPlugin,
      mail,
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
          person('kim', 'payments'),
          person('root', 'admins'),
          team('payments'),
          team('admins'),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          backend: { database: connectionOf(knex) },
          ...(mailPort === undefined
            ? {}
            : {
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
              }),
          ...config,
        },
      }),
    ],
  });
  return {
    backend,
    run: (task: 'alerts' | 'reports') =>
      scheduler.triggerTask(`ai-credits-${task}`),
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

/** A call by Root. */
export function asRoot(
  { server }: TestBackend,
  method: 'get' | 'put' | 'post',
  path: string,
): request.Test {
  return request(server)
    [method](`/api/ai-credits/v1${path}`)
    .set('Authorization', mockCredentials.user.header('user:default/root'));
}
