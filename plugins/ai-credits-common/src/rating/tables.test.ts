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

import fc from 'fast-check';
import { RateCardRulesInput, rateCardRulesSchema } from '../schemas';
import { compileRateCard } from './compile';
import { defaultRateCardRules } from './defaultRateCard';
import { namesWithoutPrice } from './coverage';
import { describeRates } from './describe';
import { estimateRemaining } from './estimate';
import { quote } from './quote';
import { validateRateCard } from './validate';

const rules = (input: Partial<RateCardRulesInput>) =>
  rateCardRulesSchema.parse({ actions: [], models: [], ...input });

describe('validateRateCard', () => {
  it('accepts the default card', () => {
    expect(validateRateCard(defaultRateCardRules)).toEqual([]);
  });

  it('names the field of each name that hides another', () => {
    const issues = validateRateCard(
      rules({
        actions: [{ action: 'Text to image' }, { action: 'text-to-image' }],
        models: [
          { model: 'gpt-4o', aliases: ['GPT 4o', 'gpt-4o-*'] },
          { model: 'other', aliases: ['x', 'GPT_4o-*'] },
          { model: 'gpt.4o' },
          { model: 'gpt-4o', provider: 'azure' },
          { model: 'b*d' },
        ],
      }),
    );
    expect(issues.map(({ path }) => path.join('.'))).toEqual([
      'actions.1.action',
      'models.1.aliases.1',
      'models.2.model',
      'models.4.model',
    ]);
    expect(issues[1].message).toBe(
      '"GPT_4o-*" already belongs to the model "gpt-4o" in line 1',
    );
  });

  it('refuses prices without a price and a silent zero for the unknown', () => {
    const paths = (input: Partial<RateCardRulesInput>) =>
      validateRateCard(rules(input)).map(({ path }) => path.join('.'));
    expect(
      paths({
        actions: [{ action: 'a', prices: {} }],
        models: [{ model: 'm', prices: {} }],
      }),
    ).toEqual(['actions.0.prices', 'models.0.prices']);
    const zero = { defaultCredits: '0', defaultMultiplier: '0' };
    expect(paths({ ...zero, unknownModel: 'default' })).toEqual([
      'defaultCredits',
      'defaultMultiplier',
    ]);
    expect(paths({ ...zero, unknownModel: 'flag' })).toEqual([]);
  });

  it('refuses an action that costs nothing only because nothing was said', () => {
    const actions = [
      { action: 'silent' },
      { action: 'free', credits: '0' },
      { action: 'metered', prices: { inputTokens: '1' } },
    ];
    const issues = validateRateCard(rules({ actions, defaultCredits: '0' }));
    expect(issues).toEqual([
      {
        path: ['actions', 0, 'credits'],
        code: 'no-price',
        message: expect.stringContaining('what "silent" costs'),
      },
    ]);
    expect(validateRateCard(rules({ actions }))).toEqual([]);
  });
});

describe('namesWithoutPrice', () => {
  const current = rules({
    actions: [{ action: 'chat', credits: '1' }],
    models: [{ model: 'gpt-4o', aliases: ['gpt-4o-*'], multiplier: '2' }],
  });
  const used = [
    { kind: 'action' as const, name: 'Chat' },
    { kind: 'action' as const, name: 'unheard-of' },
    { kind: 'model' as const, name: 'openai/gpt-4o-2024-11-20' },
    { kind: 'model' as const, name: 'llama' },
  ];
  const missing = (
    draft: Partial<RateCardRulesInput>,
    from: Partial<RateCardRulesInput> = {},
  ) =>
    namesWithoutPrice(
      {
        current: { ...current, ...from } as typeof current,
        draft: rules(draft),
      },
      used,
    ).map(({ name }) => name);
  const { actions, models } = current;

  it('names what loses its rule, under whichever name it is used', () => {
    expect(missing({ actions, models })).toEqual([]);
    expect(missing({ actions })).toEqual(['openai/gpt-4o-2024-11-20']);
    expect(missing({})).toEqual(['Chat', 'openai/gpt-4o-2024-11-20']);
  });

  it('takes the default price for a price where the draft says so', () => {
    expect(missing({ unknownAction: 'default' })).toEqual([
      'openai/gpt-4o-2024-11-20',
    ]);
    expect(
      missing({ unknownAction: 'default', unknownModel: 'default' }),
    ).toEqual([]);
  });

  it('names what the draft would begin to refuse', () => {
    const deny = { unknownAction: 'deny', unknownModel: 'deny' } as const;
    expect(missing({ actions, models, ...deny })).toEqual([
      'unheard-of',
      'llama',
    ]);
    expect(missing({ actions, models, ...deny }, deny)).toEqual([]);
  });
});

