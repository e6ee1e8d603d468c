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

/** What one kind of work with an AI product looks like. */
export interface Workload {
  action: string;
  useCase?: string;
  weight: number;
  models: ReadonlyArray<readonly [model: string, weight: number]>;
  /** Median and spread of input and output tokens. */
  input?: readonly [number, number];
  output?: readonly [number, number];
  /** Of the input tokens, the largest share read from a cache. */
  cached?: number;
  /** Of the output tokens, the share spent on reasoning. */
  reasoning?: number;
  images?: number;
  /** Works on an item of the range, and may need another attempt. */
  onItem?: boolean;
}

/** An AI product of the example company: who uses it, for what, how often. */
export interface Product {
  name: string;
  source: string;
  /** Names of the teams whose people use it. */
  teams?: RegExp;
  /** Uses of a person on a working day. */
  perPerson?: number;
  /** Names of the services that call it by themselves. */
  services?: RegExp;
  /** Calls of a service on a day. */
  perService?: number;
  workloads: readonly Workload[];
}

/** Of whose work the items are. */
export const categories = [
  'furniture',
  'kitchen',
  'textiles',
  'lighting',
  'garden',
  'decoration',
] as const;

const CONTENT_MODELS = [
  ['gpt-4o-mini', 46],
  ['gpt-4-turbo', 30],
  ['gpt-4o', 10],
  ['claude-3-5-sonnet', 14],
] as const;

/**
 * What product pages are written with. Many people keep to the model they began
 * with, dear and past its best (see `ageing`), beside one that does the same
 * for a tenth: what the tab Savings finds, on whatever day it is looked at.
 */
const PAGE_MODELS = [
  ['gpt-4o-mini', 50],
  ['gpt-4-turbo', 38],
  ['claude-3-5-sonnet', 12],
] as const;

