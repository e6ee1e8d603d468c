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

import {
  Balance,
  BudgetsResponse,
  IntegrityResponse,
  parseCredits,
  Transaction,
  TransactionsResponse,
} from 'backstage-plugin-ai-credits-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectOk, Target } from '../support/client';

/** Every transaction of a team, newest first. */
export async function transactionsOf(
  target: Target,
  team: string,
): Promise<Transaction[]> {
  const found: Transaction[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ team, limit: '1000' });
    if (cursor) {
      query.set('cursor', cursor);
    }
    const page = await expectOk<TransactionsResponse>(
      target,
      'GET',
      `/transactions?${query}`,
    );
    found.push(...page.transactions);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

export async function balanceOf(target: Target) {
  const balance = await expectOk<Balance>(target, 'GET', '/balance');
  return {
    available: parseCredits(balance.available),
    held: parseCredits(balance.held),
    excessUsed: parseCredits(balance.excess.used),
  };
}

/** Use of the one budget of a scope. */
export async function budgetOf(target: Target, ref: string) {
  const { budgets } = await expectOk<BudgetsResponse>(
    target,
    'GET',
    '/budgets',
  );
  const budget = budgets.find(({ scope }) => scope.ref === ref);
  if (!budget) {
    throw new Error(`There is no budget of ${ref}`);
  }
  return {
    limit: parseCredits(budget.credits),
    used: parseCredits(budget.used),
  };
}

/** Runs the verifier and waits for what it says. */
export async function verify(target: Target): Promise<IntegrityResponse> {
  const before = await expectOk<IntegrityResponse>(target, 'GET', '/integrity');
  await expectOk(target, 'POST', '/integrity/verify', {});
  for (let waited = 0; waited < 60_000; waited += 200) {
    const proof = await expectOk<IntegrityResponse>(
      target,
      'GET',
      '/integrity',
    );
    if (
      proof.status !== 'running' &&
      proof.status !== 'never' &&
      proof.verifiedAt !== before.verifiedAt
    ) {
      return proof;
    }
    await sleep(200);
  }
  throw new Error('The verifier did not finish within a minute');
}
