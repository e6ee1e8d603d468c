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
import {
  quantitiesSchema,
  RateCardRules,
  rateCardRulesSchema,
  RateCardRulesInput,
  UnitPrices,
} from '../schemas';
import { formatCredits, MAX_AMOUNT, sumCredits } from '../amounts';
import {
  createTariff,
  parseMultiplier,
  priceInBigints,
  priceInNumbers,
} from './arithmetic';
import { compileRateCard } from './compile';
import { defaultRateCardRules } from './defaultRateCard';
import { quote, QuotedEvent } from './quote';

type Quantities = QuotedEvent['quantities'];

const card = (rules: Partial<RateCardRulesInput>) =>
  compileRateCard({
    version: 7,
    rules: rateCardRulesSchema.parse({ actions: [], models: [], ...rules }),
  });

const event = ({
  quantities = {},
  ...rest
}: Partial<Omit<QuotedEvent, 'quantities'>> & {
  quantities?: Partial<Quantities>;
}): QuotedEvent => ({
  status: 'success',
  ...rest,
  quantities: quantitiesSchema.parse(quantities),
});

/** A decimal as a fraction, read without the code under test. */
function fraction(text: string | number): [bigint, bigint] {
  const [whole, tail = ''] = String(text).split('.');
  return [BigInt(whole + tail), 10n ** BigInt(tail.length)];
}

/**
 * The price by the definition, in rationals: micro-credits over a common
 * denominator, rounded at the very end.
 */
function reference(
  q: Quantities,
  base: string,
  multiplier: string,
  priceLists: UnitPrices[],
): bigint {
  const amounts: [number, string | number][] = [[q.requests * 1e6, base]];
  for (const p of priceLists) {
    const input = p.inputTokens ?? '0';
    const output = p.outputTokens ?? '0';
    amounts.push(
      [q.inputTokens - q.cachedInputTokens, input],
      [q.cachedInputTokens, p.cachedInputTokens ?? input],
      [q.outputTokens - q.reasoningTokens, output],
      [q.reasoningTokens, p.reasoningTokens ?? output],
      [q.images, p.images ?? '0'],
      [q.units, p.units ?? '0'],
    );
  }
  let numerator = 0n;
  let denominator = 1n;
  for (const [count, text] of amounts) {
    const [n, d] = fraction(text);
    numerator = numerator * d + BigInt(count) * n * denominator;
    denominator *= d;
  }
  const [mn, md] = fraction(multiplier);
  // × 10^6 micro-credits, / 10^6 of what the prices are per.
  numerator *= mn;
  denominator *= md;
  const floor = numerator / denominator;
  const twice = 2n * (numerator - floor * denominator);
  const up =
    twice > denominator || (twice === denominator && floor % 2n === 1n);
  return floor + (up ? 1n : 0n);
}

const amount = fc
  .tuple(
    fc.bigInt({ min: 0n, max: 5_000n }),
    fc.integer({ min: 0, max: 999_999 }),
  )
  .map(([whole, micro]) => formatCredits(whole * 1_000_000n + BigInt(micro)));
const multipliers = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 9_999 }))
  .map(([whole, tail]) => `${whole}.${String(tail).padStart(4, '0')}`);
const unitPrices: fc.Arbitrary<UnitPrices> = fc.record(
  {
    inputTokens: amount,
    cachedInputTokens: amount,
    outputTokens: amount,
    reasoningTokens: amount,
    images: amount,
    units: amount,
  },
  { requiredKeys: ['inputTokens'] },
);
// Everyday counts take the path in numbers, huge ones the path in bigints.
const count = fc.oneof(fc.nat(200_000), fc.nat(1_000_000_000));
const quantities: fc.Arbitrary<Quantities> = fc
  .record({
    requests: fc.nat(1_000),
    inputTokens: count,
    outputTokens: count,
    cachedInputTokens: count,
    reasoningTokens: count,
    images: count,
    units: count,
  })
  .map(q => ({
    ...q,
    cachedInputTokens: Math.min(q.cachedInputTokens, q.inputTokens),
    reasoningTokens: Math.min(q.reasoningTokens, q.outputTokens),
  }));

