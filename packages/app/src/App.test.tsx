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

import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import app from './App';

const config = {
  app: { title: 'Test portal', baseUrl: 'http://localhost:3000' },
  organization: { name: 'Nusantara Goods' },
  backend: { baseUrl: 'http://localhost:7007' },
  auth: {
    providers: {
      demo: {
        people: [
          {
            entityRef: 'user:default/jo.example',
            displayName: 'Jo Example',
            role: 'Engineer',
            team: 'Payments',
          },
        ],
      },
    },
  },
};

describe('App', () => {
  const signInRequests: Array<{ url: string; person: string | null }> = [];

  beforeEach(() => {
    localStorage.clear();
    signInRequests.length = 0;
    jest.replaceProperty(process, 'env', {
      NODE_ENV: 'test',
      APP_CONFIG: [{ data: config, context: 'test' }],
    } as unknown as NodeJS.ProcessEnv);
    jest
      .spyOn(global, 'fetch')
      .mockImplementation(async (input: RequestInfo | URL, init) => {
        const url = input instanceof Request ? input.url : String(input);
        if (url.includes('/api/auth/')) {
          const person = new Headers(init?.headers).get('x-demo-person');
          signInRequests.push({ url, person });
          const userEntityRef = person ?? 'user:default/guest';
          return Response.json({
            profile: { displayName: 'Jo Example' },
            backstageIdentity: {
              token: `h.${btoa(JSON.stringify({ exp: 4e9 }))}.s`,
              identity: {
                type: 'user',
                userEntityRef,
                ownershipEntityRefs: [userEntityRef],
              },
            },
          });
        }
        return Response.json(
          { error: { message: 'not there' } },
          { status: 404 },
        );
      });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('signs in the chosen person, shows the way around, and remembers the choice', async () => {
    const first = render(app.createRoot());
    await userEvent.click(
      await screen.findByRole(
        'button',
        { name: /Jo Example/ },
        { timeout: 20_000 },
      ),
    );
    for (const name of [
      /Home/,
      /Catalog/,
      /AI Credits/,
      /Notifications/,
      /Settings/,
    ]) {
      expect(
        (await screen.findAllByRole('link', { name }, { timeout: 20_000 }))[0],
      ).toBeInTheDocument();
    }
    expect(signInRequests).toEqual([
      {
        url: 'http://localhost:7007/api/auth/demo/refresh',
        person: 'user:default/jo.example',
      },
    ]);
    first.unmount();

    render(app.createRoot());
    await waitFor(() => expect(signInRequests).toHaveLength(2), {
      timeout: 20_000,
    });
    expect(signInRequests[1].person).toBe('user:default/jo.example');
    expect(
      screen.queryByRole('button', { name: /Jo Example/ }),
    ).not.toBeInTheDocument();
  }, 60_000);
});
