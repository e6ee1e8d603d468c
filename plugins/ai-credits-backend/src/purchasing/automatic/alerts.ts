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
import type { Alert, AlertSource } from '../../alerts';
import { ledgerStore } from '../../database/LedgerStore';
import { DAY_MS } from '../../ledger/calendar';
import { Writing } from '../../messages';
import { AccountPolicies } from '../../policies';
import { purchaseStore, StoredPurchase } from '../PurchaseStore';
import { monthOf } from './decideAutomaticPurchase';

/** What is older is nobody's news any more. */
const NEWS_MS = 7 * DAY_MS;

const LINK = '/ai-credits/admin?section=credits';

/** Tells of automatic purchases: each that was made, and once of failures that follow one another. */
export function automaticPurchaseAlerts(options: {
  knex: Knex;
  policies: AccountPolicies;
  writing: Writing;
}): AlertSource {
  const { knex, policies, writing } = options;
  return {
    name: 'automatic purchases',
    async due({ account, now }) {
      const { id } = await ledgerStore.account(knex, account);
      const since = now - NEWS_MS;
      const purchases = await purchaseStore.automatic(knex, id, since);
      if (!purchases.length) {
        return [];
      }
      const { automaticPurchase } = await policies.current(account);
      const [oldest] = purchases.reverse();
      const before = await purchaseStore.failuresBefore(knex, id, oldest.id);
      return alertsOf(
        [...before, ...purchases],
        since,
        automaticPurchase.recipients,
        writing,
      );
    },
  };
}

/**
 * @param purchases - oldest first
 * @param since - of those that ended before, nobody is told
 */
export function alertsOf(
  purchases: readonly StoredPurchase[],
  since: number,
  also: readonly string[],
  writing: Writing,
): Alert[] {
  const words = writing.words.purchase;
  const alerts: Alert[] = [];
  let firstFailed: StoredPurchase | undefined;
  for (const purchase of purchases) {
    const { credits, finishedAt = 0, price, title } = purchase;
    const news = finishedAt >= since;
    const what = words.what(
      title,
      writing.credits(credits),
      `${price.amount} ${price.currency}`,
    );
    if (purchase.status === 'made') {
      firstFailed = undefined;
      if (news) {
        alerts.push({
          kind: 'automatic-purchase-made',
          ...keyOf(purchase),
          notice: {
            severity: 'normal',
            title: words.made(writing.credits(credits)),
            description:
              purchase.origin === 'balance'
                ? words.lowBalance(what)
                : words.usedUp(what),
            link: LINK,
            also,
          },
        });
      }
    } else if (purchase.status === 'failed') {
      firstFailed ??= purchase;
      if (news) {
        alerts.push({
          kind: 'automatic-purchase-failed',
          ...keyOf(firstFailed),
          notice: {
            severity: 'high',
            title: words.failed,
            description: words.failure(
              what,
              purchase.error ?? words.unknownError,
            ),
            link: LINK,
            also,
          },
        });
      }
    }
  }
  return alerts;
}

function keyOf({ id, windowKey }: StoredPurchase) {
  return {
    subject: `purchase:${id}`,
    periodStart: monthOf(windowKey),
    threshold: 0,
  };
}
