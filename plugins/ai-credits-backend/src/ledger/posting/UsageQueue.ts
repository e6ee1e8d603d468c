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

/** Fewer than these are not worth a transaction beside another. */
const WORTH_A_LANE = 256;

/**
 * Gathers what waits into batches. Nothing waits for a timer: while a batch is
 * being posted the next one fills by itself, which measured faster at every
 * number of callers. Several batches may be in flight: while one holds the
 * account's lock, the rows of another are inserted.
 */
export class UsageQueue<Item, Result> {
  readonly #run: (items: Item[]) => Promise<Array<Result | Error>>;
  readonly #keyOf: (item: Item) => string;
  readonly #limit: number;
  readonly #batchSize: number;
  readonly #lanes: number;
  #waiting: Array<Waiting<Item, Result>> = [];
  #exclusive: Array<() => Promise<void>> = [];
  #pending = 0;
  /** Keys of the batches in flight. */
  readonly #inFlight = new Set<string>();
  #batches = 0;
  #alone = false;
  /** Something ran alone; now a batch has its turn. */
  #batchIsDue = false;
  #woken = false;

  constructor(options: {
    /** Posts a batch; one result or error per item, in order. */
    run: (items: Item[]) => Promise<Array<Result | Error>>;
    /** Two items of one key are never in flight together. */
    keyOf: (item: Item) => string;
    /** Items that may wait. */
    limit: number;
    batchSize: number;
    /** Batches that may be in flight. */
    lanes: number;
  }) {
    this.#run = options.run;
    this.#keyOf = options.keyOf;
    this.#limit = options.limit;
    this.#batchSize = options.batchSize;
    this.#lanes = options.lanes;
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
      // Whatever it throws, and whenever, the next one has its turn.
      this.#exclusive.push(() =>
        Promise.resolve().then(run).then(resolve, reject),
      );
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
    if (!this.#woken) {
      this.#woken = true;
      setImmediate(() => {
        this.#woken = false;
        this.#work();
      });
    }
  }

  /** Starts what can be started now; the end of whatever is in flight wakes it again. */
  #work(): void {
    while (!this.#alone) {
      const batchFirst = this.#batchIsDue && this.#waiting.length > 0;
      if (this.#exclusive.length && !batchFirst) {
        if (!this.#batches) {
          this.#runAlone(this.#exclusive.shift()!);
        }
        return;
      }
      const batch = this.#takeBatch();
      if (!batch.length) {
        return;
      }
      this.#batchIsDue = false;
      this.#post(batch);
    }
  }

  async #runAlone(run: () => Promise<void>): Promise<void> {
    this.#alone = true;
    await run();
    this.#alone = false;
    this.#batchIsDue = true;
    this.#wake();
  }

  /** What goes into the next batch: nothing while there is no lane for it, or too little to be worth one. */
  #takeBatch(): Array<Waiting<Item, Result>> {
    const waiting = this.#waiting.length;
    if (
      this.#batches >= this.#lanes ||
      (this.#batches && waiting < WORTH_A_LANE)
    ) {
      return [];
    }
    // Callers that were answered together come again together: shared out from
    // the start, they keep all lanes at work.
    const lanesLeft = this.#lanes - this.#batches;
    const share = Math.ceil(waiting / lanesLeft);
    const size = Math.min(
      this.#batchSize,
      share < WORTH_A_LANE ? waiting : share,
    );
    const batch: Array<Waiting<Item, Result>> = [];
    const later: Array<Waiting<Item, Result>> = [];
    let seen = 0;
    while (seen < waiting && batch.length < size) {
      const entry = this.#waiting[seen];
      seen += 1;
      const key = this.#keyOf(entry.item);
      if (this.#inFlight.has(key)) {
        later.push(entry);
      } else {
        this.#inFlight.add(key);
        batch.push(entry);
      }
    }
    this.#waiting = [...later, ...this.#waiting.slice(seen)];
    return batch;
  }

  async #post(batch: Array<Waiting<Item, Result>>): Promise<void> {
    this.#batches += 1;
    try {
      const results = await this.#run(batch.map(entry => entry.item));
      batch.forEach((entry, i) => {
        const result = results[i];
        if (isError(result)) {
          entry.reject(result);
        } else {
          entry.resolve(result as Result);
        }
      });
    } catch (error) {
      batch.forEach(entry => entry.reject(error));
    }
    batch.forEach(entry => this.#inFlight.delete(this.#keyOf(entry.item)));
    this.#batches -= 1;
    this.#wake();
  }
}