export const products: readonly Product[] = [
  {
    name: 'AI Assistant',
    source: 'demo/gateway',
    teams: /./,
    perPerson: 2,
    workloads: [
      {
        action: 'chat',
        useCase: 'research',
        weight: 34,
        models: [
          ['gpt-4o-mini', 48],
          ['gpt-4o', 18],
          ['claude-3-7-sonnet', 12],
          ['gpt-3.5-turbo', 18],
          ['llama-3.3-70b', 4],
        ],
        input: [420, 0.9],
        output: [260, 0.8],
        cached: 0.3,
      },
      {
        action: 'prompt',
        useCase: 'email-writing',
        weight: 26,
        models: [
          ['gpt-4o-mini', 60],
          ['gpt-3.5-turbo', 25],
          ['gpt-4o', 15],
        ],
        input: [310, 0.6],
        output: [210, 0.5],
      },
      {
        action: 'summarization',
        useCase: 'meeting-notes',
        weight: 18,
        models: [
          ['claude-3-haiku', 55],
          ['gpt-4o-mini', 45],
        ],
        input: [2_900, 0.7],
        output: [320, 0.5],
      },
      {
        action: 'analysis',
        useCase: 'planning',
        weight: 6,
        models: [
          ['o3-mini', 60],
          ['claude-3-7-sonnet', 30],
          ['claude-3-opus', 10],
        ],
        input: [1_500, 0.8],
        output: [900, 0.7],
        reasoning: 0.4,
      },
    ],
  },
  {
    name: 'Code Companion',
    source: 'demo/gateway',
    teams: /payment|storefront|search|platform|data|develop|engineer/,
    perPerson: 3.4,
    workloads: [
      {
        action: 'code-completion',
        useCase: 'editor',
        weight: 62,
        models: [
          ['mistral-small', 55],
          ['gpt-4o-mini', 45],
        ],
        input: [1_900, 0.6],
        output: [85, 0.7],
        cached: 0.75,
      },
      {
        action: 'code-generation',
        useCase: 'feature-work',
        weight: 22,
        models: [
          ['claude-sonnet-4', 48],
          ['claude-3-7-sonnet', 14],
          ['gpt-4.1', 28],
          ['deepseek-v3', 10],
        ],
        input: [5_200, 0.8],
        output: [780, 0.7],
        cached: 0.7,
      },
      {
        action: 'code-review',
        useCase: 'pull-requests',
        weight: 16,
        models: [
          ['claude-sonnet-4', 40],
          ['gpt-4.1-mini', 60],
        ],
        input: [6_800, 0.6],
        output: [420, 0.5],
        cached: 0.5,
      },
    ],
  },
  {
    name: 'Product Content Studio',
    source: 'demo/content-studio',
    teams: /content|locali[sz]ation|marketing/,
    perPerson: 6.5,
    workloads: [
      {
        action: 'description',
        useCase: 'product-pages',
        weight: 40,
        models: PAGE_MODELS,
        input: [640, 0.4],
        output: [280, 0.4],
        onItem: true,
      },
      {
        action: 'bullet-points',
        useCase: 'product-pages',
        weight: 20,
        models: CONTENT_MODELS,
        input: [520, 0.4],
        output: [120, 0.4],
        onItem: true,
      },
      {
        action: 'meta-tags',
        useCase: 'search-optimisation',
        weight: 16,
        models: CONTENT_MODELS,
        input: [380, 0.3],
        output: [60, 0.3],
        onItem: true,
      },
      {
        action: 'keywords',
        useCase: 'search-optimisation',
        weight: 12,
        models: CONTENT_MODELS,
        input: [340, 0.3],
        output: [45, 0.3],
        onItem: true,
      },
      {
        action: 'translation',
        useCase: 'localisation',
        weight: 18,
        models: [
          ['gpt-4o-mini', 70],
          ['claude-3-haiku', 30],
        ],
        input: [520, 0.5],
        output: [540, 0.5],
        onItem: true,
      },
    ],
  },
  {
    name: 'Image Studio',
    source: 'demo/content-studio',
    teams: /content|campaign|marketing/,
    perPerson: 0.8,
    workloads: [
      {
        action: 'text-to-image',
        useCase: 'campaign-visuals',
        weight: 30,
        models: [['dall-e-3', 1]],
        images: 1,
        onItem: true,
      },
      {
        action: 'background-removal',
        useCase: 'product-pages',
        weight: 28,
        models: [['dall-e-3', 1]],
        images: 1,
        onItem: true,
      },
      {
        action: 'image-enhancement',
        useCase: 'product-pages',
        weight: 18,
        models: [['dall-e-3', 1]],
        images: 1,
        onItem: true,
      },
      {
        action: 'erase',
        useCase: 'product-pages',
        weight: 10,
        models: [['dall-e-3', 1]],
        images: 1,
        onItem: true,
      },
      {
        action: 'upscale',
        useCase: 'product-pages',
        weight: 14,
        models: [['dall-e-3', 1]],
        images: 1,
        onItem: true,
      },
    ],
  },
  {
    name: 'Campaign Writer',
    source: 'demo/gateway',
    teams: /campaign/,
    perPerson: 4.2,
    services: /composer|copy|campaign|segment/,
    perService: 5,
    workloads: [
      {
        action: 'generate-content',
        useCase: 'newsletters',
        weight: 60,
        models: [
          ['gpt-4o-mini', 55],
          ['claude-3-5-sonnet', 30],
          ['gpt-4o', 15],
        ],
        input: [720, 0.5],
        output: [430, 0.5],
        onItem: true,
      },
      {
        action: 'rewrite',
        useCase: 'advertisements',
        weight: 40,
        models: [
          ['gpt-4o-mini', 80],
          ['gpt-3.5-turbo', 20],
        ],
        input: [280, 0.5],
        output: [120, 0.5],
      },
    ],
  },
  {
    name: 'Support Copilot',
    source: 'demo/support',
    teams: /support|returns|customer/,
    perPerson: 5,
    services: /support|ticket|knowledge|returns/,
    perService: 9,
    workloads: [
      {
        action: 'responses',
        useCase: 'customer-replies',
        weight: 52,
        models: [
          ['gpt-4.1-mini', 70],
          ['gpt-4o-mini', 30],
        ],
        input: [1_100, 0.6],
        output: [190, 0.5],
        cached: 0.6,
      },
      {
        action: 'summarization',
        useCase: 'ticket-summaries',
        weight: 30,
        models: [
          ['gemini-2.5-flash', 70],
          ['claude-3-haiku', 30],
        ],
        input: [2_200, 0.6],
        output: [140, 0.4],
      },
      {
        action: 'analysis',
        useCase: 'ticket-triage',
        weight: 18,
        models: [['gpt-4o-mini', 1]],
        input: [480, 0.4],
        output: [30, 0.4],
      },
    ],
  },
  {
    name: 'Search Relevance',
    source: 'demo/gateway',
    services: /search|recommend|tagger|feature/,
    perService: 16,
    workloads: [
      {
        action: 'embeddings',
        useCase: 'catalogue-indexing',
        weight: 80,
        models: [
          ['text-embedding-3-small', 85],
          ['text-embedding-3-large', 15],
        ],
        input: [14_000, 0.9],
      },
      {
        action: 'ai_data',
        useCase: 'attribute-extraction',
        weight: 20,
        models: [['gemini-2.5-flash', 1]],
        input: [3_200, 0.6],
        output: [380, 0.5],
        cached: 0.4,
      },
    ],
  },
  {
    name: 'Risk and Planning',
    source: 'demo/gateway',
    services: /fraud|invoic|pricing|planner|warehouse/,
    perService: 7,
    workloads: [
      {
        action: 'analysis',
        useCase: 'fraud-review',
        weight: 60,
        models: [
          ['o4-mini', 70],
          ['gemini-2.5-pro', 30],
        ],
        input: [1_700, 0.5],
        output: [620, 0.6],
        cached: 0.35,
        reasoning: 0.6,
      },
      {
        action: 'ai_data',
        useCase: 'documents',
        weight: 40,
        models: [['gemini-2.5-flash', 1]],
        input: [8_500, 0.7],
        output: [700, 0.5],
        cached: 0.2,
      },
    ],
  },
];

/** Calls of most models that fail, and texts and pictures that are made again. */
export const usual = { failed: 0.018, again: 0.17 };

/** The same of models that do worse. */
export const ageing: Record<string, typeof usual> = {
  'gpt-4-turbo': { failed: 0.06, again: 0.32 },
};

/** How fast a model answers: median milliseconds to the first token, and per output token. */
export const speeds: Record<string, readonly [first: number, token: number]> = {
  'gpt-4o': [420, 13],
  'gpt-4o-mini': [280, 8],
  'gpt-4-turbo': [620, 28],
  'gpt-3.5-turbo': [240, 9],
  'gpt-4.1': [480, 14],
  'gpt-4.1-mini': [290, 9],
  'o3-mini': [1_900, 12],
  'o4-mini': [1_600, 10],
  'claude-3-7-sonnet': [760, 16],
  'claude-3-5-sonnet': [690, 15],
  'claude-3-haiku': [310, 7],
  'claude-3-opus': [1_200, 36],
  'claude-sonnet-4': [820, 15],
  'llama-3.3-70b': [340, 11],
  'deepseek-v3': [900, 24],
  'mistral-small': [180, 6],
  'gemini-2.5-flash': [300, 5],
  'gemini-2.5-pro': [1_100, 12],
  'dall-e-3': [9_500, 0],
  'text-embedding-3-small': [120, 0],
  'text-embedding-3-large': [170, 0],
};