describe('estimateRemaining', () => {
  const card = compileRateCard({ version: 1, rules: defaultRateCardRules });
  const runs = (available: bigint, options = {}) =>
    Object.fromEntries(
      estimateRemaining(card, available, options).actions.map(line => [
        line.action,
        line.runs,
      ]),
    );

  it('gives the figures of the token usage page for a balance of 10', () => {
    const { headline } = estimateRemaining(card, 10_000_000n);
    expect(headline.images).toMatchObject({
      rule: { kind: 'action', name: 'ai_images' },
      quantity: 100_000n,
    });
    expect(headline.inputTokens?.quantity).toBe(16_666_666n);
    expect(headline.cachedInputTokens?.quantity).toBe(133_333_333n);
    expect(headline.outputTokens?.quantity).toBe(10_000_000n);
  });

  it('counts runs of actions, without calling unit-priced ones unlimited', () => {
    expect(runs(15_999_999n)).toMatchObject({
      'text-to-image': 1n,
      erase: 2n,
      prompt: 15n,
      upscale: undefined,
    });
    expect(runs(15_999_999n)).toHaveProperty('upscale');
    expect(runs(15_999_999n)).not.toHaveProperty('ai_data');
    expect(runs(16_000_000n, { model: 'gpt-4o' }).prompt).toBe(8n);
    expect(runs(-5n).prompt).toBe(0n);
  });

  it('buys so many runs and not one more', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9n * 10n ** 15n }), available => {
        const lines = estimateRemaining(card, available).actions;
        const wrong = lines.filter(
          ({ price, runs: n }) =>
            n !== undefined &&
            (n * price > available || (n + 1n) * price <= available),
        );
        expect(lines.length - wrong.length).toBeGreaterThan(20);
        expect(wrong).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("takes a metered model's multiplier into account", () => {
    const estimate = estimateRemaining(
      compileRateCard({
        version: 1,
        rules: rules({
          models: [
            { model: 'm', multiplier: '2.5', prices: { inputTokens: '4' } },
            { model: 'free', prices: { outputTokens: '0' } },
          ],
        }),
      }),
      1_000_000n,
    );
    expect(estimate.headline.inputTokens?.quantity).toBe(100_000n);
    expect(estimate.headline.outputTokens?.quantity).toBeUndefined();
    expect(estimate.headline.images).toBeUndefined();
  });
});

describe('describeRates', () => {
  it('lays out actions, models and unit prices', () => {
    const tables = describeRates(
      rules({
        defaultCredits: 1.5,
        actions: [
          { action: 'erase', title: 'Erase', credits: '7.50' },
          { action: 'chat' },
          { action: 'scan', prices: { images: '0.000123' } },
        ],
        models: [
          {
            model: 'm',
            family: 'Other Models',
            multiplier: '0.5',
            prices: {
              inputTokens: '200',
              outputTokens: '3',
              reasoningTokens: '4',
            },
          },
        ],
      }),
    );
    expect(tables.actions).toMatchObject([
      { action: 'erase', title: 'Erase', credits: '7.5', isDefault: false },
      { action: 'chat', title: 'chat', credits: '1.5', isDefault: true },
      { action: 'scan', metered: true },
    ]);
    expect(tables.models).toEqual([
      {
        model: 'm',
        title: 'm',
        family: 'Other Models',
        multiplier: '0.5',
        tier: 'economy',
        metered: true,
        aliases: [],
      },
    ]);
    expect(
      tables.units.map(row => [
        row.name,
        row.part,
        row.credits,
        row.per,
        row.inherited,
      ]),
    ).toEqual([
      ['scan', 'images', '0.00000123', 10_000, false],
      ['m', 'inputTokens', '200', 1_000_000, false],
      ['m', 'cachedInputTokens', '200', 1_000_000, true],
      ['m', 'outputTokens', '3', 1_000_000, false],
      ['m', 'reasoningTokens', '4', 1_000_000, false],
    ]);
  });

  it('shows for an image what an image costs', () => {
    const row = describeRates(defaultRateCardRules).units.find(
      ({ part }) => part === 'images',
    )!;
    expect([row.credits, row.per]).toEqual(['1', 10_000]);
    const card = compileRateCard({ version: 1, rules: defaultRateCardRules });
    expect(
      quote(card, {
        action: row.name,
        status: 'success',
        quantities: {
          requests: 1,
          inputTokens: 0,
          outputTokens: 0,
          cachedInputTokens: 0,
          reasoningTokens: 0,
          images: row.per,
          units: 0,
        },
      }).credits,
    ).toBe(1_000_000n);
  });
});
