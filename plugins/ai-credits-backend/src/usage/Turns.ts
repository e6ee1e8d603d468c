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

import { ServiceUnavailableError } from '@backstage/errors';

/** Lets only so many work at a time; the others wait, in the order in which they came. */
export class Turns {
  #running = 0;
  readonly #waiting: Array<() => void> = [];

  constructor(
    private readonly options: {
      atATime: number;
      /** How many may wait. */
      waiting: number;
    },
  ) {}

  /** @throws ServiceUnavailableError when too many wait already */
  async take<T>(work: () => Promise<T>): Promise<T> {
    const { atATime, waiting } = this.options;
    if (this.#running < atATime) {
      this.#running += 1;
    } else if (this.#waiting.length >= waiting) {
      throw new ServiceUnavailableError(
        `${waiting} questions are waiting for an answer; try again in a moment`,
      );
    } else {
      // Who ends hands the turn on, so that nobody slips in between.
      await new Promise<void>(resolve => {
        this.#waiting.push(resolve);
      });
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) {
        next();
      } else {
        this.#running -= 1;
      }
    }
  }
}
