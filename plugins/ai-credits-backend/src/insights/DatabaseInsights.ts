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

import { NotFoundError } from '@backstage/errors';
import {
  EfficiencyResponse,
  RecommendationDecisionResponse,
  RecommendationsResponse,
  UnusualResponse,
  WasteEventsResponse,
  WasteResponse,
  WasteRule,
} from 'backstage-plugin-ai-credits-common';
import type { EpochMs } from '../ledger/types';
import type { QuestionContext } from '../usage/analytics';
import { readEfficiency, ValueSettings } from './efficiency/readEfficiency';
import { decisionStore } from './recommendations/DecisionStore';
import {
  decisionOf,
  findAdvice,
  readRecommendations,
  RecommendationSources,
} from './recommendations/readRecommendations';
import { InsightScope } from './scope';
import { readUnusual } from './unusual/readUnusual';
import { readWaste, readWasteEvents, WasteSettings } from './waste/readWaste';

/** What decides how usage is judged. */
export interface InsightSettings extends WasteSettings {
  /** What accepted items are worth, where that is configured. */
  value?: ValueSettings;
}

/** What somebody decides about a recommendation. */
export interface DecisionRequest {
  id: string;
  status: 'accepted' | 'dismissed';
  reason?: string;
  by: string;
}

/**
 * What usage says about itself: where credits are wasted, how well they are
 * used, what would save some, and which days were unusual. Everything is read
 * from what the caller may see.
 */
export class DatabaseInsights {
  readonly #context: QuestionContext;
  readonly #settings: InsightSettings;
  readonly #now: () => EpochMs;

  static create(options: {
    context: QuestionContext;
    settings: InsightSettings;
    now?: () => EpochMs;
  }): DatabaseInsights {
    return new DatabaseInsights(options);
  }

  private constructor(options: Parameters<typeof DatabaseInsights.create>[0]) {
    this.#context = options.context;
    this.#settings = options.settings;
    this.#now = options.now ?? Date.now;
  }

  waste(scope: InsightScope): Promise<WasteResponse> {
    return readWaste(this.#context, scope, this.#settings, this.#now());
  }

  /** @throws InputError for a cursor that is malformed */
  wasteEvents(
    scope: InsightScope & {
      rule: WasteRule;
      item?: string;
      cursor?: string;
      limit: number;
    },
  ): Promise<WasteEventsResponse> {
    return readWasteEvents(this.#context, scope, this.#settings, this.#now());
  }

  efficiency(scope: InsightScope): Promise<EfficiencyResponse> {
    return readEfficiency(
      this.#context,
      scope,
      this.#settings.value,
      this.#now(),
    );
  }

  unusual(scope: InsightScope): Promise<UnusualResponse> {
    return readUnusual(this.#context, scope, this.#now());
  }

  recommendations(
    scope: InsightScope,
    sources: RecommendationSources,
  ): Promise<RecommendationsResponse> {
    return readRecommendations(this.#context, scope, sources, this.#now());
  }

  /**
   * Writes down what somebody decided about a recommendation, with what it said.
   *
   * @throws NotFoundError when usage does not support it and nobody decided on it before
   */
  async decide(
    scope: InsightScope,
    sources: RecommendationSources,
    request: DecisionRequest,
  ): Promise<RecommendationDecisionResponse> {
    const { accountId, knex } = this.#context;
    const now = this.#now();
    const { advice } = await findAdvice(this.#context, scope, sources, now);
    const known =
      advice.find(each => each.id === request.id) ??
      (await decisionStore.list(knex, accountId)).find(
        each => each.key === request.id,
      )?.advice;
    if (!known) {
      throw new NotFoundError(`There is no recommendation ${request.id}`);
    }
    const decision = {
      key: request.id,
      status: request.status,
      ...(request.reason ? { reason: request.reason } : {}),
      by: request.by,
      at: now,
      advice: known,
    };
    await decisionStore.put(knex, accountId, decision);
    return {
      id: request.id,
      status: request.status,
      decision: decisionOf(decision),
    };
  }
}
