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

/**
 * Signs in as the sign-in page does.
 *
 * @param who - `guest` or a user entity ref
 * @returns the token of their session
 */
export async function signIn(url: string, who: string): Promise<string> {
  const guest = who === 'guest';
  const response = await fetch(
    `${url}/api/auth/${guest ? 'guest' : 'demo'}/refresh`,
    {
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        ...(guest ? {} : { 'x-demo-person': who }),
      },
    },
  );
  if (!response.ok) {
    throw new Error(`Signing in as ${who} answered ${response.status}`);
  }
  const { backstageIdentity } = (await response.json()) as {
    backstageIdentity: { token: string };
  };
  return backstageIdentity.token;
}

/** The plugin's HTTP API as somebody may use it. */
export class Api {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static withToken(url: string, token: string): Api {
    return new Api(url, token);
  }

  /** Signs in as {@link signIn} does. */
  static async signIn(url: string, who: string): Promise<Api> {
    return new Api(url, await signIn(url, who));
  }

  async get<T>(route: string): Promise<T> {
    return (await this.send('GET', route)).json() as Promise<T>;
  }

  async text(route: string): Promise<string> {
    return (await this.send('GET', route)).text();
  }

  async post<T>(route: string, body: unknown): Promise<T> {
    return (await this.send('POST', route, body)).json() as Promise<T>;
  }

  async put<T>(route: string, body: unknown): Promise<T> {
    return (await this.send('PUT', route, body)).json() as Promise<T>;
  }

  async delete(route: string): Promise<void> {
    await this.send('DELETE', route);
  }

  private async send(method: string, route: string, body?: unknown) {
    const response = await fetch(`${this.url}/api/ai-credits/v1${route}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${route} answered ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return response;
  }
}
