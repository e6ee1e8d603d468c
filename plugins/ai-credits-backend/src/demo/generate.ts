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

import { Feedback, UsageEventInput } from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { Directory, GroupTypes, primaryTeam } from '../attribution';
import {
  ageing,
  categories,
  Product,
  products,
  speeds,
  usual,
  Workload,
} from './products';
import { Random } from './random';

/** An event of the past, and what became of it. */
export interface PastEvent {
  event: UsageEventInput & { occurredAt: string };
  /** Of the event, epoch milliseconds. */
  at: number;
  feedback?: Omit<Feedback, 'account'>;
}

/** Who and what uses AI at the example company, as the catalog knows it. */
interface Company {
  people: ReadonlyArray<{
    ref: string;
    team: string;
    /** How much more, or less, than others. */
    zeal: number;
    /** Hours that the working day is shifted by. */
    shift: number;
    products: readonly Product[];
    services: readonly string[];
  }>;
  services: ReadonlyArray<{ ref: string; products: readonly Product[] }>;
}

/** Share of a day's uses by the hour, for people and for services. */
const PEOPLE_HOURS = [
  0, 0, 0, 0, 0, 0, 1, 4, 9, 13, 15, 13, 7, 10, 14, 13, 11, 8, 4, 2, 2, 1, 1, 0,
];
const SERVICE_HOURS = [
  3, 3, 4, 6, 5, 3, 3, 4, 5, 6, 7, 7, 6, 6, 7, 7, 6, 5, 5, 6, 6, 5, 4, 3,
];

/** How many days ago a model had an outage, and a campaign needed pictures. */
const OUTAGE_DAYS_AGO = 11;
const CAMPAIGN_DAYS_AGO = 23;
const OUTAGE_MODEL = 'claude-sonnet-4';

/** Reads who works where from the catalog's directory. */
export function companyOf(
  directory: Directory,
  groupTypes: GroupTypes,
  seed: number,
): Company {
  const nameOf = (ref: string) => ref.slice(ref.indexOf('/') + 1);
  const servicesOf = (team: string) =>
    [...directory.services]
      .filter(
        ([ref, { owner }]) => owner === team && ref.startsWith('component:'),
      )
      .map(([ref]) => ref)
      .sort();
  return {
    people: [...directory.users.keys()].sort().flatMap(ref => {
      const team = primaryTeam(ref, directory, groupTypes);
      if (team === undefined) {
        return [];
      }
      const random = new Random(seed, ref);
      return {
        ref,
        team,
        zeal: Math.min(4, random.skewed(0.85, 0.55)),
        shift: random.chance(0.3) ? 5 : 0,
        products: products.filter(({ teams }) => teams?.test(nameOf(team))),
        services: servicesOf(team),
      };
    }),
    services: [...directory.services.keys()].sort().flatMap(ref => {
      const used = products.filter(({ services }) =>
        services?.test(nameOf(ref)),
      );
      return ref.startsWith('component:') && used.length > 0
        ? { ref, products: used }
        : [];
    }),
  };
}

/**
 * The usage of one local day, in order of time. Each day has random numbers of
 * its own: the same seed, day and company give the same events, whatever other
 * days are asked for.
 *
 * @param options - `progress` from 0 on the first day to 1 on the last: usage
 *   grows a little
 */
