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

import { mockServices } from '@backstage/backend-test-utils';
import { parseCredits } from 'backstage-plugin-ai-credits-common';
import {
  PurchaseOrder,
  PurchaseProvider,
} from 'backstage-plugin-ai-credits-node';
import { Knex } from 'knex';
import { PackConfig } from '../../config';
import { AutomaticPurchasePolicy } from '../../database/PolicyStore';
import { Dictionary } from '../../database/dictionary';
import { DefaultLedger } from '../../ledger/DefaultLedger';
import { AccountPolicies } from '../../policies';
import { AutomaticPurchases } from '../automatic';
import { Purchaser } from '../Purchaser';

export const OPENED = Date.parse('2026-11-01T00:00:00Z');

export const pack: PackConfig = {
  id: 'pack-50',
  title: '50 credits',
  credits: parseCredits('50'),
  price: { amount: '5.00', currency: 'USD' },
};

export const automatic: AutomaticPurchasePolicy = {
  enabled: true,
  trigger: 'limit',
  pack: pack.id,
  quantity: 1,
  maxPurchasesPerMonth: 5,
  cooldownMinutes: 60,
  recipients: ['group:default/finance'],
};

/** A provider that notes what it is asked; each order is billed once, as the real ones do. */
export class NotingProvider implements PurchaseProvider {
  readonly id = 'noting';
  readonly calls: PurchaseOrder[] = [];
  readonly billed = new Set<string>();

  constructor(
    private readonly answer: (call: number) => void | Promise<void> = () => {},
  ) {}

  async purchase(order: PurchaseOrder) {
    this.calls.push(order);
    this.billed.add(order.idempotencyKey);
    await this.answer(this.calls.length);
    return { reference: `invoice ${this.calls.length}` };
  }
}

/** One replica of everything that buys, on a database that others may use too. */
export async function openReplica(
  knex: Knex,
  options: {
    provider: PurchaseProvider;
    clock: { now: number };
    maxAttempts?: number;
    timeoutMs?: number;
  },
) {
  const { clock, provider } = options;
  const logger = mockServices.logger.mock();
  const now = () => clock.now;
  const account = {
    name: 'default',
    organization: 'Example',
    plan: 'Team',
    timeZone: 'UTC',
    openedAt: OPENED,
    monthlyAllowance: parseCredits('100'),
    excessLimit: 0n,
    lowBalanceThreshold: 0n,
  };
  const dictionary = Dictionary.create({ knex });
  let posted = () => {};
  const ledger = await DefaultLedger.create({
    knex,
    logger,
    dictionary,
    account,
    settings: { ...account, lateEventGraceMs: 3_600_000, maxOpenHolds: 100 },
    queueLimit: 20_000,
    batchSize: 1_000,
    now,
    onPosted: () => posted(),
  });
  const policies = AccountPolicies.create({
    knex,
    ledger,
    config: { account, packs: [pack] },
  });
  const purchaser = Purchaser.create({
    knex,
    account: 'default',
    ledger,
    providers: new Map([[provider.id, provider]]),
    settings: {
      provider: provider.id,
      timeoutMs: options.timeoutMs ?? 5_000,
      maxAttempts: options.maxAttempts ?? 2,
      retryDelayMs: 1,
    },
    logger,
    now,
  });
  const automaticPurchases = AutomaticPurchases.create({
    knex,
    account: 'default',
    ledger,
    policies,
    purchaser,
    packs: [pack],
    refusalWaitMs: 10_000,
    logger,
    now,
  });
  return {
    ledger,
    dictionary,
    policies,
    purchaser,
    automaticPurchases,
    logger,
    /** From here on postings set off a look at the balance. */
    listen: () => {
      posted = () => automaticPurchases.changed();
    },
    set: async (change: Partial<AutomaticPurchasePolicy> = {}) => {
      const before = await policies.current('default');
      await policies.put(
        'default',
        { ...before, automaticPurchase: { ...automatic, ...change } },
        'user:default/root',
      );
    },
  };
}
export type Replica = Awaited<ReturnType<typeof openReplica>>;
