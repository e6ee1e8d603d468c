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

/** An answer of the API; `status` 0 stands for none at all. */
export interface Answer<T> {
  status: number;
  body: T;
}

/** Where to send requests. */
export interface Target {
  url: string;
  token: string;
}

/** One request to the plugin's API; a connection that breaks is an answer, too. */
export async function call<T>(
  target: Target,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  route: string,
  body?: unknown,
): Promise<Answer<T>> {
  try {
    const response = await fetch(`${target.url}/api/ai-credits/v1${route}`, {
      method,
      headers: {
        authorization: `Bearer ${target.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text && isJson(response) ? JSON.parse(text) : text) as T,
    };
  } catch (error) {
    return { status: 0, body: `${error}` as T };
  }
}

/** The same, for calls that must succeed. */
export async function expectOk<T>(
  ...args: Parameters<typeof call>
): Promise<T> {
  const answer = await call<T>(...args);
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(
      `${args[1]} ${args[2]} answered ${answer.status}: ${JSON.stringify(
        answer.body,
      )}`,
    );
  }
  return answer.body;
}

function isJson(response: Response): boolean {
  return /\bjson\b/.test(response.headers.get('content-type') ?? '');
}
