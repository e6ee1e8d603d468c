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

function statusOf(error: unknown): number | undefined {
  const { statusCode, response } = (error ?? {}) as {
    statusCode?: unknown;
    response?: { status?: unknown };
  };
  const status = statusCode ?? response?.status;
  return typeof status === 'number' ? status : undefined;
}

/** What the server said about an error, or what the error says of itself. */
export function errorText(error: unknown): string {
  const { body } = (error ?? {}) as {
    body?: { error?: { message?: unknown } };
  };
  const message = body?.error?.message;
  if (typeof message === 'string' && message) {
    return message;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Whether the caller lacks a permission for what was asked. */
export function isForbidden(error: unknown): boolean {
  return (
    statusOf(error) === 403 ||
    (error instanceof Error && error.name === 'NotAllowedError')
  );
}

/** Whether what was asked for does not exist. */
export function isNotFound(error: unknown): boolean {
  return (
    statusOf(error) === 404 ||
    (error instanceof Error && error.name === 'NotFoundError')
  );
}

/** Whether asking again may help: the server was busy or out of reach. */
export function isTransient(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined
    ? error instanceof TypeError
    : status === 429 || status >= 500;
}
