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
  BudgetRequest,
  CompiledRateCard,
  formatCredits,
  GrantRequest,
  parseCredits,
  PurchaseRequest,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { setImmediate } from 'timers/promises';
import { DirectoryService } from '../attribution';
import { AiCreditsConfig } from '../config';
import { rateUsage } from '../rating';
import { PastEvent } from './generate';
import { Spending } from './Spending';

/** Something that happened besides usage. */
export type PastDeed = { at: number } & (
  | { grant: GrantRequest }
  | { purchase: PurchaseRequest }
  | { budgets: BudgetRequest[] }
);

/** What is told of the past besides usage. */
export interface Story {
  deeds: PastDeed[];
  /** Ids of events whose credits are given back. */
  refunds: Array<{ source: string; id: string; reason: string }>;
}

const PROMOTION = parseCredits('400');
/** Below so many credits a pack is bought. */
const BUY_BELOW = parseCredits('220');
/** In one month the purchase comes late, when so much excess has been used. */
const LATE_AT_EXCESS = parseCredits('140');

const DAY = 86_400_000;

/**
 * Plays the usage against the allowances and tells when credits were bought and
 * granted, so that the balance ends above zero after one month with excess; and
 * sets budgets around what was used.
 */
export async function tellStory(options: {
  events: readonly PastEvent[];
  card: CompiledRateCard;
  config: AiCreditsConfig;
  directory: DirectoryService;
  now: number;
}): Promise<Story> {
  const { card, config, directory, events, now } = options;
  const zone = config.account.timeZone;
  const pack = config.packs[0];
  const begin = events[0]?.at ?? now;
  const lateMonth = DateTime.fromMillis(now, { zone })
    .minus({ months: 1 })
    .toFormat('yyyyMM');

  const deeds: PastDeed[] = [];
  const refunds: Story['refunds'] = [];
  const spending = new Spending();
  let month = '';
  let monthEnd = 0;
  let free = 0n;
  let bought = 0n;
  let excess = 0n;
  let promoted = false;
  let wasLate = false;
  const key = (what: string) => `demo-${config.demo.seed}-${what}`;

  const buy = (at: number) => {
    const number = deeds.filter(deed => 'purchase' in deed).length + 1;
    deeds.push({
      at,
      purchase: {
        pack: pack.id,
        quantity: 1,
        occurredAt: new Date(at).toISOString(),
        idempotencyKey: key(`purchase-${number}`),
      },
    });
    bought += pack.credits;
  };

  for (const [i, past] of events.entries()) {
    if (i % 500 === 0) {
      await setImmediate();
    }
    const { at } = past;
    if (at >= monthEnd) {
      const start = DateTime.fromMillis(at, { zone }).startOf('month');
      month = start.toFormat('yyyyMM');
      monthEnd = start.plus({ months: 1 }).toMillis();
      free = config.account.monthlyAllowance;
      excess = 0n;
    }
    if (!promoted && at > begin + 0.35 * config.demo.days * DAY) {
      promoted = true;
      deeds.push({
        at,
        grant: {
          kind: 'promotion',
          credits: formatCredits(PROMOTION),
          expiresAt: new Date(
            begin + (config.demo.days + 14) * DAY,
          ).toISOString(),
          reason: 'Launch of the content studio',
          occurredAt: new Date(at).toISOString(),
          idempotencyKey: key('promotion'),
        },
      });
      bought += PROMOTION;
    }
    const parsed = usageEventSchema.parse(past.event);
    const { credits } = rateUsage(card, parsed);
    spending.add(
      directory.attribute(parsed),
      parsed,
      credits,
      at > now - 30 * DAY,
    );
    const fromFree = min(free, credits);
    const fromBought = min(bought, credits - fromFree);
    free -= fromFree;
    bought -= fromBought;
    excess += credits - fromFree - fromBought;

    const late: boolean = month === lateMonth && !wasLate;
    if (late ? excess > LATE_AT_EXCESS : free + bought < BUY_BELOW) {
      wasLate ||= late;
      buy(at + 1);
    }
    if (
      refunds.length < 5 &&
      past.feedback?.outcome === 'rejected' &&
      credits >= parseCredits('5') &&
      at > now - 14 * DAY
    ) {
      refunds.push({
        source: parsed.source,
        id: parsed.id,
        reason: 'The picture could not be used',
      });
    }
  }
  // Budgets come as they would from another system: when the months before are
  // in the log, so that these are counted, closed, and carried over.
  const thisMonth = DateTime.fromMillis(now, { zone }).startOf('month');
  const firstMonth = DateTime.fromMillis(begin, { zone }).startOf('month');
  deeds.push({
    at: thisMonth.toMillis(),
    budgets: spending
      .budgets()
      .map(budget => ({ ...budget, from: firstMonth.toISODate()! })),
  });
  return { deeds, refunds };
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
