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

import { DefaultLedger } from '../ledger/DefaultLedger';
import { ScheduledTask } from './types';

/** Holds that are closed in one transaction. */
const CHUNK = 500;

/** Closes holds whose time is over. They counted no more since that time; this clears the desk. */
export class HoldsTask implements ScheduledTask {
  readonly name = 'holds' as const;
  readonly #ledger: DefaultLedger;
  readonly #account: string;
  readonly #onClosed: (holds: number) => void;

  constructor(options: {
    ledger: DefaultLedger;
    account: string;
    /** Is told how many were closed. */
    onClosed?: (holds: number) => void;
  }) {
    this.#ledger = options.ledger;
    this.#account = options.account;
    this.#onClosed = options.onClosed ?? (() => {});
  }

  async run(signal: AbortSignal): Promise<void> {
    let found = CHUNK;
    while (found === CHUNK && !signal.aborted) {
      found = await this.#closeSome();
      this.#onClosed(found);
    }
  }

  #closeSome(): Promise<number> {
    return this.#ledger.transact(this.#account, async session => {
      const { now } = session;
      const due = [...session.snapshot.state.holds.values()]
        .filter(hold => hold.expiresAt <= now)
        .slice(0, CHUNK);
      if (!due.length) {
        return { answer: 0 };
      }
      session.decide(
        due.map(hold => ({ command: { type: 'release', holdId: hold.id } })),
      );
      await session
        .trx('hold')
        .whereIn(
          'id',
          due.map(hold => hold.id),
        )
        .update({ status: 'lapsed', closed_at: now });
      return { answer: due.length, snapshot: await session.write() };
    });
  }
}
