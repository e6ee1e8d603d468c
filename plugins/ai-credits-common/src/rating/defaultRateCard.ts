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
  ActionRule,
  ModelRule,
  RateCardRules,
  UnitPrices,
} from '../schemas/rateCards';

function action(
  name: string,
  title: string,
  category: string,
  more: Partial<ActionRule> = {},
): ActionRule {
  return { action: name, title, category, multiplied: true, ...more };
}

/** A model that is priced by the request, times its multiplier. */
function model(
  name: string,
  title: string,
  multiplier: string,
  aliases: string[],
): Omit<ModelRule, 'provider' | 'family'> {
  return { model: name, title, multiplier, aliases };
}

/** A model that is priced by what it reads and writes, in credits per 1,000,000 tokens. */
function metered(
  name: string,
  title: string,
  prices: UnitPrices,
  aliases: string[],
): Omit<ModelRule, 'provider' | 'family'> {
  return { model: name, title, multiplier: '1', aliases, prices };
}

function family(
  title: string,
  provider: string | undefined,
  models: Omit<ModelRule, 'provider' | 'family'>[],
): ModelRule[] {
  return models.map(rule => ({
    ...rule,
    ...(provider === undefined ? {} : { provider }),
    family: title,
  }));
}

const CHAT_GPT = 'ChatGPT Models';
const CLAUDE = 'Claude Models';
const OTHER = 'Other Models';

/** The names under which hosting providers offer the Claude models. */
function claude(name: string): string[] {
  return [
    `${name}-*`,
    `${name}@*`,
    ...['', 'us.', 'eu.', 'apac.', 'global.'].map(
      region => `${region}anthropic.${name}-*`,
    ),
  ];
}

const actions: ActionRule[] = [
  action('text-to-image', 'Text to image', 'Images', { credits: '8' }),
  action('image-generation', 'Image generation', 'Images', { credits: '8' }),
  action('erase', 'Erase', 'Images', { credits: '7' }),
  action('background-removal', 'Background removal', 'Images', {
    credits: '5',
  }),
  action('image-enhancement', 'Image enhancement', 'Images', { credits: '4' }),
  // Free with every model, so a metered model must not charge for it either.
  action('upscale', 'Upscale', 'Images', { credits: '0', multiplied: false }),

  action('description', 'Description', 'Content', { credits: '1' }),
  action('meta-tags', 'Meta tags', 'Content', { credits: '1' }),
  action('bullet-points', 'Bullet points', 'Content', { credits: '1' }),
  action('keywords', 'Keywords', 'Content', { credits: '1' }),
  action('translation', 'Translation', 'Content', { credits: '1' }),

  action('prompt', 'Prompt', 'Text'),
  action('chat', 'Chat', 'Text'),
  action('completion', 'Completion', 'Text'),
  action('acompletion', 'Completion (asynchronous)', 'Text'),
  action('text-completion', 'Text completion', 'Text'),
  action('generate-content', 'Content generation', 'Text'),
  action('responses', 'Response', 'Text'),
  action('aresponses', 'Response (asynchronous)', 'Text'),
  action('embeddings', 'Embeddings', 'Text'),
  action('embedding', 'Embedding', 'Text'),
  action('aembedding', 'Embedding (asynchronous)', 'Text'),
  action('summarization', 'Summarization', 'Text'),
  action('rewrite', 'Rewrite', 'Text'),
  action('analysis', 'Analysis', 'Text'),
  action('code-completion', 'Code completion', 'Development'),
  action('code-generation', 'Code generation', 'Development'),
  action('code-review', 'Code review', 'Development'),

  action('ai_data', 'AI text processing', 'Services', {
    credits: '0',
    multiplied: false,
    prices: {
      inputTokens: '0.6',
      cachedInputTokens: '0.075',
      outputTokens: '1',
    },
  }),
  action('ai_data_cached', 'AI text processing, cached', 'Services', {
    credits: '0',
    multiplied: false,
    prices: {
      inputTokens: '0.075',
      cachedInputTokens: '0.075',
      outputTokens: '1',
    },
  }),
  action('ai_data_completion', 'AI text completion', 'Services', {
    credits: '0',
    multiplied: false,
    prices: {
      inputTokens: '0.6',
      cachedInputTokens: '0.075',
      outputTokens: '1',
    },
  }),
  action('ai_images', 'AI image processing', 'Services', {
    credits: '0',
    multiplied: false,
    prices: { images: '100' },
  }),
];

