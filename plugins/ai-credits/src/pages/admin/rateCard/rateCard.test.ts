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

import {
  defaultRateCardRules,
  RateCard,
  RateCardRules,
} from 'backstage-plugin-ai-credits-common';
import { compareRules } from './differences';
import {
  CardFields,
  movedPoint,
  shownPrice,
  storedPrice,
  toFields,
  toRequest,
} from './fields';
import { problemsOf } from './problems';
import { inForceAt, standings } from './standing';

const rules: RateCardRules = {
  actions: [
    { action: 'erase', title: 'Erase', credits: '7', multiplied: true },
    {
      action: 'ai_images',
      credits: '0',
      multiplied: false,
      chargeFailed: true,
      prices: { images: '100' },
    },
  ],
  models: [
    {
      model: 'gpt-4o',
      aliases: ['gpt-4o-2*'],
      multiplier: '2',
      provider: 'openai',
    },
  ],
  defaultCredits: '1',
  defaultMultiplier: '1',
  unknownAction: 'flag',
  unknownModel: 'deny',
  chargeFailed: false,
};

describe('the fields of a card', () => {
  it('say what the card says', () => {
    for (const each of [rules, defaultRateCardRules]) {
      const card = { name: 'Card', note: 'Why', rules: each };
      expect(toRequest(toFields(card))).toEqual(card);
    }
  });

  it('write images per 10,000 and all else per 1,000,000, exactly', () => {
    expect(toFields({ name: 'x', rules }).actions[1].prices.images).toBe('1');
    expect(shownPrice('images', '0.000001')).toBe('0.00000001');
    expect(storedPrice('images', '12.5')).toBe('1250');
    expect(storedPrice('inputTokens', '12.50')).toBe('12.50');
    for (const text of ['0', '7', '0.5', '120.000001', '9000000000', '0.09']) {
      for (let places = -8; places <= 8; places++) {
        expect(movedPoint(movedPoint(text, places), -places)).toBe(text);
        expect(Number(movedPoint(text, places))).toBeCloseTo(
          Number(text) * 10 ** places,
          9,
        );
      }
    }
  });

  it('leave what is no number as it was written', () => {
    for (const text of ['', ' ', 'abc', '1.2.3', '-5', '.']) {
      expect(movedPoint(text, 2)).toBe(text);
    }
  });
});

describe('the problems of a draft', () => {
  const good = toFields({ name: 'Card', rules });
  const change = (patch: Partial<CardFields>) =>
    problemsOf({ ...good, ...patch }).map(({ path, code, limit }) => [
      path,
      code,
      limit,
    ]);
  const action = (patch: Partial<CardFields['actions'][number]>) =>
    change({ actions: [{ ...good.actions[0], ...patch }, good.actions[1]] });
  const model = (patch: Partial<CardFields['models'][number]>) =>
    change({ models: [{ ...good.models[0], ...patch }] });

  it('are none where there is nothing wrong', () => {
    expect(problemsOf(good)).toEqual([]);
    expect(
      problemsOf(toFields({ name: 'Card', rules: defaultRateCardRules })),
    ).toEqual([]);
  });

  it('name the field and the limit', () => {
    const most = '9000000000';
    expect(change({ name: ' ' })).toEqual([['name', 'required', undefined]]);
    expect(change({ note: 'x'.repeat(1_001) })).toEqual([
      ['note', 'too-long', 1_000],
    ]);
    expect(action({ action: '' })).toEqual([
      ['actions.0.action', 'required', undefined],
    ]);
    for (const credits of ['-1', '1e3', '0.0000001', '9000000001', 'x']) {
      expect(action({ credits })).toEqual([
        ['actions.0.credits', 'amount', most],
      ]);
    }
    expect(
      action({
        prices: { ...good.actions[0].prices, images: '0.000000001' },
      }),
    ).toEqual([['actions.0.prices.images', 'amount', most]]);
    for (const multiplier of ['', '-1', '101', '1.00001', '2x']) {
      expect(model({ multiplier })).toEqual([
        ['models.0.multiplier', 'multiplier', 100],
      ]);
    }
    expect(
      model({ aliases: Array.from({ length: 21 }, (_, i) => i).join('\n') }),
    ).toEqual([['models.0.aliases', 'too-many', 20]]);
    expect(change({ defaultCredits: '' })).toEqual([
      ['defaultCredits', 'amount', most],
    ]);
  });

  it('are also what rules are to one another', () => {
    expect(action({ action: 'AI images' })).toEqual([
      ['actions.1.action', 'same-name', undefined],
    ]);
    expect(action({ action: 'er*se' })).toEqual([
      ['actions.0.action', 'inner-star', undefined],
    ]);
    expect(
      change({
        defaultCredits: '0',
        actions: [{ ...good.actions[0], credits: '' }],
      }),
    ).toEqual([['actions.0.credits', 'no-price', undefined]]);
    expect(change({ unknownModel: 'default', defaultMultiplier: '0' })).toEqual(
      [['defaultMultiplier', 'free-default', undefined]],
    );
  });
});

