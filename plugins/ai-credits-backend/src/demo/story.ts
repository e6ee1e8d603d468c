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
  MicroCredits,
  parseCredits,
  PurchaseRequest,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { setImmediate } from 'timers/promises';
import { Attribution, DirectoryService } from '../attribution';
import { AiCreditsConfig } from '../config';
import { rateUsage } from '../rating';
import { PastEvent } from './generate';

/** Something that happened besides usage. */
export type PastDeed = { at: number } & (
  | { grant: GrantRequest }
  | { purchase: PurchaseRequest }
);

/** What is told of the past besides usage. */
export interface Story {
  deeds: PastDeed[];
  budgets: BudgetRequest[];
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
  return { deeds, refunds, budgets: spending.budgets() };
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** What scopes used in the last 30 days. */
class Spending {
  private readonly used = new Map<string, MicroCredits>();

  add(
    paid: Attribution,
    event: { product?: string; model?: string },
    credits: MicroCredits,
    recent: boolean,
  ) {
    if (!recent) {
      return;
    }
    for (const [kind, ref] of [
      ['department', paid.department],
      ['team', paid.team],
      ['user', paid.user],
      ['service', paid.service],
      ['project', paid.project],
      ['product', event.product],
      ['model', event.model],
    ] as const) {
      if (ref !== undefined) {
        const scope = `${kind}:${ref}`;
        this.used.set(scope, (this.used.get(scope) ?? 0n) + credits);
      }
    }
  }

  /** Departments and most teams, a few people, and the dearest product, model, service and project. */
  budgets(): BudgetRequest[] {
    return [
      ...this.top('department', 12).map(scope =>
        this.budget(scope, 125, 'hard', { rolloverCap: '100' }),
      ),
      ...this.top('team', 8).map((scope, i) =>
        // One that is nearly used up, one that is exceeded, the others at ease.
        this.budget(scope, [130, 104, 80][i] ?? 135, i === 2 ? 'soft' : 'hard'),
      ),
      ...this.top('user', 3).map(scope => this.budget(scope, 120, 'soft')),
      ...this.top('product', 2).map(scope => this.budget(scope, 115, 'soft')),
      ...this.top('model', 1).map(scope => this.budget(scope, 110, 'soft')),
      ...this.top('service', 1).map(scope => this.budget(scope, 130, 'soft')),
      ...this.top('project', 1).map(scope => this.budget(scope, 140, 'soft')),
    ];
  }

  private top(kind: string, count: number): string[] {
    return [...this.used]
      .filter(([scope]) => scope.startsWith(`${kind}:`))
      .sort(([a, x], [b, y]) => Number(y - x) || (a < b ? -1 : 1))
      .slice(0, count)
      .map(([scope]) => scope);
  }

  /** A limit of so many percent of what 30 days took, rounded up to tens of credits. */
  private budget(
    scope: string,
    percent: number,
    mode: 'hard' | 'soft',
    more: Pick<BudgetRequest, 'rolloverCap'> = {},
  ): BudgetRequest {
    const ten = parseCredits('10');
    const limit = ((this.used.get(scope) ?? 0n) * BigInt(percent)) / 100n;
    const kind = scope.slice(0, scope.indexOf(':'));
    return {
      scope: {
        kind: kind as BudgetRequest['scope']['kind'],
        ref: scope.slice(kind.length + 1),
      },
      credits: formatCredits(((limit + ten - 1n) / ten) * ten),
      mode,
      ...more,
    };
  }
}