describe('quote', () => {
  it('equals rational arithmetic, and its parts add up to it', () => {
    fc.assert(
      fc.property(
        quantities,
        amount,
        multipliers,
        unitPrices,
        fc.option(unitPrices, { nil: undefined }),
        (q, base, multiplier, modelPrices, actionPrices) => {
          const compiled = card({
            actions: [{ action: 'a', credits: base, prices: actionPrices }],
            models: [{ model: 'm', multiplier, prices: modelPrices }],
          });
          const expected = reference(q, base, multiplier, [
            modelPrices,
            actionPrices ?? {},
          ]);
          fc.pre(expected <= MAX_AMOUNT);
          const result = quote(compiled, {
            action: 'a',
            model: 'm',
            status: 'success',
            quantities: q,
          });
          expect(result.credits).toBe(expected);
          expect(sumCredits(Object.values(result.breakdown))).toBe(expected);
          for (const part of Object.values(result.breakdown)) {
            expect(part >= 0n).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('comes to the same in numbers as in bigints', () => {
    let inNumbers = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.bigInt(0n, 2_000_000n), fc.bigInt(0n, 2n ** 45n)),
          {
            minLength: 7,
            maxLength: 7,
          },
        ),
        fc.oneof(fc.constantFrom('1', '2', '2.5', '0.3', '0'), multipliers),
        fc.array(fc.oneof(fc.nat(20), fc.nat(50_000)), {
          minLength: 7,
          maxLength: 7,
        }),
        (prices, multiplier, counts) => {
          const tariff = createTariff(prices, parseMultiplier(multiplier));
          const fast = priceInNumbers(tariff, counts);
          inNumbers += fast ? 1 : 0;
          const exact = priceInBigints(tariff, counts);
          expect(fast ?? exact).toEqual(exact);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(inNumbers).toBeGreaterThan(100);
  });

  it('leaves to bigints what numbers cannot hold exactly', () => {
    const tariff = createTariff(
      [2n ** 53n - 1n, 1n, 0n, 0n, 0n, 0n, 0n],
      parseMultiplier('1'),
    );
    expect(priceInNumbers(tariff, [1, 0, 0, 0, 0, 0, 0])).toBeDefined();
    expect(priceInNumbers(tariff, [1, 1, 0, 0, 0, 0, 0])).toBeUndefined();
  });

  it('grows with every quantity', () => {
    const compiled = card({
      actions: [{ action: 'a', credits: '0.5', prices: { images: '3' } }],
      models: [
        {
          model: 'm',
          multiplier: '0.3',
          prices: { inputTokens: '1.5', outputTokens: '7', units: '2' },
        },
      ],
    });
    fc.assert(
      fc.property(
        quantities,
        fc.constantFrom<keyof Quantities>(
          'requests',
          'inputTokens',
          'outputTokens',
          'images',
          'units',
        ),
        fc.nat(1_000_000),
        (q, part, more) => {
          const price = (quantity: Quantities) =>
            quote(
              compiled,
              event({ action: 'a', model: 'm', quantities: quantity }),
            ).credits;
          const larger = Math.min(q[part] + more, 1_000_000_000);
          expect(price({ ...q, [part]: larger }) >= price(q)).toBe(true);
        },
      ),
    );
  });

  it('prices cached and reasoning tokens once', () => {
    const compiled = card({
      models: [
        {
          model: 'm',
          prices: {
            inputTokens: '0.6',
            cachedInputTokens: '0.075',
            outputTokens: '1',
            reasoningTokens: '2',
          },
        },
        { model: 'plain', prices: { inputTokens: '0.6', outputTokens: '1' } },
      ],
    });
    const tokens = {
      inputTokens: 1_000_000,
      cachedInputTokens: 400_000,
      outputTokens: 500_000,
      reasoningTokens: 100_000,
    };
    expect(quote(compiled, event({ model: 'm', quantities: tokens }))).toEqual({
      credits: 990_000n,
      rule: 'model:m',
      version: 7,
      flags: [],
      breakdown: {
        perRequest: 0n,
        inputTokens: 360_000n,
        cachedInputTokens: 30_000n,
        outputTokens: 400_000n,
        reasoningTokens: 200_000n,
        images: 0n,
        units: 0n,
      },
      multiplier: '1',
      tier: 'standard',
    });
    // Without prices of their own they cost what input and output cost.
    expect(
      quote(compiled, event({ model: 'plain', quantities: tokens })).credits,
    ).toBe(1_100_000n);
  });

  it('rounds once, half to even', () => {
    const compiled = card({
      models: [
        { model: 'm', prices: { inputTokens: '0.5', outputTokens: '0.5' } },
      ],
    });
    const tokens = (inputTokens: number, outputTokens: number) =>
      quote(
        compiled,
        event({ model: 'm', quantities: { inputTokens, outputTokens } }),
      );
    expect(tokens(1, 0).credits).toBe(0n);
    expect(tokens(3, 0).credits).toBe(2n);
    expect(tokens(5, 0).credits).toBe(2n);
    // Two halves are one, not two zeros; the first part in order gets it.
    expect(tokens(1, 1)).toMatchObject({
      credits: 1n,
      breakdown: { inputTokens: 1n, outputTokens: 0n },
    });
  });

  it('takes the price per request from the action, the meter or the default', () => {
    const compiled = card({
      defaultCredits: '3',
      actions: [
        { action: 'own', credits: '8' },
        { action: 'generic' },
        { action: 'fixed', credits: '2', multiplied: false },
        { action: 'fixed default', multiplied: false },
      ],
      models: [
        { model: 'twice', multiplier: '2' },
        { model: 'metered', prices: { inputTokens: '1' } },
        { model: 'unpriced', prices: {} },
      ],
    });
    const price = (action?: string, model?: string) => {
      const { credits, rule } = quote(
        compiled,
        event({ action, model, quantities: { inputTokens: 1_000_000 } }),
      );
      return [formatCredits(credits), rule];
    };
    expect(price('own')).toEqual(['8', 'action:own']);
    expect(price('own', 'twice')).toEqual(['16', 'action:own × model:twice']);
    expect(price('own', 'metered')).toEqual([
      '9',
      'action:own × model:metered',
    ]);
    expect(price('generic')).toEqual(['3', 'action:generic']);
    expect(price('generic', 'twice')).toEqual([
      '6',
      'action:generic × model:twice',
    ]);
    expect(price('generic', 'metered')).toEqual([
      '1',
      'action:generic × model:metered',
    ]);
    expect(price(undefined, 'twice')).toEqual(['6', 'default × model:twice']);
    expect(price(undefined, 'metered')).toEqual(['1', 'model:metered']);
    expect(price('fixed', 'twice')).toEqual(['2', 'action:fixed']);
    expect(price('fixed', 'metered')).toEqual(['2', 'action:fixed']);
    expect(price('fixed default', 'metered')).toEqual([
      '3',
      'action:fixed default',
    ]);
    // Prices that price nothing do not make a model free.
    expect(price(undefined, 'unpriced')).toEqual([
      '3',
      'default × model:unpriced',
    ]);
  });

  it('charges every request of an event', () => {
    const compiled = card({ actions: [{ action: 'a', credits: '8' }] });
    expect(
      quote(compiled, event({ action: 'a', quantities: { requests: 3 } }))
        .credits,
    ).toBe(24_000_000n);
  });

  it.each(['deny', 'flag', 'default'] as const)(
    'takes the unknown at the default price under the policy %s',
    policy => {
      const compiled = card({
        defaultCredits: '3',
        defaultMultiplier: '2',
        actions: [{ action: 'known', credits: '5' }],
        models: [{ model: 'known', multiplier: '4' }],
        unknownAction: policy,
        unknownModel: policy,
      });
      const seen = policy !== 'default';
      const unknownAction = quote(
        compiled,
        event({ action: 'new', model: 'known' }),
      );
      expect(unknownAction).toMatchObject({
        credits: 12_000_000n,
        rule: 'default × model:known',
        flags: seen ? ['unknown-action'] : [],
      });
      expect(unknownAction.denied).toBe(
        policy === 'deny' ? 'unknown-action' : undefined,
      );
      const unknownModel = quote(
        compiled,
        event({ action: 'known', model: 'new' }),
      );
      expect(unknownModel).toMatchObject({
        credits: 10_000_000n,
        rule: 'action:known × model:default',
        flags: seen ? ['unknown-model'] : [],
        multiplier: '2',
        tier: 'premium',
      });
      expect(unknownModel.denied).toBe(
        policy === 'deny' ? 'unknown-model' : undefined,
      );
      expect(
        quote(compiled, event({ action: 'new', model: 'new' })).flags,
      ).toEqual(seen ? ['unknown-action', 'unknown-model'] : []);
    },
  );

  it('does not share its flags between answers', () => {
    const compiled = card({});
    quote(compiled, event({ model: 'new' })).flags.push('unknown-user');
    expect(quote(compiled, event({ model: 'new' })).flags).toEqual([
      'unknown-model',
    ]);
  });

  it('charges failed calls only where the card or the action says so', () => {
    const rules: Partial<RateCardRulesInput> = {
      actions: [
        { action: 'as card', credits: '1' },
        { action: 'always', credits: '1', chargeFailed: true },
        { action: 'never', credits: '1', chargeFailed: false },
      ],
    };
    const price = (chargeFailed: boolean, action: string) =>
      quote(
        card({ ...rules, chargeFailed }),
        event({ action, status: 'failed' }),
      );
    expect(price(false, 'as card')).toMatchObject({
      credits: 0n,
      rule: 'action:as card (failed)',
    });
    expect(price(true, 'as card').credits).toBe(1_000_000n);
    expect(price(false, 'always').credits).toBe(1_000_000n);
    expect(price(true, 'never').credits).toBe(0n);
  });

  it('refuses a price that could not be stored', () => {
    const compiled = card({
      actions: [{ action: 'a', credits: '9000000000' }],
    });
    expect(quote(compiled, event({ action: 'a' })).credits).toBe(MAX_AMOUNT);
    expect(() =>
      quote(compiled, event({ action: 'a', quantities: { requests: 2 } })),
    ).toThrow('exceeds 9000000000 credits');
  });

  it('names tiers by the multiplier', () => {
    const compiled = card({
      models: ['0.9999', '1', '1.5', '2', '5'].map(multiplier => ({
        model: `x${multiplier}`,
        multiplier,
      })),
    });
    expect(
      ['0.9999', '1', '1.5', '2', '5'].map(
        m => quote(compiled, event({ model: `x${m}` })).tier,
      ),
    ).toEqual(['economy', 'standard', 'standard', 'premium', 'premium']);
  });
});

describe('names', () => {
  const compiled = card({
    models: [
      { model: 'GPT-4o', multiplier: '2', aliases: ['gpt-4o-*'] },
      { model: 'gpt-4o-mini', multiplier: '0.1', aliases: ['gpt-4o-mini-*'] },
      { model: 'Claude 3.7 Sonnet', multiplier: '2.5' },
      { model: 'shared', multiplier: '1' },
      { model: 'shared', provider: 'Azure OpenAI', multiplier: '3' },
      { model: 'elsewhere', provider: 'openai', multiplier: '4' },
    ],
  });
  it.each([
    ['gpt 4o', undefined, '2'],
    ['GPT_4O', undefined, '2'],
    ['openai/gpt-4o', undefined, '2'],
    ['gpt-4o-2024-08-06', undefined, '2'],
    ['gpt-4o-mini', undefined, '0.1'],
    ['gpt-4o-mini-2024-07-18', undefined, '0.1'],
    ['claude-3-7-sonnet', undefined, '2.5'],
    ['shared', undefined, '1'],
    ['shared', 'azure_openai', '3'],
    ['shared', 'other', '1'],
    ['elsewhere', 'azure', '4'],
  ])('%s of %s costs %s', (model, provider, multiplier) => {
    expect(quote(compiled, event({ model, provider }))).toMatchObject({
      multiplier,
      flags: [],
    });
  });

  it('keeps telling names apart when there are more than it remembers', () => {
    for (let i = 0; i < 10_000; i++) {
      expect(quote(compiled, event({ model: `other ${i}` })).flags).toEqual([
        'unknown-model',
      ]);
    }
    expect(quote(compiled, event({ model: 'gpt-4o' })).multiplier).toBe('2');
  });
});

describe('the default rate card', () => {
  const rules: RateCardRules = defaultRateCardRules;
  const compiled = compileRateCard({ version: 1, rules });

  it('is what its schema makes of it', () => {
    expect(rateCardRulesSchema.parse(rules)).toEqual(rules);
  });

  it('gives the month of the model usage page: 10,390 credits', () => {
    const month: [string, number, string][] = [
      ['GPT-4o', 2_450, '4900'],
      ['GPT-4 Turbo', 1_200, '1200'],
      ['GPT-3.5 Turbo', 800, '240'],
      ['Claude 3.7 Sonnet', 1_100, '2750'],
      ['Claude 3.5 Sonnet', 600, '600'],
      ['Claude 3 Haiku', 300, '150'],
      ['Llama 3.3 70B', 400, '400'],
      ['DeepSeek V3', 150, '150'],
    ];
    let total = 0n;
    for (const [model, prompts, expected] of month) {
      const { credits, flags } = quote(
        compiled,
        event({ action: 'prompt', model, quantities: { inputTokens: 472 } }),
      );
      expect(flags).toEqual([]);
      expect(formatCredits(credits * BigInt(prompts))).toBe(expected);
      total += credits * BigInt(prompts);
    }
    expect(formatCredits(total)).toBe('10390');
  });

  it('prices the features of the credit management page', () => {
    const price = (action: string, model?: string) =>
      formatCredits(quote(compiled, event({ action, model })).credits);
    expect(price('Text to image')).toBe('8');
    expect(price('erase')).toBe('7');
    expect(price('upscale')).toBe('0');
    expect(price('upscale', 'gpt-4o')).toBe('0');
  });

  it('prices the services of the token usage page', () => {
    const million = 1_000_000;
    const price = (action: string, q: Partial<Quantities>) =>
      formatCredits(quote(compiled, event({ action, quantities: q })).credits);
    expect(price('ai_data', { inputTokens: million })).toBe('0.6');
    expect(
      price('ai_data', { inputTokens: million, cachedInputTokens: million }),
    ).toBe('0.075');
    expect(price('ai_data', { outputTokens: million })).toBe('1');
    expect(price('ai_data_cached', { inputTokens: million })).toBe('0.075');
    expect(price('ai_images', { images: 10_000 })).toBe('1');
    expect(price('ai_images', { images: 1 })).toBe('0.0001');
  });

  it.each([
    ['gpt-4o-2024-08-06', 'gpt-4o'],
    ['gpt-4o-mini-2024-07-18', 'gpt-4o-mini'],
    ['gpt-35-turbo-16k', 'gpt-3.5-turbo'],
    ['claude-3-7-sonnet-20250219', 'claude-3-7-sonnet'],
    ['us.anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude-3-5-sonnet'],
    ['claude-3-haiku@20240307', 'claude-3-haiku'],
    ['claude-sonnet-4-20250514', 'claude-sonnet-4'],
    ['meta-llama/Llama-3.3-70B-Instruct', 'llama-3.3-70b'],
    ['gpt-4.1-mini-2025-04-14', 'gpt-4.1-mini'],
    ['gpt-4.1-2025-04-14', 'gpt-4.1'],
  ])('knows %s', (name, model) => {
    expect(quote(compiled, event({ model: name })).rule).toMatch(
      new RegExp(`model:${model.replace('.', '\\.')}$`),
    );
  });
});