describe('the differences of two cards', () => {
  it('are none between the same rules, however they are written', () => {
    expect(
      compareRules(rules, {
        ...rules,
        defaultCredits: '1.0',
        actions: [{ ...rules.actions[0], credits: '7.000' }, rules.actions[1]],
      }),
    ).toEqual([]);
  });

  it('are what was added, removed and changed, old to new', () => {
    const differences = compareRules(rules, {
      ...rules,
      actions: [
        { ...rules.actions[0], credits: '9', multiplied: false },
        { action: 'chat', multiplied: true },
      ],
      models: [
        { ...rules.models[0], multiplier: '1', prices: { images: '50' } },
      ],
      unknownModel: 'flag',
    });
    expect(
      differences.map(({ kind, change, name, fields }) => [
        kind,
        change,
        name,
        Object.fromEntries(
          fields.map(({ field, from, to, share }) => [
            field,
            [from, to, share && Math.round(share * 1_000)],
          ]),
        ),
      ]),
    ).toEqual([
      [
        'action',
        'changed',
        'erase',
        { credits: ['7', '9', 286], multiplied: ['true', 'false', undefined] },
      ],
      [
        'action',
        'added',
        'chat',
        {
          action: [undefined, 'chat', undefined],
          multiplied: [undefined, 'true', undefined],
        },
      ],
      ['action', 'removed', 'ai_images', expect.anything()],
      [
        'model',
        'changed',
        'gpt-4o',
        {
          multiplier: ['2', '1', -500],
          images: [undefined, '0.5', undefined],
        },
      ],
      ['card', 'changed', '', { unknownModel: ['deny', 'flag', undefined] }],
    ]);
  });
});

describe('how versions stand', () => {
  const card = (version: number, effectiveFrom?: string): RateCard => ({
    id: `v${version}`,
    version,
    name: 'Card',
    status: version ? 'published' : 'draft',
    revision: 1,
    rules,
    ...(effectiveFrom ? { effectiveFrom } : {}),
  });
  const cards = [
    card(0),
    card(4, '2026-12-05T00:00:00Z'),
    card(3, '2026-12-10T00:00:00Z'),
    card(2, '2026-11-01T00:00:00Z'),
    card(1, '2026-09-01T00:00:00Z'),
  ];
  const at = (day: string) =>
    Object.fromEntries(standings(cards, Date.parse(`${day}T00:00:00Z`)));

  it('is told as the server tells it', () => {
    expect(at('2026-11-20')).toEqual({
      v0: 'draft',
      v1: 'past',
      v2: 'inForce',
      v3: 'scheduled',
      v4: 'scheduled',
    });
    // The later date counts, not the higher number.
    expect(at('2026-12-11')).toMatchObject({ v3: 'inForce', v4: 'past' });
    // Before the first of them, the first.
    expect(inForceAt(cards, 0)?.id).toBe('v1');
    expect(inForceAt([], 0)).toBeUndefined();
  });
});
