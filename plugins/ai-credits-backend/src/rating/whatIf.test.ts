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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  analyticsQuerySchema,
  compileRateCard,
  defaultRateCardRules,
  formatCredits,
  parseCredits,
  RateCardRules,
  rateCardRulesSchema,
  sumCredits,
  UsageEventInput,
  validateRateCard,
} from 'backstage-plugin-ai-credits-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { DirectoryService } from '../attribution';
import { readAiCreditsConfig } from '../config';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { ledgerStore } from '../database/LedgerStore';
import { UsagePipeline } from '../ingest';
import { DefaultLedger } from '../ledger/DefaultLedger';
import { DatabaseUsageQueries } from '../usage';
import { RateCards } from './RateCards';
import { RateCardStore } from './RateCardStore';
import { simulate } from './simulate';

jest.setTimeout(180_000);

const DAY = 86_400_000;
const logger = mockServices.logger.mock();

const amount = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, micro]) =>
    formatCredits(BigInt(whole) * 1_000_000n + BigInt(micro)),
  );
const multiplier = fc
  .integer({ min: 0, max: 50_000 })
  .map(value => String(value / 10_000));
const prices = fc.record(
  {
    inputTokens: amount,
    cachedInputTokens: amount,
    outputTokens: amount,
    reasoningTokens: amount,
    images: amount,
    units: amount,
  },
  { requiredKeys: ['outputTokens'] },
);

/** Names as senders write them: known and unknown ones, in other spellings, with a provider before them. */
const actions = ['erase', 'Text to Image', 'chat', 'upscale', 'unheard-of'];
const models = [
  'gpt-4o',
  'openai/gpt-4o-2024-11-20',
  'GPT 4o mini',
  'claude-sonnet-4-20250514',
  'house-model',
  'HOUSE_model-7b',
];

const drafts: fc.Arbitrary<RateCardRules> = fc
  .record({
    actions: fc
      .subarray(['erase', 'text-to-image', 'chat', 'upscale'])
      .chain(names =>
        fc.tuple(
          ...names.map(action =>
            fc.record(
              {
                action: fc.constant(action),
                credits: amount,
                prices,
                multiplied: fc.boolean(),
                chargeFailed: fc.boolean(),
              },
              { requiredKeys: ['action'] },
            ),
          ),
        ),
      ),
    models: fc
      .subarray([
        { model: 'gpt-4o', aliases: ['gpt-4o-2*'] },
        { model: 'gpt-4o', aliases: [], provider: 'azure' },
        { model: 'gpt-4o-mini', aliases: [] },
        { model: 'claude-sonnet-4*', aliases: [] },
        { model: 'house', aliases: ['house-model*'] },
      ])
      .chain(rules =>
        fc.tuple(
          ...rules.map(rule =>
            fc
              .record({ multiplier, prices }, { requiredKeys: ['multiplier'] })
              .map(more => ({ ...rule, ...more })),
          ),
        ),
      ),
    defaultCredits: amount,
    defaultMultiplier: multiplier,
    unknownAction: fc.constantFrom('deny', 'default', 'flag'),
    unknownModel: fc.constantFrom('deny', 'default', 'flag'),
    chargeFailed: fc.boolean(),
  })
  .map(rules => rateCardRulesSchema.parse(rules))
  .filter(rules => validateRateCard(rules).length === 0);

const tokens = fc.integer({ min: 0, max: 300_000 });
const usage = fc.array(
  fc
    .record(
      {
        action: fc.constantFrom(...actions),
        model: fc.constantFrom(...models),
        provider: fc.constantFrom('openai', 'Azure'),
        team: fc.constantFrom('group:default/payments', 'group:default/search'),
        service: fc.constantFrom('component:default/checkout'),
        status: fc.constantFrom('success' as const, 'failed' as const),
        daysAgo: fc.double({ min: 0, max: 29.9, noNaN: true }),
        requests: fc.integer({ min: 0, max: 3 }),
        input: fc.tuple(tokens, fc.double({ min: 0, max: 1, noNaN: true })),
        output: fc.tuple(tokens, fc.double({ min: 0, max: 1, noNaN: true })),
        images: fc.integer({ min: 0, max: 20 }),
        units: fc.integer({ min: 0, max: 9 }),
      },
      { requiredKeys: ['action', 'daysAgo'] },
    )
    .map(({ daysAgo, requests, input, output, images, units, ...names }) => ({
      ...names,
      occurredAt: new Date(Date.now() - daysAgo * DAY).toISOString(),
      quantities: {
        ...(requests === undefined ? {} : { requests }),
        inputTokens: input?.[0] ?? 0,
        cachedInputTokens: Math.floor((input?.[0] ?? 0) * (input?.[1] ?? 0)),
        outputTokens: output?.[0] ?? 0,
        reasoningTokens: Math.floor((output?.[0] ?? 0) * (output?.[1] ?? 0)),
        images: images ?? 0,
        units: units ?? 0,
      },
    })),
  { minLength: 1, maxLength: 30, size: 'max' },
);

