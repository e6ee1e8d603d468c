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

/** Opens every month since the account was opened, with its allowance, and the current period of every budget. */
export class PeriodStartTask implements ScheduledTask {
  readonly name = 'periodStart' as const;
  readonly #ledger: DefaultLedger;
  readonly #budgets: { openPeriods(account: string): Promise<void> };
  readonly #account: string;

  constructor(options: {
    ledger: DefaultLedger;
    budgets: { openPeriods(account: string): Promise<void> };
    account: string;
  }) {
    this.#ledger = options.ledger;
    this.#budgets = options.budgets;
    this.#account = options.account;
  }

  async run(): Promise<void> {
    const { calendar } = this.#ledger;
    await this.#ledger.transact(this.#account, async session => {
      const starts: number[] = [];
      const current = calendar.monthOf(session.now).start;
      let month = calendar.monthOf(session.account.openedAt);
      while (month.start <= current) {
        starts.push(month.start);
        month = calendar.monthOf(month.end);
      }
      const openings = await session.openPeriods(starts);
      if (!openings.length) {
        return { answer: undefined };
      }
      session.decide(openings);
      return { answer: undefined, snapshot: await session.write() };
    });
    await this.#budgets.openPeriods(this.#account);
  }
}
