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

import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import request from 'supertest';
import { authModuleDemoProvider } from './module';

const people = [
  { entityRef: 'user:default/jo.example' },
  { entityRef: 'user:default/not-read-yet' },
];

async function startAuth() {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleDemoProvider,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          auth: { providers: { demo: { people } } },
        },
      }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'jo.example' },
            spec: {
              profile: { displayName: 'Jo Example', email: 'jo@n.example' },
            },
            relations: [
              { type: 'memberOf', targetRef: 'group:default/payments' },
            ],
          },
        ],
      }),
    ],
  });
  return server;
}

describe('demo sign-in', () => {
  const nodeEnv = process.env.NODE_ENV;

  beforeEach(() => {
    Object.assign(process.env, { NODE_ENV: 'development' });
  });

  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: nodeEnv });
  });

  it('signs in the chosen person with their groups, and nobody else', async () => {
    const server = await startAuth();

    const signedIn = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-person', 'user:default/jo.example');
    expect(signedIn.status).toBe(200);
    expect(signedIn.body.profile).toEqual({
      displayName: 'Jo Example',
      email: 'jo@n.example',
    });
    expect(signedIn.body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/jo.example',
      ownershipEntityRefs: [
        'user:default/jo.example',
        'group:default/payments',
      ],
    });

    const unlisted = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-person', 'user:default/marieke.devries');
    expect(unlisted.status).toBe(403);
    expect(unlisted.body.error.message).toContain('auth.providers.demo.people');

    const nobody = await request(server).get('/api/auth/demo/refresh');
    expect(nobody.status).toBe(400);

    const missing = await request(server)
      .get('/api/auth/demo/refresh')
      .set('x-demo-person', 'user:default/not-read-yet');
    expect(missing.status).toBe(503);
    expect(missing.body.error.message).toContain('not in the catalog (yet)');
  });

  it('keeps the backend from starting in production', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(startAuth()).rejects.toThrow(/works in development only/);
  });
});
