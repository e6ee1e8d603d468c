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

import { Knex } from 'knex';
import { AutomaticPurchaseTrigger } from 'backstage-plugin-ai-credits-common';
import { EpochMs } from '../ledger/types';
import { DbInteger, readAmount, readInteger } from './numbers';

/** When credits are bought by themselves; amounts in micro-credits. */
export interface AutomaticPurchasePolicy {
  enabled: boolean;
  trigger: AutomaticPurchaseTrigger;
  /** For the trigger `balance`. */
  below?: bigint;
  /** The id of a pack. */
  pack: string;
  quantity: number;
  maxPurchasesPerMonth: number;
  maxCreditsPerMonth?: bigint;
  cooldownMinutes: number;
  /** Entity refs of who is told besides the admins. */
  recipients: string[];
}

/** The policies that apply to an account. */
export interface AccountPolicy {
  revision: number;
  excessLimit: bigint;
  lowBalanceThreshold: bigint;
  automaticPurchase: AutomaticPurchasePolicy;
  changedBy: string;
  changedAt: EpochMs;
}

/** The statements of policies. A revision that was written is never changed. */
export const policyStore = {
  /** What applies now; undefined while nobody has set anything. */
  async current(
    knex: Knex,
    accountId: number,
  ): Promise<AccountPolicy | undefined> {
    const row = await knex('account_policy')
      .where('account_id', accountId)
      .orderBy('revision', 'desc')
      .first();
    return row && readPolicy(row);
  },

  /** Runs under the account's lock, which makes the revision unique. */
  async insert(
    trx: Knex.Transaction,
    accountId: number,
    policy: AccountPolicy,
  ): Promise<void> {
    await trx('account_policy').insert({
      account_id: accountId,
      revision: policy.revision,
      excess_limit: String(policy.excessLimit),
      low_balance_threshold: String(policy.lowBalanceThreshold),
      automatic_purchase: JSON.stringify(policy.automaticPurchase, (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
      changed_by: policy.changedBy,
      changed_at: policy.changedAt,
    });
    // What processes remember of the account is good for one version only.
    await trx('account').where('id', accountId).increment('version', 1);
  },
};

function readPolicy(row: Record<string, DbInteger>): AccountPolicy {
  const { below, maxCreditsPerMonth, ...automatic } = JSON.parse(
    String(row.automatic_purchase),
  );
  return {
    revision: readInteger(row.revision),
    excessLimit: readAmount(row.excess_limit),
    lowBalanceThreshold: readAmount(row.low_balance_threshold),
    automaticPurchase: {
      ...automatic,
      ...(below === undefined ? {} : { below: BigInt(below) }),
      ...(maxCreditsPerMonth === undefined
        ? {}
        : { maxCreditsPerMonth: BigInt(maxCreditsPerMonth) }),
    },
    changedBy: String(row.changed_by),
    changedAt: readInteger(row.changed_at),
  };
}
