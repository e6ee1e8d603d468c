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

/**
 * Thirty days of a content team of five, as events: 2,340 credits under the
 * default rate card, 78 on every day, split by person and by kind of text, with
 * 180 credits on third and later attempts.
 *
 * Descriptions are written with GPT-4o (2 credits each), everything else with
 * GPT-4 Turbo (1 credit each). Run by itself, it prints one event a line:
 *
 *     node examples/usage/creditAnalytics.ts 2026-04-30 > events.ndjson
 *     curl --data-binary @events.ndjson -H 'Content-Type: application/x-ndjson' \
 *       -H "Authorization: Bearer $AI_CREDITS_TOKEN" \
 *       http://localhost:7007/api/ai-credits/v1/usage
 */

/** An event as `POST /v1/usage` takes it. */
export interface ExampleEvent {
  id: string;
  source: string;
  occurredAt: string;
  user: string;
  team?: string;
  product: string;
  action: string;
  useCase: string;
  model: string;
  item: string;
  attempt: number;
  quantities: { requests: number; inputTokens: number; outputTokens: number };
  latencyMs: number;
}

const DAY_MS = 86_400_000;
const DAYS = 30;
const CREDITS_A_DAY = 78;

/** What each person does: items worked on, and events and third attempts of each kind. */
const people = [
  {
    name: 'sarah',
    items: 110,
    description: [174, 20],
    metaTags: [146, 20],
    bulletPoints: 99,
    keywords: 87,
  },
  {
    name: 'mike',
    items: 90,
    description: [134, 14],
    metaTags: [110, 14],
    bulletPoints: 75,
    keywords: 67,
  },
  {
    name: 'lisa',
    items: 98,
    description: [123, 8],
    metaTags: [103, 8],
    bulletPoints: 70,
    keywords: 61,
  },
  {
    name: 'tom',
    items: 70,
    description: [102, 11],
    metaTags: [87, 11],
    bulletPoints: 58,
    keywords: 51,
  },
  {
    name: 'anna',
    items: 45,
    description: [67, 7],
    metaTags: [54, 7],
    bulletPoints: 38,
    keywords: 34,
  },
];

type Work = Pick<
  ExampleEvent,
  'user' | 'action' | 'model' | 'item' | 'attempt'
>;

/** So many events over the first items: as many of them as said have three attempts, the first of the others one or two. */
function attempts(
  work: Omit<Work, 'item' | 'attempt'>,
  item: (n: number) => string,
  items: number,
  events: number,
  third: number,
): Work[] {
  const rest = events - 3 * third;
  const others = Math.min(items - third, rest);
  const twice = rest - others;
  const list: Work[] = [];
  for (let n = 0; n < third + others; n++) {
    const times = n < third ? 3 : n < third + twice ? 2 : 1;
    for (let attempt = 1; attempt <= times; attempt++) {
      list.push({ ...work, item: item(n), attempt });
    }
  }
  return list;
}

/**
 * The events, in order of time.
 *
 * @param lastDay - the last of the thirty days, in UTC, such as `2026-04-30`
 * @param team - the team of all five, an entity ref
 */
export function creditAnalyticsEvents(
  lastDay: string,
  team?: string,
): ExampleEvent[] {
  const dear: Work[] = [];
  const cheap: Work[] = [];
  for (const person of people) {
    const user = `user:default/${person.name}`;
    const item = (n: number) =>
      `${person.name}-${String(n + 1).padStart(3, '0')}`;
    const gpt4Turbo = { user, model: 'gpt-4-turbo' };
    dear.push(
      ...attempts(
        { user, model: 'gpt-4o', action: 'description' },
        item,
        person.items,
        person.description[0],
        person.description[1],
      ),
    );
    cheap.push(
      ...attempts(
        { ...gpt4Turbo, action: 'meta-tags' },
        item,
        person.items,
        person.metaTags[0],
        person.metaTags[1],
      ),
      ...attempts(
        { ...gpt4Turbo, action: 'bullet-points' },
        item,
        person.items,
        person.bulletPoints,
        0,
      ),
      ...attempts(
        { ...gpt4Turbo, action: 'keywords' },
        item,
        person.items,
        person.keywords,
        0,
      ),
    );
  }
  const first = Date.parse(`${lastDay}T00:00:00Z`) - (DAYS - 1) * DAY_MS;
  const events: ExampleEvent[] = [];
  let nextDear = 0;
  let nextCheap = 0;
  for (let day = 0; day < DAYS; day++) {
    // An equal part of the dear ones each day, and cheap ones until the day is full.
    const dearUntil = Math.round((dear.length * (day + 1)) / DAYS);
    let left = CREDITS_A_DAY;
    const today: Work[] = [];
    for (; nextDear < dearUntil && left >= 2; nextDear++, left -= 2) {
      today.push(dear[nextDear]);
    }
    for (; nextCheap < cheap.length && left >= 1; nextCheap++, left -= 1) {
      today.push(cheap[nextCheap]);
    }
    today.forEach((work, i) => {
      const id = `${lastDay}-${events.length + 1}`;
      events.push({
        id,
        source: 'example/content-studio',
        // Over ten hours that lie within the same day from Lisbon to Sydney.
        occurredAt: new Date(
          first +
            day * DAY_MS +
            2 * 3_600_000 +
            Math.floor((i * 10 * 3_600_000) / today.length),
        ).toISOString(),
        ...work,
        ...(team === undefined ? {} : { team }),
        product: 'Content Studio',
        useCase: 'product-content',
        quantities: {
          requests: 1,
          inputTokens: 300 + ((events.length * 37) % 200),
          outputTokens: 80 + ((events.length * 53) % 160),
        },
        latencyMs: 900 + ((events.length * 71) % 1_400),
      });
    });
  }
  return events;
}

if (process.argv[1]?.endsWith('creditAnalytics.ts')) {
  const lastDay =
    process.argv[2] ?? new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  process.stdout.write(
    `${creditAnalyticsEvents(lastDay)
      .map(event => JSON.stringify(event))
      .join('\n')}\n`,
  );
}