/** Sums by name, without those that are nothing. */
function sums(
  rows: ReadonlyArray<Record<string, unknown>>,
  name: 'team' | 'model',
  credits: string,
): Record<string, string> {
  return Object.fromEntries(
    rows
      .map((row): [string, string] => [
        String(row[name] ?? ''),
        String(row[credits]),
      ])
      .filter(([, value]) => parseCredits(value) !== 0n)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe.each(TestDatabases.create().eachSupportedId())('what if on %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let accounts = 0;

  /** An account of its own with a card in force, and the way in for its usage. */
  async function open(knex: Knex, rules: RateCardRules) {
    accounts += 1;
    const name = `a${accounts}`;
    const config = readAiCreditsConfig(
      mockServices.rootConfig({ data: { aiCredits: { account: { name } } } }),
    );
    const dictionary = Dictionary.create({ knex });
    const openedAt = Date.now() - 60 * DAY;
    const ledger = await DefaultLedger.create({
      knex,
      logger,
      dictionary,
      account: { name, timeZone: 'UTC', openedAt },
      settings: { ...config.account, ...config.ledger },
      queueLimit: config.ledger.queueLimit,
      // Smaller than the batches below, so that they are cut.
      batchSize: 12,
    });
    const { id: accountId } = await ledgerStore.account(knex, name);
    const store = RateCardStore.create({ knex, accountId });
    await store.ensureFirst({
      name: 'In force',
      rules,
      effectiveFrom: openedAt,
      now: Date.now(),
    });
    const pipeline = UsagePipeline.create({
      config,
      directory: DirectoryService.create({
        read: async () => ({
          users: new Map(),
          groups: new Map(),
          services: new Map([
            ['component:default/checkout', { owner: 'group:default/payments' }],
          ]),
          projects: new Map(),
        }),
        groupTypes: config.attribution.groupTypes,
        logger,
      }),
      rateCards: await RateCards.create({ store, openedAt, logger }),
      ledger,
    });
    const queries = DatabaseUsageQueries.create({
      knex,
      dictionary,
      zoneOf: () => 'UTC',
      logger,
    });
    const charged = async (by: 'team' | 'model') =>
      sums(
        (
          await queries.analytics(
            name,
            analyticsQuerySchema.parse({
              from: new Date(Date.now() - 30 * DAY).toISOString(),
              to: new Date(Date.now() + DAY).toISOString(),
              groupBy: [by],
              measures: ['credits'],
            }),
            { kind: 'all' },
          )
        ).rows,
        by,
        'credits',
      );
    return { accountId, dictionary, pipeline, charged };
  }

  it('says to the micro-credit what charging the same events under the draft costs, for each team and model', async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    await fc.assert(
      fc.asyncProperty(usage, drafts, async (events, draft) => {
        const named: UsageEventInput[] = events.map((event, i) => ({
          ...event,
          id: `e${i}`,
          source: 'test',
        }));
        const raw = named.map(value => ({ value }));

        const now = await open(knex, defaultRateCardRules);
        const before = await now.pipeline.record(raw);
        expect(before.charged).toBe(events.length);
        const to = Date.now() + 1;
        const answer = await simulate({
          knex,
          dictionary: now.dictionary,
          accountId: now.accountId,
          card: compileRateCard({ version: 2, rules: draft }),
          current: defaultRateCardRules,
          from: to - 30 * DAY,
          to,
        });

        const then = await open(knex, draft);
        const after = await then.pipeline.record(raw);
        const total = ({ results }: typeof after) =>
          formatCredits(
            sumCredits(results.map(each => parseCredits(each.credits ?? '0'))),
          );
        expect({
          events: answer.events,
          current: answer.current,
          draft: answer.draft,
          byTeam: sums(answer.byTeam, 'team', 'draft'),
          byModel: sums(answer.byModel, 'model', 'draft'),
        }).toEqual({
          events: events.length,
          current: total(before),
          draft: total(after),
          byTeam: await then.charged('team'),
          byModel: await then.charged('model'),
        });
      }),
      { numRuns: 30 },
    );
  });
});
