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

/** Lots that are closed in one transaction. */
const CHUNK = 100;

/**
 * Writes down what has expired. Allowances stay open for late events of their
 * month until the grace is over.
 */
export class ExpiryTask implements ScheduledTask {
  readonly name = 'expiry' as const;
  readonly #ledger: DefaultLedger;
  readonly #account: string;
  readonly #graceMs: number;

  constructor(options: {
    ledger: DefaultLedger;
    account: string;
    lateEventGraceMs: number;
  }) {
    this.#ledger = options.ledger;
    this.#account = options.account;
    this.#graceMs = options.lateEventGraceMs;
  }

  async run(signal: AbortSignal): Promise<void> {
    let found = CHUNK;
    while (found === CHUNK && !signal.aborted) {
      found = await this.#closeSome();
    }
  }

  #closeSome(): Promise<number> {
    return this.#ledger.transact(this.#account, async session => {
      const { now } = session;
      const pinned = new Set<number>();
      for (const hold of session.snapshot.state.holds.values()) {
        for (const pin of hold.expiresAt > now ? hold.pins : []) {
          if ('lot' in pin) {
            pinned.add(pin.lot);
          }
        }
      }
      const due = session.snapshot.state.lots
        .filter(
          lot =>
            lot.expiresAt !== undefined &&
            Math.max(lot.expiresAt, lot.createdAt) + this.#graceMs <= now &&
            !pinned.has(lot.id),
        )
        .slice(0, CHUNK);
      if (!due.length) {
        return { answer: 0 };
      }
      session.decide(
        due.map(lot => ({
          command: { type: 'expire', lotId: lot.id },
          note: { occurredAt: lot.expiresAt, reason: 'Expired unused' },
        })),
      );
      return { answer: due.length, snapshot: await session.write() };
    });
  }
}
