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
  formatCredits,
  parseCredits,
  UsageEventInput,
} from 'backstage-plugin-ai-credits-common';
import { BackendProcess } from '../support/backendProcess';
import { Checks } from '../support/checks';
import { expectOk, Target } from '../support/client';
import { serviceRef, teamRef, userRef } from '../support/company';
import { balanceOf, budgetOf, transactionsOf, verify } from './books';
import { runCallers, Told } from './callers';

const CALLERS = 64;

export interface Scenario {
  name: string;
  /** Distinct events; each is sent to both replicas. */
  events: number;
  /** Number of the team that pays, one of its own per scenario. */
  team: number;
  /** Credits given to the account, and the team's hard limit, in parts of what all events cost. */
  granted: number;
  limited: number;
  /** Called once, when a third of the decisions are made. */
  disturb?: () => Promise<void>;
}

/** Charges from two replicas at once, each event sent to both, while something goes wrong; then counts. */
export async function runScenario(
  scenario: Scenario,
  replicas: readonly BackendProcess[],
  checks: Checks,
): Promise<void> {
  const started = Date.now();
  console.log(`\n${scenario.name}`);
  const targets: Target[] = replicas.map(({ url, token }) => ({ url, token }));
  const [first] = targets;
  const team = teamRef(scenario.team);
  const events = makeEvents(scenario, team);
  const demand = await priceOf(first, events);

  const start = await balanceOf(first);
  const granted = part(demand, scenario.granted);
  await expectOk(first, 'POST', '/grants', {
    kind: 'promotion',
    credits: formatCredits(granted),
    reason: scenario.name,
    idempotencyKey: scenario.name,
  });
  await expectOk(first, 'PUT', '/budgets', {
    scope: { kind: 'team', ref: team },
    credits: formatCredits(part(demand, scenario.limited)),
    mode: 'hard',
  });

  let decided = 0;
  let disturbance: Promise<void> | undefined;
  const onProgress = () => {
    decided += 1;
    if (decided * 3 >= events.length * 2) {
      disturbance ??= scenario.disturb?.();
    }
  };
  const told = await Promise.all(
    targets.map((_, index) =>
      runCallers(events, {
        targets,
        first: index,
        callers: CALLERS,
        onProgress,
      }),
    ),
  );
  await disturbance;

  const alive = targets[replicas.findIndex(replica => replica.running)];
  await checkBooks(
    { told, team, availableBefore: start.available + granted },
    alive,
    checks,
  );
  console.log(
    `  ${decided} answers in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}

async function checkBooks(
  run: { told: Told[][]; team: string; availableBefore: bigint },
  target: Target,
  checks: Checks,
): Promise<void> {
  const answers = run.told.flat();
  const open = answers.filter(
    ({ status }) => ![200, 201, 402].includes(status),
  );
  checks.equal(open.length, 0, 'every event was decided');
  if (open.length > 0) {
    console.log(`        statuses ${[...new Set(open.map(o => o.status))]}`);
  }

  const charged = new Map<string, Told>();
  let disagreeing = 0;
  for (const answer of answers) {
    if (answer.transactionId) {
      const known = charged.get(answer.id);
      if (
        known &&
        (known.transactionId !== answer.transactionId ||
          known.credits !== answer.credits)
      ) {
        disagreeing += 1;
      }
      charged.set(answer.id, answer);
    }
  }
  checks.equal(
    disagreeing,
    0,
    'both replicas name the same transaction for an event',
  );
  const refused = answers.filter(({ status }) => status === 402).length;
  checks.that(
    charged.size > 0 && refused > 0,
    `some were charged (${charged.size} events) and some refused (${refused} answers)`,
  );

  const stored = (await transactionsOf(target, run.team)).filter(
    ({ type }) => type === 'usage',
  );
  const storedIds = new Map(stored.map(row => [row.eventId, row]));
  checks.equal(storedIds.size, stored.length, 'each event is charged once');
  const lost = [...charged.values()].filter(
    answer => storedIds.get(answer.id)?.transactionId !== answer.transactionId,
  );
  checks.equal(lost.length, 0, 'everything that was acknowledged is there');
  checks.equal(
    stored.length,
    charged.size,
    'nothing is there that was not acknowledged in the end',
  );

  const spent = stored.reduce(
    (total, { credits }) => total - parseCredits(credits),
    0n,
  );
  const acknowledged = [...charged.values()].reduce(
    (total, { credits = 0n }) => total + credits,
    0n,
  );
  checks.equal(spent, acknowledged, 'what is stored is what was acknowledged');
  const { available, excessUsed } = await balanceOf(target);
  checks.equal(
    available,
    run.availableBefore - spent,
    'the balance fell by exactly that',
  );
  checks.equal(excessUsed, 0n, 'no excess was used');
  checks.that(available >= 0n, 'the balance is not below zero');
  const budget = await budgetOf(target, run.team);
  checks.equal(budget.used, spent, "the team's budget counts exactly that");
  checks.that(
    budget.used <= budget.limit,
    `the hard limit holds (${formatCredits(budget.used)} of ${formatCredits(
      budget.limit,
    )})`,
  );
  const proof = await verify(target);
  checks.that(
    proof.status === 'clean',
    `the verifier finds the books in order (${proof.entries} entries)`,
    proof.findings,
  );
}

function makeEvents(
  { name, events, team: number }: Scenario,
  team: string,
): UsageEventInput[] {
  const occurredAt = new Date().toISOString();
  return Array.from({ length: events }, (_, n) => ({
    id: `event-${n}`,
    source: name,
    occurredAt,
    team,
    user: userRef(number),
    service: serviceRef(n % 7),
    model: 'gpt-4.1',
    // Prices that do not fit the limit evenly.
    quantities: {
      inputTokens: 400 + ((n * 7_919) % 5_000),
      outputTokens: 20 + ((n * 104_729) % 900),
    },
  }));
}

/** What all events would cost, by the rate card. */
async function priceOf(
  target: Target,
  events: readonly UsageEventInput[],
): Promise<bigint> {
  const samples = events.filter(
    (_, n) => n % Math.ceil(events.length / 50) === 0,
  );
  let total = 0n;
  for (const event of samples) {
    const { credits } = await expectOk<{ credits: string }>(
      target,
      'POST',
      '/rate-cards/quote',
      event,
    );
    total += parseCredits(credits);
  }
  return (total * BigInt(events.length)) / BigInt(samples.length);
}

function part(amount: bigint, share: number): bigint {
  return (amount * BigInt(Math.round(share * 1_000_000))) / 1_000_000n;
}
