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

import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { RefusedError } from 'backstage-plugin-ai-credits-common';
import { AiCreditsService } from './AiCreditsService';
import { aiCreditsServiceRef } from './aiCreditsServiceRef';

const event = { id: '1', source: 'scaffolder', action: 'description' };

describe('aiCreditsServiceRef', () => {
  const fetched = jest.spyOn(global, 'fetch');
  afterEach(() => fetched.mockReset());
  afterAll(() => fetched.mockRestore());

  let service: AiCreditsService;
  beforeAll(async () => {
    await startTestBackend({
      features: [
        createBackendPlugin({
          pluginId: 'scaffolder',
          register(reg) {
            reg.registerInit({
              deps: { aiCredits: aiCreditsServiceRef },
              async init({ aiCredits }) {
                service = aiCredits;
              },
            });
          },
        }),
      ],
    });
  });

  it('calls the plugin with the credentials of whoever asks', async () => {
    fetched.mockImplementation(async () =>
      Response.json({ transactionId: 't', credits: '2' }, { status: 201 }),
    );
    await expect(service.charge(event)).resolves.toEqual({
      transactionId: 't',
      credits: '2',
    });
    await service.charge(event, {
      credentials: mockCredentials.user('user:default/jo.example'),
    });
    const [own, onBehalf] = fetched.mock.calls.map(([url, init]) => ({
      url: String(url),
      authorization: (init!.headers as Record<string, string>).Authorization,
      body: JSON.parse(String(init!.body)),
    }));
    expect(own.url).toMatch(/\/api\/ai-credits\/v1\/charges$/);
    expect(own.body).toEqual(event);
    expect(own.authorization).toBe(
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:scaffolder'),
        targetPluginId: 'ai-credits',
      }),
    );
    expect(onBehalf.authorization).toBe(
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user('user:default/jo.example'),
        targetPluginId: 'ai-credits',
      }),
    );
  });

  it('tells a refusal from other errors', async () => {
    fetched.mockImplementation(async () =>
      Response.json(
        {
          error: { name: 'RefusedError', message: 'used up' },
          request: { method: 'POST', url: '/v1/reservations' },
          response: { statusCode: 402 },
          reason: 'budget_exceeded',
          scope: 'team:group:default/payments',
          limit: '10',
          used: '10',
          held: '0',
          requested: '1',
          contacts: [],
        },
        { status: 402 },
      ),
    );
    const error = await service.reserve({ event }).catch(caught => caught);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.refusal.scope).toBe('team:group:default/payments');
  });
});
