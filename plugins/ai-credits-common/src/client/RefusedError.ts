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
import { Refusal, refusalSchema } from '../schemas/usage';

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
      error.statusCode === 402
        ? refusalSchema.safeParse(error.body).data
        : undefined;
    return refusal && new RefusedError(refusal, error);
  }
}
