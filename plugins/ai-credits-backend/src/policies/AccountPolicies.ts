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

import { ConflictError } from '@backstage/errors';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { AiCreditsConfig } from '../config';
import { ledgerStore } from '../database/LedgerStore';
import { AccountPolicy, policyStore } from '../database/PolicyStore';
import { DefaultLedger } from '../ledger/DefaultLedger';
import { policyDifferences } from './differences';

/** Policies as they apply: those of an admin, or those of the configuration. */
export type EffectivePolicy = Omit<AccountPolicy, 'changedBy' | 'changedAt'> &
  Partial<Pick<AccountPolicy, 'changedBy' | 'changedAt'>>;

/** What an admin sets; the revision is the one that was read. */
export type PolicyChange = Omit<AccountPolicy, 'changedBy' | 'changedAt'>;

/** The policies of an account: read from the database each time, so that a change holds at once in every replica. */
export class AccountPolicies {
  static create(options: {
    knex: Knex;
    ledger: DefaultLedger;
    config: Pick<AiCreditsConfig, 'account' | 'packs'>;
  }): AccountPolicies {
    return new AccountPolicies(options.knex, options.ledger, options.config);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly ledger: DefaultLedger,
    private readonly config: Pick<AiCreditsConfig, 'account' | 'packs'>,
  ) {}

  /** What applies now. Inside a transaction it must be given, or SQLite waits for itself. */
  async current(account: string, via: Knex = this.knex) {
    const { id } = await ledgerStore.account(via, account);
    return (await policyStore.current(via, id)) ?? this.#configured();
  }

  /**
   * Changes the policies.
   *
   * @returns what applied before and what applies now
   * @throws ConflictError when they were changed since they were read; it says
   *   both values of each difference
   */
  async put(
    account: string,
    change: PolicyChange,
    actor: string,
  ): Promise<{ before: EffectivePolicy; after: EffectivePolicy }> {
    return this.ledger.transact(account, async session => {
      const { account: row, now, trx } = session;
      const before =
        (await policyStore.current(trx, row.id)) ?? this.#configured();
      if (before.revision !== change.revision) {
        throw new ConflictError(conflict(before, change));
      }
      const after = {
        ...change,
        revision: before.revision + 1,
        changedBy: actor,
        changedAt: now,
      };
      await policyStore.insert(trx, row.id, after);
      return { answer: { before, after } };
    });
  }

  #configured(): EffectivePolicy {
    const { account, packs } = this.config;
    return {
      revision: 0,
      excessLimit: account.excessLimit,
      lowBalanceThreshold: account.lowBalanceThreshold,
      automaticPurchase: {
        enabled: false,
        trigger: 'balance',
        below: account.lowBalanceThreshold || undefined,
        // Where there is nothing to buy, a name that no pack has.
        pack: packs[0]?.id ?? 'none',
        quantity: 1,
        maxPurchasesPerMonth: 1,
        cooldownMinutes: 60,
        recipients: [],
      },
    };
  }
}

function conflict(before: EffectivePolicy, change: PolicyChange): string {
  const differences = policyDifferences(before, change).map(
    ({ field, theirs, yours }) =>
      `${field} is ${theirs}, you would set ${yours}`,
  );
  const who = before.changedBy ? ` by ${before.changedBy}` : '';
  return `The policies were changed meanwhile${who} (revision ${
    before.revision
  }, you read ${change.revision}): ${
    differences.join('; ') || 'to what you would set'
  }`;
}

/** A policy as audit events and answers show it. */
export function describePolicy(policy: EffectivePolicy) {
  const { below, maxCreditsPerMonth, ...automatic } = policy.automaticPurchase;
  return {
    revision: policy.revision,
    lowBalanceThreshold: formatCredits(policy.lowBalanceThreshold),
    excessLimit: formatCredits(policy.excessLimit),
    automaticPurchase: {
      ...automatic,
      ...(below === undefined ? {} : { below: formatCredits(below) }),
      ...(maxCreditsPerMonth === undefined
        ? {}
        : { maxCreditsPerMonth: formatCredits(maxCreditsPerMonth) }),
    },
    ...(policy.changedBy === undefined ? {} : { changedBy: policy.changedBy }),
    ...(policy.changedAt === undefined
      ? {}
      : { changedAt: new Date(policy.changedAt).toISOString() }),
  };
}
