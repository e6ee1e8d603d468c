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
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import aiCreditsPlugin from 'backstage-plugin-ai-credits-backend';
import request from 'supertest';
import demoSignIn from '../auth';
import portalPolicy from '../permissions';

/** Nobody, an engineer of Payments, the lead of Commerce, an administrator, a gateway with its token. */
export const roles = [
  'anonymous',
  'engineer',
  'lead',
  'admin',
  'machine',
] as const;
export type Role = (typeof roles)[number];

/** The people behind the roles. */
export const people = {
  engineer: 'user:default/jo',
  lead: 'user:default/sekar',
  admin: 'user:default/root',
};

const MACHINE_TOKEN = 'the-token-of-the-gateway';

function entity(
  kind: string,
  name: string,
  type?: string,
  relations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: type === undefined ? {} : { type },
    relations: Object.entries(relations).map(([relation, targetRef]) => ({
      type: relation,
      targetRef,
    })),
  };
}

const entities = [
  entity('Group', 'commerce', 'department'),
  entity('Group', 'content', 'department'),
  entity('Group', 'payments', 'team', { childOf: 'group:default/commerce' }),
  entity('Group', 'search', 'team', { childOf: 'group:default/commerce' }),
  entity('Group', 'writers', 'team', { childOf: 'group:default/content' }),
  entity('Group', 'platform-admins', 'team'),
  entity('User', 'jo', undefined, { memberOf: 'group:default/payments' }),
  entity('User', 'sekar', undefined, { memberOf: 'group:default/commerce' }),
  entity('User', 'root', undefined, {
    memberOf: 'group:default/platform-admins',
  }),
  entity('Component', 'checkout', 'service', {
    ownedBy: 'group:default/payments',
  }),
  entity('Component', 'finder', 'service', { ownedBy: 'group:default/search' }),
  entity('Component', 'writer', 'service', {
    ownedBy: 'group:default/writers',
  }),
];

/** How a call is sent. */
export type Method = 'get' | 'post' | 'put' | 'delete';

/** A portal whose people sign in, whose machine has a token, and whose policy decides. */
export interface Portal {
  as(
    role: Role,
    method: Method,
    path: string,
    body?: object | string,
  ): request.Test;
  /** Calls that an audit event says have succeeded, such as `POST /v1/grants`. */
  audited: Set<string>;
  stop(): Promise<void>;
}

/**
 * Starts AI Credits with the portal's own sign-in, permission backend and
 * policy, and a machine whose token is restricted as `app-config.yaml` does.
 */
export async function startPortal(): Promise<Portal> {
  const { NODE_ENV } = process.env;
  // The sign-in without a password works in development only.
  Object.assign(process.env, { NODE_ENV: 'development' });
  const audited = new Set<string>();
  const auditor = createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      createEvent: async ({ request: req }) => ({
        success: async () => {
          const path = req?.originalUrl.split('?')[0] ?? '';
          audited.add(`${req?.method} ${path.replace('/api/ai-credits', '')}`);
        },
        fail: async () => undefined,
      }),
    }),
  });
  const backend = await startTestBackend({
    features: [
      auditor,
      authPlugin,
      demoSignIn,
      permissionPlugin,
      portalPolicy,
      aiCreditsPlugin,
      authServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      userInfoServiceFactory,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          organization: { name: 'Example' },
          backend: {
            auth: {
              externalAccess: [
                {
                  type: 'static',
                  options: { token: MACHINE_TOKEN, subject: 'gateway' },
                  accessRestrictions: [
                    {
                      plugin: 'ai-credits',
                      permission: ['ai-credits.record', 'ai-credits.charge'],
                    },
                  ],
                },
              ],
            },
          },
          auth: {
            environment: 'development',
            providers: {
              demo: {
                people: Object.values(people).map(entityRef => ({ entityRef })),
              },
            },
          },
          permission: { enabled: true },
          portalPolicy: { adminGroups: ['group:default/platform-admins'] },
          aiCredits: {
            account: { monthlyAllowance: 100_000 },
            adminContacts: ['group:default/platform-admins'],
          },
        },
      }),
    ],
  });
  const { server } = backend;
  const signIn = async (entityRef: string) => {
    const { body } = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-person', entityRef)
      .expect(200);
    return body.backstageIdentity.token as string;
  };
  const tokens: Partial<Record<Role, string>> = {
    engineer: await signIn(people.engineer),
    lead: await signIn(people.lead),
    admin: await signIn(people.admin),
    machine: MACHINE_TOKEN,
  };
  return {
    audited,
    as(role, method, path, body) {
      const call = request(server)[method](`/api/ai-credits${path}`);
      const token = tokens[role];
      if (token !== undefined) {
        call.set('Authorization', `Bearer ${token}`);
      }
      if (typeof body === 'string') {
        call.set('Content-Type', 'text/csv');
      }
      return body === undefined ? call : call.send(body);
    },
    stop: async () => {
      Object.assign(process.env, { NODE_ENV });
      await backend.stop();
    },
  };
}
