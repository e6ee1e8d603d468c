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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { asHostError, Caller, callerOf } from '../http';
import type { HttpContext } from '../http';

/**
 * Answers as the person or machine behind the credentials, and fails with the
 * errors that the HTTP API fails with.
 */
export async function asCaller<T>(
  credentials: BackstageCredentials,
  { config }: Pick<HttpContext, 'config'>,
  answer: (caller: Caller) => Promise<T>,
): Promise<{ output: T }> {
  try {
    return { output: await answer(callerOf(credentials)) };
  } catch (error) {
    throw asHostError(error, config.ingest.bodyLimit);
  }
}

/** Stands for the person who asks, where a person is named. */
export const ME = 'me';

/**
 * The entity ref of a person who is named in input.
 *
 * @throws InputError for `me` where no person asks
 */
function personOf(name: string, caller: Caller, field: string): string {
  if (name !== ME) {
    return name;
  }
  if (caller.user === undefined) {
    throw new InputError(`${field}: '${ME}' is a person, and no person asks`);
  }
  return caller.user;
}

/** The entity refs of people who are named in input, in the order in which they are. */
export function peopleOf(
  names: readonly string[] | undefined,
  caller: Caller,
  field: string,
): string[] | undefined {
  return names?.map(name => personOf(name, caller, field));
}

/** A scope as kind and ref, such as `team:group:default/payments`; `me` is the person who asks. */
export function scopeOf(text: string, caller: Caller): string {
  return text === ME ? `user:${personOf(text, caller, 'scope')}` : text;
}
