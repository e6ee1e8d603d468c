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
import { InputError } from '@backstage/errors';
import {
  CompiledRateCard,
  compileRateCard,
  defaultRateCardRules,
  namesWithoutPrice,
  RateCardRules,
  UnknownName,
  validateRateCard,
} from 'backstage-plugin-ai-credits-common';
import { withRetries } from '../database/retry';
import type { EpochMs } from '../ledger/types';
import { RateCardStore, StoredRateCard } from './RateCardStore';

/** A version that another replica published is seen after this time at the latest. */
const STALE_MS = 2_000;

interface Version {
  version: number;
  effectiveFrom: EpochMs;
  compiled: CompiledRateCard;
}

/**
 * The versions of the rate card, compiled and kept in memory, and their life
 * from draft to publication.
 */
export class RateCards {
  /** Publishes the default rate card as version 1 where there is none. */
  static async create(options: {
    store: RateCardStore;
    openedAt: EpochMs;
    logger: LoggerService;
  }): Promise<RateCards> {
    await options.store.ensureFirst({
      name: 'Default rate card',
      rules: defaultRateCardRules,
      effectiveFrom: options.openedAt,
      now: Date.now(),
    });
    return new RateCards(options.store, options.logger);
  }

  private versions: Version[] = [];
  private checkedAt = -Infinity;
  private checking?: Promise<void>;

  private constructor(
    readonly store: RateCardStore,
    private readonly logger: LoggerService,
  ) {}

  /**
   * The card in force at each instant asked for: of the versions that are
   * effective by then the one that became so last, the newer of two at the same
   * instant. Before the first version became effective, the first is in force.
   *
   * @throws ServiceUnavailableError when the database stays away
   */
  async inForce(): Promise<(at: EpochMs) => CompiledRateCard> {
    if (performance.now() - this.checkedAt > STALE_MS) {
      this.checking ??= withRetries(() => this.check(), this.logger).finally(
        () => {
          this.checking = undefined;
        },
      );
      await this.checking;
    }
    const versions = this.versions;
    return at => inForceAt(versions, at).compiled;
  }

  /** The stored card that is in force at an instant. */
  async current(at: EpochMs): Promise<StoredRateCard> {
    return inForceAt(
      (await this.store.published()).map(card => ({
        ...card,
        effectiveFrom: card.effectiveFrom ?? 0,
      })),
      at,
    );
  }

  /**
   * Publishes a draft.
   *
   * @param options - `used` are the names that usage has been under lately;
   *   `revision` is the draft's that was looked at
   * @throws InputError when its rules contradict one another, leave a name in
   *   use without a price, or the time lies in the past; ConflictError when it
   *   changed or is no draft
   */
  async publish(
    id: string,
    options: {
      effectiveFrom?: EpochMs;
      publishedBy: string;
      revision?: number;
      used?: readonly UnknownName[];
    },
  ): Promise<StoredRateCard> {
    const draft = await this.store.get(id);
    checkRules(draft.rules);
    const now = Date.now();
    const { rules: current } = await this.current(options.effectiveFrom ?? now);
    checkPrices(
      namesWithoutPrice({ current, draft: draft.rules }, options.used ?? []),
    );
    if (options.effectiveFrom !== undefined && options.effectiveFrom < now) {
      throw new InputError(
        'effectiveFrom must not lie in the past: what was charged stays as charged',
      );
    }
    const published = await this.store.publish(id, {
      revision: options.revision ?? draft.revision,
      effectiveFrom: options.effectiveFrom ?? now,
      publishedBy: options.publishedBy,
      now,
    });
    this.checkedAt = -Infinity;
    return published;
  }

  private async check(): Promise<void> {
    const newest = await this.store.newestVersion();
    if (newest !== (this.versions[this.versions.length - 1]?.version ?? 0)) {
      const known = new Map(this.versions.map(v => [v.version, v]));
      this.versions = (await this.store.published()).map(
        card =>
          known.get(card.version) ?? {
            version: card.version,
            effectiveFrom: card.effectiveFrom ?? 0,
            compiled: compileRateCard(card),
          },
      );
    }
    this.checkedAt = performance.now();
  }
}

/** Versions must be sorted by number and not be empty. */
function inForceAt<T extends { effectiveFrom: EpochMs }>(
  versions: readonly T[],
  at: EpochMs,
): T {
  let found: T | undefined;
  for (const version of versions) {
    if (
      version.effectiveFrom <= at &&
      (!found || version.effectiveFrom >= found.effectiveFrom)
    ) {
      found = version;
    }
  }
  return found ?? versions[0];
}

/** Names that an error lists; there may be thousands. */
const LISTED_NAMES = 20;

function checkPrices(missing: readonly UnknownName[]): void {
  if (missing.length === 0) {
    return;
  }
  const names = missing
    .slice(0, LISTED_NAMES)
    .map(({ kind, name }) => `the ${kind} "${name}"`)
    .join(', ');
  const rest =
    missing.length > LISTED_NAMES
      ? ` and ${missing.length - LISTED_NAMES} more`
      : '';
  throw new InputError(
    `The draft leaves without a price what has been in use in the last 30 days: ${names}${rest}; add a rule for each, or let the default price apply to what no rule knows`,
  );
}

/**
 * Checks that rules do not contradict one another.
 *
 * @throws InputError naming the first lines that do
 */
export function checkRules(rules: RateCardRules): void {
  const issues = validateRateCard(rules);
  if (issues.length > 0) {
    throw new InputError(
      issues
        .slice(0, 10)
        .map(issue => `rules.${issue.path.join('.')}: ${issue.message}`)
        .join('; '),
    );
  }
}
