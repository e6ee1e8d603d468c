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

import { isError, ServiceUnavailableError } from '@backstage/errors';

/** Work that waits for its turn on the account. */
interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Gathers what waits into batches, one in flight at a time. Nothing waits for
 * a timer: while a batch is being posted the next one fills by itself, which
 * measured faster at every number of callers.
 */
export class UsageQueue<Item, Result> {
  readonly #run: (items: Item[]) => Promise<Array<Result | Error>>;
  readonly #keyOf: (item: Item) => string;
  readonly #limit: number;
  readonly #batchSize: number;
  #waiting: Array<Waiting<Item, Result>> = [];
  #exclusive: Array<() => Promise<void>> = [];
  #pending = 0;
  #busy = false;

  constructor(options: {
    /** Posts a batch; one result or error per item, in order. */
    run: (items: Item[]) => Promise<Array<Result | Error>>;
    /** Two items of one key never share a batch. */
    keyOf: (item: Item) => string;
    /** Items that may wait. */
    limit: number;
    batchSize: number;
  }) {
    this.#run = options.run;
    this.#keyOf = options.keyOf;
    this.#limit = options.limit;
    this.#batchSize = options.batchSize;
  }

  /** Items that wait or are being posted. */
  get length(): number {
    return this.#pending;
  }

  /**
   * @throws ServiceUnavailableError when the queue is full; then none of the
   *   items was taken
   */
  push(items: readonly Item[]): Promise<Array<Result | Error>> {
    if (this.#pending && this.#pending + items.length > this.#limit) {
      throw this.#full();
    }
    this.#pending += items.length;
    return new Promise(resolve => {
      const results = new Array<Result | Error>(items.length);
      let left = items.length;
      if (!left) {
        resolve(results);
        return;
      }
      const done = (index: number, result: Result | Error) => {
        results[index] = result;
        this.#pending -= 1;
        left -= 1;
        if (!left) {
          resolve(results);
        }
      };
      items.forEach((item, index) => {
        this.#waiting.push({
          item,
          resolve: result => done(index, result),
          reject: error =>
            done(index, isError(error) ? error : new Error(`${error}`)),
        });
      });
      this.#wake();
    });
  }

  /**
   * Runs something alone on the account, in turn with the batches.
   *
   * @throws ServiceUnavailableError when too much waits already
   */
  async exclusive<T>(run: () => Promise<T>): Promise<T> {
    if (this.#exclusive.length >= this.#limit) {
      throw this.#full();
    }
    return new Promise<T>((resolve, reject) => {
      this.#exclusive.push(() => run().then(resolve, reject));
      this.#wake();
    });
  }

  #full(): ServiceUnavailableError {
    return new ServiceUnavailableError(
      `The queue holds its limit of ${
        this.#limit
      } events; try again in a second`,
    );
  }

  #wake(): void {
    if (!this.#busy) {
      this.#busy = true;
      setImmediate(() => this.#work());
    }
  }

  async #work(): Promise<void> {
    try {
      while (this.#exclusive.length || this.#waiting.length) {
        const alone = this.#exclusive.shift();
        if (alone) {
          await alone();
        }
        if (this.#waiting.length) {
          await this.#postOne();
        }
      }
    } finally {
      this.#busy = false;
    }
  }

  async #postOne(): Promise<void> {
    const batch: Array<Waiting<Item, Result>> = [];
    const later: Array<Waiting<Item, Result>> = [];
    const keys = new Set<string>();
    let taken = 0;
    for (const entry of this.#waiting) {
      if (batch.length >= this.#batchSize) {
        break;
      }
      taken += 1;
      const key = this.#keyOf(entry.item);
      if (keys.has(key)) {
        later.push(entry);
      } else {
        keys.add(key);
        batch.push(entry);
      }
    }
    this.#waiting = [...later, ...this.#waiting.slice(taken)];
    let results: Array<Result | Error>;
    try {
      results = await this.#run(batch.map(entry => entry.item));
    } catch (error) {
      batch.forEach(entry => entry.reject(error));
      return;
    }
    batch.forEach((entry, i) => {
      const result = results[i];
      if (isError(result)) {
        entry.reject(result);
      } else {
        entry.resolve(result as Result);
      }
    });
  }
}