const models: ModelRule[] = [
  ...family(CHAT_GPT, 'openai', [
    model('gpt-4o', 'GPT-4o', '2', ['gpt-4o-20*', 'chatgpt-4o-latest']),
    model('gpt-4o-mini', 'GPT-4o mini', '0.1', ['gpt-4o-mini-20*']),
    model('gpt-4-turbo', 'GPT-4 Turbo', '1', [
      'gpt-4-turbo-*',
      'gpt-4-1106-preview',
      'gpt-4-0125-preview',
    ]),
    model('gpt-3.5-turbo', 'GPT-3.5 Turbo', '0.3', [
      'gpt-3.5-turbo-*',
      'gpt-35-turbo*',
    ]),
    model('o1', 'o1', '5', ['o1-20*', 'o1-preview*']),
    model('o3-mini', 'o3 mini', '1', ['o3-mini-*']),
    model('dall-e-3', 'DALL-E 3', '1', ['dalle-3', 'dall-e-3-*']),
    metered(
      'gpt-4.1',
      'GPT-4.1',
      { inputTokens: '200', cachedInputTokens: '50', outputTokens: '800' },
      ['gpt-4.1-20*'],
    ),
    metered(
      'gpt-4.1-mini',
      'GPT-4.1 mini',
      { inputTokens: '40', cachedInputTokens: '10', outputTokens: '160' },
      ['gpt-4.1-mini-20*'],
    ),
    metered(
      'gpt-5',
      'GPT-5',
      {
        inputTokens: '125',
        cachedInputTokens: '12.5',
        outputTokens: '1000',
        reasoningTokens: '1000',
      },
      ['gpt-5-20*'],
    ),
    metered(
      'o4-mini',
      'o4 mini',
      {
        inputTokens: '110',
        cachedInputTokens: '27.5',
        outputTokens: '440',
        reasoningTokens: '440',
      },
      ['o4-mini-20*'],
    ),
    metered(
      'text-embedding-3-small',
      'Text embedding 3 small',
      { inputTokens: '2' },
      [],
    ),
    metered(
      'text-embedding-3-large',
      'Text embedding 3 large',
      { inputTokens: '13' },
      [],
    ),
  ]),

  ...family(CLAUDE, 'anthropic', [
    model('claude-3-7-sonnet', 'Claude 3.7 Sonnet', '2.5', [
      'claude-3.7',
      ...claude('claude-3-7-sonnet'),
    ]),
    model('claude-3-5-sonnet', 'Claude 3.5 Sonnet', '1', [
      'claude-3.5',
      ...claude('claude-3-5-sonnet'),
    ]),
    model('claude-3-haiku', 'Claude 3 Haiku', '0.5', claude('claude-3-haiku')),
    model('claude-3-opus', 'Claude 3 Opus', '5', claude('claude-3-opus')),
    metered(
      'claude-sonnet-4',
      'Claude Sonnet 4',
      { inputTokens: '300', cachedInputTokens: '30', outputTokens: '1500' },
      ['claude-4-sonnet*', ...claude('claude-sonnet-4')],
    ),
    metered(
      'claude-haiku-4-5',
      'Claude Haiku 4.5',
      { inputTokens: '100', cachedInputTokens: '10', outputTokens: '500' },
      claude('claude-haiku-4-5'),
    ),
  ]),

  ...family(OTHER, 'meta', [
    model('llama-3.3-70b', 'Llama 3.3 70B', '1', [
      'llama-3.3',
      'llama3.3*',
      'llama-3.3-70b-*',
      'meta-llama-3.3-70b*',
      'meta.llama3-3-70b-*',
      'us.meta.llama3-3-70b-*',
    ]),
  ]),
  ...family(OTHER, 'deepseek', [
    model('deepseek-v3', 'DeepSeek V3', '1', [
      'deepseek-v3-*',
      'deepseek-chat',
    ]),
  ]),
  ...family(OTHER, 'mistral', [
    model('mistral-small', 'Mistral Small', '0.1', ['mistral-small-*']),
  ]),
  ...family(OTHER, 'google', [
    metered(
      'gemini-2.5-flash',
      'Gemini 2.5 Flash',
      {
        inputTokens: '30',
        cachedInputTokens: '7.5',
        outputTokens: '250',
        reasoningTokens: '250',
      },
      ['gemini-2.5-flash-preview*'],
    ),
    metered(
      'gemini-2.5-pro',
      'Gemini 2.5 Pro',
      {
        inputTokens: '125',
        cachedInputTokens: '31.25',
        outputTokens: '1000',
        reasoningTokens: '1000',
      },
      ['gemini-2.5-pro-preview*'],
    ),
  ]),
];

/**
 * The rate card that a new account starts with. Prices of metered models take
 * one credit as 0.01 US dollars.
 *
 * @public
 */
export const defaultRateCardRules: RateCardRules = {
  actions,
  models,
  defaultCredits: '1',
  defaultMultiplier: '1',
  unknownAction: 'flag',
  unknownModel: 'flag',
  chargeFailed: false,
};
