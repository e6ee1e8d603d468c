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

import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  compileRateCard,
  defaultRateCardRules,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Directory } from '../attribution';
import { findSwitches } from '../insights/recommendations/modelSwitch';
import { WorkStats } from '../insights/workStats';
import { rateUsage } from '../rating';
import { companyOf, generateDay, PastEvent } from './generate';

jest.setTimeout(120_000);

const DAYS = 90;
const RECENT_DAYS = 28;
const SEED = 20_261_120;
const zone = 'Asia/Jakarta';
const card = compileRateCard({ version: 1, rules: defaultRateCardRules });

/** The people of the demo portal's own company, and where they work. */
function exampleDirectory(): Directory {
  const folder = resolve(__dirname, '../../../../examples/org');
  const entities: Entity[] = readdirSync(folder).flatMap(file =>
    parseAllDocuments(readFileSync(resolve(folder, file), 'utf8')).flatMap(
      document => document.toJS() ?? [],
    ),
  );
  const group = (name: string) => `group:default/${name}`;
  const list = (value: unknown) => (value ?? []) as string[];
  const of = (kind: string) => entities.filter(entity => entity.kind === kind);
  const parents = new Map(
    of('Group').flatMap(({ metadata, spec }) =>
      list(spec?.children).map(
        child => [group(child), group(metadata.name)] as const,
      ),
    ),
  );
  return {
    users: new Map(
      of('User').map(entity => [
        stringifyEntityRef(entity),
        { groups: list(entity.spec?.memberOf).map(group) },
      ]),
    ),
    groups: new Map(
      of('Group').map(entity => {
        const ref = stringifyEntityRef(entity);
        return [
          ref,
          { type: `${entity.spec?.type}`, parent: parents.get(ref) },
        ];
      }),
    ),
    services: new Map(),
    projects: new Map(),
  };
}

const company = companyOf(
  exampleDirectory(),
  { team: ['team'], department: ['department'] },
  SEED,
);

/** What is generated for a demo that is started on a day, up to the end of the day before. */
function pastOf(today: DateTime): PastEvent[] {
  return Array.from({ length: DAYS }, (_, i) =>
    generateDay({
      company,
      seed: SEED,
      day: today.minus({ days: DAYS - i }),
      daysAgo: DAYS - i,
      progress: i / DAYS,
    }),
  ).flat();
}

/** The sums that the database makes of these events. */
function workOf(past: readonly PastEvent[], recent: number) {
  const names: string[] = [''];
  const idOf = (name = '') => {
    if (!names.includes(name)) {
      names.push(name);
    }
    return names.indexOf(name);
  };
  const work = new Map<string, WorkStats>();
  for (const { at, event, feedback } of past) {
    const { action, model, useCase } = event;
    const key = JSON.stringify([useCase, action, model]);
    const sums = work.get(key) ?? {
      useCase: idOf(useCase),
      action: idOf(action),
      model: idOf(model),
      credits: 0n,
      requests: 0,
      events: 0,
      recentEvents: 0,
      price: { count: 0, sum: 0, squares: 0 },
      succeeded: 0,
      accepted: 0,
      judged: 0,
      firsts: 0,
      seconds: 0,
      flawedFirsts: 0,
      rating: { count: 0, sum: 0, squares: 0 },
      latency: { sum: 0, count: 0 },
      inputTokens: 0,
      cachedTokens: 0,
      leastInput: 0,
      repeatedInput: 0,
    };
    work.set(key, sums);
    const { credits } = rateUsage(card, usageEventSchema.parse(event));
    const price = Number(credits) / 1e6;
    const failed = event.status === 'failed';
    const rejected = feedback?.outcome === 'rejected';
    sums.credits += credits;
    sums.requests += 1;
    sums.events += 1;
    sums.recentEvents += Number(at >= recent);
    sums.price.count += 1;
    sums.price.sum += price;
    sums.price.squares += price * price;
    sums.succeeded += Number(!failed);
    sums.accepted += Number(feedback?.outcome === 'accepted');
    sums.judged += Number(feedback?.outcome !== undefined);
    sums.firsts += Number(event.attempt === 1);
    sums.seconds += Number(event.attempt === 2);
    sums.flawedFirsts += Number(event.attempt === 1 && (failed || rejected));
    sums.latency.sum += event.latencyMs ?? 0;
    sums.latency.count += Number(event.latencyMs !== undefined);
    if (feedback?.rating !== undefined) {
      sums.rating.count += 1;
      sums.rating.sum += feedback.rating;
      sums.rating.squares += feedback.rating ** 2;
    }
  }
  return { work: [...work.values()], nameOf: (id: number) => names[id] };
}

describe('the demo', () => {
  it.each(['2026-11-30', '2026-12-01', '2027-01-15', '2028-02-29'])(
    'has a saving worth reading when it is started on %s',
    date => {
      const today = DateTime.fromISO(date, { zone });
      const past = pastOf(today);
      const recent = today.minus({ days: RECENT_DAYS }).toMillis();
      const { nameOf, work } = workOf(past, recent);
      const { switches } = findSwitches(work, 30 / RECENT_DAYS);
      const found = switches.map(({ from, to, saving }) => ({
        useCase: nameOf(from.useCase),
        action: nameOf(from.action),
        models: [nameOf(from.model), nameOf(to.model)],
        clear: saving.low > 100,
      }));
      expect(found).toContainEqual({
        useCase: 'product-pages',
        action: 'description',
        models: ['gpt-4-turbo', 'gpt-4o-mini'],
        clear: true,
      });
    },
  );
});
