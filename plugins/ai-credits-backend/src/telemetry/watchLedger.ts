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

import type { Ledger } from '../ledger/api';
import { Decided, Operation, Telemetry } from './Telemetry';

/** What the outcomes of all operations have in common. */
interface Outcome {
  status: string;
  credits?: bigint;
  refusal?: { reason: Decided['reason'] };
}

/** A ledger that tells what it decided, once for each call. */
export function watchLedger(ledger: Ledger, telemetry: Telemetry): Ledger {
  async function watched<T extends Outcome>(
    operation: Operation,
    events: number,
    run: () => Promise<T[]>,
  ): Promise<T[]> {
    const outcomes = await telemetry.span(
      `ai-credits ${operation}`,
      { events },
      run,
    );
    const counts = new Map<string, Decided>();
    let credits = 0n;
    for (const { status, credits: taken, refusal } of outcomes) {
      const before = counts.get(status);
      if (before) {
        before.events += 1;
      } else {
        counts.set(status, {
          outcome: status,
          events: 1,
          ...(refusal ? { reason: refusal.reason } : {}),
        });
      }
      if (taken !== undefined && status !== 'duplicate') {
        credits += taken;
      }
    }
    telemetry.decided(operation, [...counts.values()], credits);
    return outcomes;
  }
  async function one<T extends Outcome>(
    operation: Operation,
    run: () => Promise<T>,
  ): Promise<T> {
    const [outcome] = await watched(operation, 1, async () => [await run()]);
    return outcome;
  }

  return {
    record: (account, events) =>
      watched('record', events.length, () => ledger.record(account, events)),
    charge: (account, event) =>
      one('charge', () => ledger.charge(account, event)),
    reserve: (account, event, options) =>
      one('reserve', () => ledger.reserve(account, event, options)),
    settle: (account, holdId, event, beyond) =>
      one('settle', () => ledger.settle(account, holdId, event, beyond)),
    release: (account, holdId) =>
      telemetry.span('ai-credits release', {}, () =>
        ledger.release(account, holdId),
      ),
    getHold: id => ledger.getHold(id),
    grant: (account, request, actor) => ledger.grant(account, request, actor),
    purchase: (account, request, actor) =>
      ledger.purchase(account, request, actor),
    refund: (account, request, actor) => ledger.refund(account, request, actor),
    balance: account => ledger.balance(account),
    lots: (account, page) => ledger.lots(account, page),
  };
}