export function generateDay(options: {
  company: Company;
  seed: number;
  day: DateTime;
  daysAgo: number;
  progress: number;
}): PastEvent[] {
  const { company, day, daysAgo, progress, seed } = options;
  const date = day.toFormat('yyyyMMdd');
  const random = new Random(seed, date);
  const begin = day.startOf('day').toMillis();
  const events: PastEvent[] = [];
  const growth = 0.85 + 0.3 * progress;
  const atWork = [1.02, 1.08, 1.1, 1.04, 0.86, 0.1, 0.05][day.weekday - 1];

  const timeOfDay = (hours: readonly number[], shift: number) =>
    begin +
    (random.weighted(hours.map((weight, hour) => [hour, weight] as const)) +
      shift) *
      3_600_000 +
    random.between(0, 3_599_999);

  for (const person of company.people) {
    for (const product of person.products) {
      const busy =
        product.name === 'Image Studio' && daysAgo === CAMPAIGN_DAYS_AGO
          ? 5
          : 1;
      const uses = random.poisson(
        (product.perPerson ?? 0) * person.zeal * atWork * growth * busy,
      );
      for (let i = 0; i < uses; i += 1) {
        work(timeOfDay(PEOPLE_HOURS, person.shift), product, {
          user: person.ref,
          team: person.team,
          ...(product.name === 'Code Companion' && person.services.length > 0
            ? { service: random.pick(person.services) }
            : {}),
        });
      }
    }
  }
  for (const service of company.services) {
    for (const product of service.products) {
      const weekend = day.weekday > 5 ? 0.7 : 1;
      const uses = random.poisson((product.perService ?? 0) * weekend * growth);
      for (let i = 0; i < uses; i += 1) {
        work(timeOfDay(SERVICE_HOURS, 0), product, { service: service.ref });
      }
    }
  }
  return events.sort((a, b) => a.at - b.at);

  /** One use, with the further attempts that it may take. */
  function work(
    start: number,
    product: Product,
    parties: Pick<UsageEventInput, 'user' | 'team' | 'service'>,
  ) {
    const workload = random.weighted(
      product.workloads.map(w => [w, w.weight] as const),
    );
    const model = random.weighted(workload.models);
    const odds = ageing[model] ?? usual;
    const item = workload.onItem
      ? `sku-${1_000 + (Math.floor(random.skewed(900, 0.9)) % 8_000)}`
      : undefined;
    const category = workload.onItem ? random.pick(categories) : undefined;
    let at = start;
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const failed = random.chance(
        daysAgo === OUTAGE_DAYS_AGO && model === OUTAGE_MODEL
          ? 0.35
          : odds.failed,
      );
      const again = workload.onItem
        ? random.chance(failed ? 0.9 : odds.again)
        : failed && random.chance(0.6);
      const last = !again || attempt === 4;
      const id = `${date}-${events.length + 1}`;
      const use = measure(workload, model, failed, random);
      const comment =
        attempt > 1 && random.chance(0.15)
          ? 'Regenerated after review'
          : undefined;
      events.push({
        at,
        event: {
          id,
          source: product.source,
          occurredAt: new Date(at).toISOString(),
          ...parties,
          product: product.name,
          action: workload.action,
          model,
          attempt,
          ...(workload.useCase ? { useCase: workload.useCase } : {}),
          ...(item ? { item, category } : {}),
          ...(comment ? { comment } : {}),
          ...use,
        },
        feedback: failed
          ? undefined
          : judge({ id, source: product.source }, workload, last, random),
      });
      if (last) {
        return;
      }
      at += random.between(25, 240) * 1_000;
    }
  }
}

/** Quantities, latency and status of one call. */
function measure(
  workload: Workload,
  model: string,
  failed: boolean,
  random: Random,
): Pick<
  UsageEventInput,
  'quantities' | 'latencyMs' | 'timeToFirstTokenMs' | 'status'
> {
  const inputTokens = workload.input
    ? Math.max(1, Math.round(random.skewed(...workload.input)))
    : 0;
  const outputTokens =
    workload.output && !failed
      ? Math.max(1, Math.round(random.skewed(...workload.output)))
      : 0;
  const [first, perToken] = speeds[model] ?? [500, 15];
  const timeToFirstTokenMs = Math.round(random.skewed(first, 0.35));
  const streamed = Math.round(
    outputTokens * perToken * (0.8 + 0.5 * random.next()),
  );
  const cached =
    workload.cached && random.chance(0.6) ? workload.cached * random.next() : 0;
  return {
    quantities: {
      inputTokens,
      outputTokens,
      cachedInputTokens: Math.floor(inputTokens * cached),
      reasoningTokens: Math.floor(outputTokens * (workload.reasoning ?? 0)),
      images: failed ? 0 : workload.images ?? 0,
    },
    ...(failed
      ? { status: 'failed', latencyMs: random.between(15_000, 30_000) }
      : {
          latencyMs: timeToFirstTokenMs + streamed,
          ...(perToken > 0 ? { timeToFirstTokenMs } : {}),
        }),
  };
}

/** What became of a call: earlier attempts were rejected, the last one mostly accepted. */
function judge(
  keys: { id: string; source: string },
  workload: Workload,
  last: boolean,
  random: Random,
): Omit<Feedback, 'account'> | undefined {
  if (workload.onItem) {
    if (!last) {
      return {
        ...keys,
        outcome: 'rejected',
        qualityScore: hundredths(0.25 + 0.35 * random.next()),
      };
    }
    const outcome = random.weighted([
      ['accepted', 84],
      ['unused', 9],
      ['rejected', 7],
    ] as const);
    return {
      ...keys,
      outcome,
      ...(outcome === 'unused'
        ? {}
        : {
            qualityScore: hundredths(
              outcome === 'accepted'
                ? 0.7 + 0.3 * random.next()
                : 0.2 + 0.3 * random.next(),
            ),
          }),
    };
  }
  return random.chance(0.09)
    ? {
        ...keys,
        rating: random.weighted([
          [5, 34],
          [4, 40],
          [3, 16],
          [2, 7],
          [1, 3],
        ] as const),
      }
    : undefined;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

export type { Company };
