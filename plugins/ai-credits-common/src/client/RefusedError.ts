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

import { CustomErrorBase, ResponseError } from '@backstage/errors';
import { Refusal } from '../schemas/usage';

/**
 * Credits were refused: the answer 402. `refusal` says which scope was at its
 * limit, when that resets and who can raise it.
 *
 * @public
 */
export class RefusedError extends CustomErrorBase {
  name = 'RefusedError' as const;
  readonly statusCode = 402;

  private constructor(readonly refusal: Refusal, cause: ResponseError) {
    super(cause.body.error.message, cause);
  }

  /**
   * The refusal that a response stands for; undefined when it is another
   * error, such as the 402 of a proxy in between.
   */
  static fromResponseError(error: ResponseError): RefusedError | undefined {
    const refusal =
      error.statusCode === 402 ? refusalOf(error.body) : undefined;
    return refusal && new RefusedError(refusal, error);
  }
}

/**
 * The refusal in a body; undefined when a part of it is missing. Checked by
 * hand, since the schema would bring its whole library into every portal page
 * that loads the client.
 */
function refusalOf(body: unknown): Refusal | undefined {
  const {
    automaticPurchase,
    contacts,
    held,
    limit,
    reason,
    requested,
    resetsAt,
    scope,
    used,
  } = (body ?? {}) as Partial<Refusal>;
  const complete =
    (reason === 'insufficient_credits' || reason === 'budget_exceeded') &&
    typeof scope === 'string' &&
    [limit, used, held, requested].every(
      amount => typeof amount === 'string',
    ) &&
    (resetsAt === undefined || typeof resetsAt === 'string') &&
    Array.isArray(contacts) &&
    contacts.every(contact => typeof contact === 'string');
  if (!complete) {
    return undefined;
  }
  return {
    reason,
    scope,
    limit: limit!,
    used: used!,
    held: held!,
    requested: requested!,
    ...(resetsAt === undefined ? {} : { resetsAt }),
    contacts,
    ...(typeof automaticPurchase?.message === 'string'
      ? { automaticPurchase }
      : {}),
  };
}
