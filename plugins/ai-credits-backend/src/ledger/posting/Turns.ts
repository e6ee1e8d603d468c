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

import { setTimeout } from 'node:timers/promises';

/** How long one waits for the one before, in ms. */
const PATIENCE_MS = 250;

/** The place of one batch in the order in which batches ask for a lock. */
export interface Turn {
  /** Resolves when those before have had their turn, or have been waited for long enough. */
  come(): Promise<void>;
  /** Lets the next one ask. */
  pass(): void;
}

/**
 * Keeps the order of batches that are in flight together: each asks for the
 * account's lock when the one before has it. What one caller sends is decided
 * on in the order sent.
 *
 * The wait is bounded, as the database cannot see it: a batch that waits has
 * claimed its keys, and the one before may be waiting for a replica that waits
 * for one of these. After it the batch asks out of turn, and the database
 * either gives it the lock or finds the deadlock.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  next(): Turn {
    const before = this.#last;
    let pass = () => {};
    this.#last = new Promise(resolve => {
      pass = resolve;
    });
    return { come: () => settledWithin(before, PATIENCE_MS), pass };
  }
}

/** Resolves when something has settled, or after so many ms. */
export async function settledWithin(
  something: Promise<unknown>,
  ms: number,
): Promise<void> {
  const timer = new AbortController();
  const settled = something.then(
    () => {},
    () => {},
  );
  const late = setTimeout(ms, undefined, { signal: timer.signal });
  await Promise.race([settled, late.catch(() => {})]);
  timer.abort();
}
