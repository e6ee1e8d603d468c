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

import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AiCreditsClient,
  compileRateCard,
  defaultRateCardRules,
  Feedback,
  UsageEventInput,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { setImmediate, setTimeout } from 'timers/promises';
import { DirectoryService } from '../attribution';
import { AiCreditsConfig } from '../config';
import { companyOf, generateDay, PastEvent } from './generate';
import { PastDeed, Story, tellStory } from './story';

/** Sources of generated usage begin like this. */
const SOURCES = 'demo/';
/** The reason of the last deed; once it is in the log, everything is. */
const LAST_DEED = 'Goodwill for the outage of a model';
const BATCH = 2_000;

/**
 * Fills an empty ledger with the past of the company in the catalog, through
 * the plugin's own API. Every step carries a key of its own, so that a second
 * run, or two replicas, change nothing; an interrupted run is taken up again.
 */
export class DemoSeeder {
  static create(options: {
    client: AiCreditsClient;
    /** A token for the plugin's own API. */
    token: () => Promise<string>;
    config: AiCreditsConfig;
    directory: DirectoryService;
    logger: LoggerService;
    /** Milliseconds between two looks at a catalog that may still be growing. */
    settleMs?: number;
  }): DemoSeeder {
    return new DemoSeeder(options);
  }

  private constructor(
    private readonly options: Parameters<typeof DemoSeeder.create>[0],
  ) {}

  /**
   * Does what is left to do, if anything.
   *
   * @returns whether the past has been completed by it
   */
  async run(signal: AbortSignal): Promise<boolean> {
    const { logger } = this.options;
    if (!(await this.isWanted())) {
      return false;
    }
    if (!(await this.companyIsKnown(signal))) {
      logger.info(
        'The catalog has no people and services yet; the demo usage waits for them',
      );
      return false;
    }
    const started = performance.now();
    const { events, story } = await this.imagine();
    const ids = await this.post(events, story, signal);
    for (const refund of story.refunds) {
      const transactionId = ids.get(`${refund.source}\n${refund.id}`);
      if (transactionId !== undefined) {
        await this.call((client, options) =>
          client.refund(
            {
              transactionId,
              reason: refund.reason,
              idempotencyKey: `demo-refund-${refund.id}`,
            },
            options,
          ),
        );
      }
    }
    await this.call((client, options) =>
      client.grant(
        {
          kind: 'adjustment',
          credits: '25',
          reason: LAST_DEED,
          idempotencyKey: `demo-${this.options.config.demo.seed}-goodwill`,
        },
        options,
      ),
    );
    logger.info('The demo usage is complete', {
      events: events.length,
      seconds: Math.round((performance.now() - started) / 1_000),
    });
    return true;
  }

  /** True while the ledger is empty, or holds a part of the demo usage and nothing else. */
  private async isWanted(): Promise<boolean> {
    const newest = await this.call((client, options) =>
      client.transactions({ type: 'usage', limit: 1 }, options),
    );
    const [usage] = newest.transactions;
    if (!usage) {
      return true;
    }
    if (!usage.source?.startsWith(SOURCES)) {
      return false;
    }
    const last = await this.call((client, options) =>
      client.transactions({ type: 'adjustment', limit: 1_000 }, options),
    );
    return !last.transactions.some(({ comment }) => comment === LAST_DEED);
  }

  /** Waits until the catalog has been read and has stopped growing. */
  private async companyIsKnown(signal: AbortSignal): Promise<boolean> {
    const { directory } = this.options;
    let before = -1;
    for (let i = 0; i < 20; i += 1) {
      await directory.refresh();
      const { users, services } = directory.current;
      if (users.size > 0 && services.size > 0) {
        if (users.size + services.size === before) {
          return true;
        }
        before = users.size + services.size;
      }
      await setTimeout(this.options.settleMs ?? 3_000, undefined, { signal });
    }
    return false;
  }

  private async imagine(): Promise<{ events: PastEvent[]; story: Story }> {
    const { config, directory } = this.options;
    const { seed } = config.demo;
    const zone = config.account.timeZone;
    const now = Date.now();
    const { memberSince } = await this.call((client, options) =>
      client.account({}, options),
    );
    // Days are counted from the account's first, so that a run that is taken up
    // on another day imagines the same past.
    const today = DateTime.fromMillis(now, { zone }).startOf('day');
    const opened = DateTime.fromISO(memberSince, { zone }).startOf('day');
    const first = DateTime.max(
      opened,
      today.minus({ days: config.demo.days + 7 }),
    );
    const days = Math.round(today.diff(first, 'days').days);
    const company = companyOf(directory.current, directory.groupTypes, seed);
    const events: PastEvent[] = [];
    for (let i = 0; i <= days; i += 1) {
      const day = generateDay({
        company,
        seed,
        day: first.plus({ days: i }),
        daysAgo: config.demo.days - i,
        progress: i / config.demo.days,
      });
      for (const past of day) {
        if (past.at < now) {
          events.push(past);
        }
      }
      await setImmediate();
    }
    events.sort((a, b) => a.at - b.at);
    const story = await tellStory({
      events,
      card: compileRateCard({ version: 1, rules: defaultRateCardRules }),
      config,
      directory,
      now,
    });
    return { events, story };
  }

  /** Posts usage and what happened besides in order of time; returns transaction ids by source and id. */
  private async post(
    events: readonly PastEvent[],
    story: Story,
    signal: AbortSignal,
  ): Promise<Map<string, string>> {
    const { logger } = this.options;
    const ids = new Map<string, string>();
    const deeds = [...story.deeds].sort((a, b) => a.at - b.at);
    let batch: PastEvent[] = [];
    let done = 0;

    const flush = async () => {
      signal.throwIfAborted();
      const posted = batch;
      batch = [];
      if (posted.length === 0) {
        return;
      }
      await this.record(
        posted.map(({ event }) => event),
        ids,
      );
      const feedback: Feedback[] = posted.flatMap(past => past.feedback ?? []);
      if (feedback.length > 0) {
        await this.call((client, options) =>
          client.feedback(feedback, options),
        );
      }
      done += posted.length;
      logger.info(`Demo usage: ${done} of ${events.length} events`);
    };

    for (const past of events) {
      while (deeds.length > 0 && deeds[0].at <= past.at) {
        await flush();
        await this.do(deeds.shift()!);
      }
      batch.push(past);
      if (batch.length >= BATCH) {
        await flush();
      }
    }
    await flush();
    for (const deed of deeds) {
      await this.do(deed);
    }
    return ids;
  }

  private async do(deed: PastDeed): Promise<void> {
    if ('budgets' in deed) {
      for (const budget of deed.budgets) {
        await this.call((client, options) => client.putBudget(budget, options));
      }
      return;
    }
    await this.call<unknown>((client, options) =>
      'grant' in deed
        ? client.grant(deed.grant, options)
        : client.purchase(deed.purchase, options),
    );
  }

  private async record(
    events: UsageEventInput[],
    ids: Map<string, string>,
  ): Promise<void> {
    const { results, rejected } = await this.call((client, options) =>
      client.recordUsage(events, options),
    );
    for (const { id, source, transactionId } of results) {
      if (transactionId !== undefined) {
        ids.set(`${source}\n${id}`, transactionId);
      }
    }
    if (rejected > 0) {
      this.options.logger.warn(`${rejected} events of the demo were rejected`, {
        first: results.find(({ error }) => error)?.error ?? '',
      });
    }
  }

  private async call<T>(
    action: (client: AiCreditsClient, options: { token: string }) => Promise<T>,
  ): Promise<T> {
    return action(this.options.client, { token: await this.options.token() });
  }
}
