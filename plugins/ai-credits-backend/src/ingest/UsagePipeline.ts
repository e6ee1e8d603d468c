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

import { InputError, isError } from '@backstage/errors';
import {
  CompiledRateCard,
  formatCredits,
  limits,
  RecordResponse,
  RecordResult,
  UsageEvent,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { setImmediate } from 'timers/promises';
import { DirectoryService } from '../attribution';
import { AiCreditsConfig, resolveAccount } from '../config';
import type { Ledger, RatedUsage, RecordOutcome } from '../ledger/api';
import type { EpochMs } from '../ledger/types';
import { RateCards, rateUsage, Rating } from '../rating';
import { parseWith } from './issues';
import { usageKeys } from './keys';
import { checkedOccurredAt } from './occurredAt';
import { RawEvent } from './readNdjson';
import { retryable } from './retryable';

/** Events that are understood at a stretch; in between, other requests have their turn. */
const STRETCH = 250;
/** Events that are handed to the ledger together; it posts them while the next are understood. */
const HANDED_ON = 500;

/**
 * The one way from what was sent to the ledger: understood, attributed, rated,
 * posted. Every source of usage goes through it.
 */
export class UsagePipeline {
  static create(options: {
    config: AiCreditsConfig;
    directory: DirectoryService;
    rateCards: RateCards;
    ledger: Ledger;
    /** Is told what was recorded and what was not. */
    onRecorded?: (answer: RecordResponse) => void;
  }): UsagePipeline {
    return new UsagePipeline(
      options.config,
      options.directory,
      options.rateCards,
      options.ledger,
      options.onRecorded,
    );
  }

  private constructor(
    private readonly config: AiCreditsConfig,
    private readonly directory: DirectoryService,
    private readonly rateCards: RateCards,
    private readonly ledger: Ledger,
    private readonly onRecorded?: (answer: RecordResponse) => void,
  ) {}

  /**
   * Records what has happened: one result per event, in order. A bad event does
   * not stop the rest. When it throws, some may have been posted: sending the
   * same again charges nothing twice.
   *
   * @throws ServiceUnavailableError when the ledger's queue is full, the
   *   catalog was never readable, or anything else fails that is no fault of
   *   what was sent
   */
  record(raw: readonly RawEvent[]): Promise<RecordResponse> {
    return retryable(() => this.recordAll(raw));
  }

  private async recordAll(raw: readonly RawEvent[]): Promise<RecordResponse> {
    const results: RecordResult[] = new Array(raw.length);
    const posting: Array<Promise<void>> = [];
    // No more of one request waits for the ledger than one batch of it, nor
    // more than its queue holds.
    const { batchSize, queueLimit } = this.config.ledger;
    const most = Math.max(
      1,
      Math.floor(Math.min(batchSize, queueLimit) / HANDED_ON),
    );
    try {
      await this.understandAll(raw, results, async (rated, places) => {
        await posting[posting.length - most];
        const posted = this.post(rated, places, results);
        // Awaited further down, where its failure is thrown.
        posted.catch(() => {});
        posting.push(posted);
      });
    } finally {
      // Whatever fails, nothing goes on behind the answer.
      await Promise.allSettled(posting);
    }
    await Promise.all(posting);
    const answer = summary(results);
    this.onRecorded?.(answer);
    return answer;
  }

  private async post(
    rated: readonly RatedUsage[],
    places: readonly number[],
    results: RecordResult[],
  ): Promise<void> {
    const outcomes = await this.ledger.record(this.config.account.name, rated);
    for (const [i, event] of rated.entries()) {
      results[places[i]] = resultOf(event, outcomes[i]);
    }
  }

  /**
   * What {@link UsagePipeline.record} would make of events that were never sent
   * before, posting nothing.
   *
   * @throws ServiceUnavailableError when the catalog was never readable
   */
  async rehearse(raw: readonly RawEvent[]): Promise<RecordResponse> {
    const results: RecordResult[] = new Array(raw.length);
    await this.understandAll(raw, results, async (rated, places) => {
      for (const [i, { id, source, credits }] of rated.entries()) {
        results[places[i]] = {
          id,
          source,
          status: 'charged',
          credits: formatCredits(credits),
        };
      }
    });
    return summary(results);
  }

  /**
   * Makes events ready to be posted and hands them on with their places, some
   * at a time: while the next are understood, the ledger works on them.
   * The results of those that cannot be posted are put in their places.
   */
  private async understandAll(
    raw: readonly RawEvent[],
    results: RecordResult[],
    handOn: (rated: RatedUsage[], places: number[]) => Promise<void>,
  ): Promise<void> {
    await this.directory.ready();
    const cardAt = await this.rateCards.inForce();
    const now = Date.now();
    let rated: RatedUsage[] = [];
    let places: number[] = [];

    for (const [place, event] of raw.entries()) {
      if (place > 0 && place % STRETCH === 0) {
        await setImmediate();
      }
      try {
        if ('error' in event) {
          throw new InputError(event.error);
        }
        rated.push(this.understand(event.value, cardAt, now));
        places.push(place);
      } catch (error) {
        if (!isError(error) || error.name !== 'InputError') {
          throw error;
        }
        results[place] = {
          ...('value' in event ? namesOf(event.value) : {}),
          status: 'invalid',
          error: error.message,
        };
      }
      if (rated.length === HANDED_ON) {
        await handOn(rated, places);
        [rated, places] = [[], []];
      }
    }
    if (rated.length > 0) {
      await handOn(rated, places);
    }
  }

  /**
   * Makes an event ready to be authorised, at the prices of now.
   *
   * @throws InputError when a field is out of bounds, or the rate card refuses
   *   an action or model that it does not know
   */
  async authorised(event: UsageEvent): Promise<RatedUsage> {
    await this.directory.ready();
    const cardAt = await this.rateCards.inForce();
    const now = Date.now();
    const rating = rateUsage(cardAt(now), event);
    if (rating.denied) {
      const field = rating.denied === 'unknown-action' ? 'action' : 'model';
      throw new InputError(
        `${field}: '${event[field]}' is not on the rate card, which refuses what it does not know`,
      );
    }
    checkRequests(event, rating, cardAt(now));
    return this.attributed(event, this.askedAt(event, now), rating);
  }

  /**
   * Makes the actual use of a reservation ready to be posted. Like recording,
   * it takes what the rate card does not know.
   *
   * @throws InputError when a field is out of bounds
   */
  async settled(event: UsageEvent): Promise<RatedUsage> {
    await this.directory.ready();
    const cardAt = await this.rateCards.inForce();
    const now = Date.now();
    const occurredAt = this.askedAt(event, now);
    const card = cardAt(occurredAt);
    const rating = rateUsage(card, event);
    checkRequests(event, rating, card);
    return this.attributed(event, occurredAt, rating);
  }

  private understand(
    value: unknown,
    cardAt: (at: EpochMs) => CompiledRateCard,
    now: EpochMs,
  ): RatedUsage {
    const event = parseWith(usageEventSchema, value);
    const occurredAt = this.occurredAt(event, now);
    return this.attributed(
      event,
      occurredAt,
      rateUsage(cardAt(occurredAt), event),
    );
  }

  private attributed(
    event: UsageEvent,
    occurredAt: EpochMs,
    rating: Rating,
  ): RatedUsage {
    const account = resolveAccount(this.config, event.account);
    const parties = this.directory.attribute(event);
    return {
      ...usageKeys(account, event),
      id: event.id,
      source: event.source,
      occurredAt,
      user: parties.user,
      team: parties.team,
      department: parties.department,
      path: parties.path,
      service: parties.service,
      project: parties.project,
      product: event.product,
      category: event.category,
      action: event.action,
      useCase: event.useCase,
      provider: event.provider,
      model: event.model,
      quantities: event.quantities,
      latencyMs: rounded(event.latencyMs),
      timeToFirstTokenMs: rounded(event.timeToFirstTokenMs),
      status: event.status,
      attempt: event.attempt,
      item: event.item,
      comment: event.comment,
      attributes: event.attributes,
      credits: rating.credits,
      breakdown: rating.breakdown,
      rule: rating.rule,
      rateCardVersion: rating.rateCardVersion,
      tier: rating.tier,
      flags:
        rating.flags.length > 0
          ? [...parties.flags, ...rating.flags]
          : parties.flags,
    };
  }

  /**
   * When something that is asked for happens: now, or as said where that is a
   * moment ago. A date of last month would spend what last month's budget has
   * left.
   */
  private askedAt(event: UsageEvent, now: EpochMs): EpochMs {
    const said = this.occurredAt(event, now);
    return said < now - this.config.ledger.lateEventGraceMs ? now : said;
  }

  /** @throws InputError naming the limit */
  private occurredAt(event: UsageEvent, now: EpochMs): EpochMs {
    if (event.occurredAt === undefined) {
      return now;
    }
    const at = checkedOccurredAt(event.occurredAt, now, this.config.ingest);
    // It cannot have been used yet: the sender's clock is ahead. Dated ahead,
    // it would begin the next month's budgets before this one's are closed.
    return Math.min(at, now);
  }
}

/**
 * What is asked for is at least one call: with none, what has a price for each
 * would be had for nothing. What has happened may be none, such as an answer
 * from a cache.
 *
 * @throws InputError naming the field
 */
function checkRequests(
  event: UsageEvent,
  { credits }: Rating,
  card: CompiledRateCard,
): void {
  const { quantities } = event;
  if (
    quantities.requests === 0 &&
    rateUsage(card, { ...event, quantities: { ...quantities, requests: 1 } })
      .credits > credits
  ) {
    throw new InputError(
      `quantities.requests: must be at least 1, as ${
        event.action ?? event.model
      } has a price for each request`,
    );
  }
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}

function resultOf(event: RatedUsage, outcome: RecordOutcome): RecordResult {
  const { id, source } = event;
  if (outcome.status === 'invalid') {
    return { id, source, status: 'invalid', error: outcome.error };
  }
  if (outcome.status === 'conflict') {
    return {
      id,
      source,
      status: 'conflict',
      error: 'this source has sent another event with this id before',
    };
  }
  return {
    id,
    source,
    status: outcome.status,
    credits: formatCredits(outcome.credits),
    creditType: outcome.creditType,
    transactionId: outcome.transactionId,
    overLimit: outcome.overLimit,
    ...(outcome.flags.length > 0 ? { flags: [...outcome.flags] } : {}),
  };
}

function summary(results: RecordResult[]): RecordResponse {
  const count = (...statuses: RecordResult['status'][]) =>
    results.filter(result => statuses.includes(result.status)).length;
  return {
    results,
    charged: count('charged'),
    duplicates: count('duplicate'),
    rejected: count('conflict', 'invalid'),
  };
}

/** Id and source of an event that is wrong elsewhere, so that its sender finds it. */
function namesOf(value: unknown): { id?: string; source?: string } {
  const names: { id?: string; source?: string } = {};
  if (typeof value === 'object' && value !== null) {
    for (const name of ['id', 'source'] as const) {
      const text = (value as Record<string, unknown>)[name];
      if (typeof text === 'string' && text.length <= limits.keyLength) {
        names[name] = text;
      }
    }
  }
  return names;
}
