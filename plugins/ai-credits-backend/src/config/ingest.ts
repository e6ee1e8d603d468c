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

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { entityRefSchema, limits } from 'backstage-plugin-ai-credits-common';
import { bytes, count, duration } from './values';

const AT = 'aiCredits.ingest';

/** Fields of a usage event that a format has no place for, or several. */
export const mappedFields = [
  'user',
  'team',
  'service',
  'project',
  'product',
  'category',
  'action',
  'useCase',
  'provider',
  'model',
  'item',
] as const;
export type MappedField = (typeof mappedFields)[number];

/** Names under which a format has each field; the first that is there counts. */
export type FieldNames = Readonly<Record<MappedField, readonly string[]>>;

/** How names of people, groups and services become entity refs. */
export interface EntityNames {
  namespace: string;
  /** Addresses of these domains stand for the person named before the `@`. */
  emailDomains: readonly string[];
}

/** What comes in and how it is understood; see `config.d.ts` for the meaning of each key. */
export interface IngestConfig {
  maxAgeMs: number;
  maxFutureMs: number;
  /** Bytes of a request's body, after it was inflated. */
  bodyLimit: number;
  entities: EntityNames;
  otlp: {
    source: string;
    /** Operations that are charged, lower case. */
    operations: readonly string[];
    fields: FieldNames;
  };
  litellm: {
    source: string;
    /** Calls that are charged whatever they count, lower case. */
    callTypes: readonly string[];
    cacheHits: 'free' | 'charged';
    fields: FieldNames;
  };
  cloudEvents: { types: readonly string[] };
  events: { enabled: boolean; topic: string };
  imports: { bodyLimit: number; maxRows: number };
}

/** Attributes of a span, else of its resource. */
const otlpFields: FieldNames = {
  user: ['ai_credits.user', 'enduser.id'],
  team: ['ai_credits.team'],
  service: ['ai_credits.service', 'service.name'],
  project: ['ai_credits.project'],
  product: ['ai_credits.product'],
  category: ['ai_credits.category'],
  action: ['ai_credits.action', 'gen_ai.operation.name'],
  useCase: ['ai_credits.use_case', 'gen_ai.workflow.name', 'gen_ai.agent.name'],
  provider: ['gen_ai.provider.name', 'gen_ai.system'],
  model: ['gen_ai.response.model', 'gen_ai.request.model'],
  item: ['ai_credits.item'],
};

/**
 * Paths in the payload. Who pays is only what LiteLLM knows of the key, and the
 * price only what it knows of the call: a request says of itself what it likes,
 * and nobody spends in another's name or at another's price.
 */
const litellmFields: FieldNames = {
  user: ['metadata.user_api_key_user_id', ofKey('user')],
  team: ['metadata.user_api_key_team_alias', ofKey('team')],
  service: [ofKey('service')],
  project: [ofKey('project')],
  product: said('product'),
  category: said('category'),
  action: ['call_type'],
  useCase: said('use_case'),
  provider: ['custom_llm_provider'],
  model: ['model'],
  item: said('item'),
};

/** Calls of models; LiteLLM also tells of files, batches, assistants and lists that were looked at. */
const litellmCallTypes = [
  ...['completion', 'acompletion', 'text_completion', 'atext_completion'],
  ...['embedding', 'aembedding', 'image_generation', 'aimage_generation'],
  ...['image_edit', 'aimage_edit', 'speech', 'aspeech'],
  ...['transcription', 'atranscription', 'rerank', 'arerank'],
  ...['responses', 'aresponses', 'anthropic_messages'],
  ...['generate_content', 'agenerate_content', 'moderation', 'amoderation'],
];

/** Where the key itself names something: the metadata that it was made with. */
function ofKey(name: string): string {
  return `metadata.user_api_key_auth_metadata.${name}`;
}

/** Where a key or else a request names something: metadata of the key, of the request, or a tag such as `product:search`. */
function said(name: string): string[] {
  return [
    ofKey(name),
    `metadata.spend_logs_metadata.${name}`,
    `metadata.requester_metadata.${name}`,
    `request_tags.${name}`,
  ];
}

/**
 * Reads `aiCredits.ingest`.
 *
 * @throws InputError naming the key and what it must be
 */
export function readIngest(config: Config): IngestConfig {
  const cacheHits = text(config, 'litellm.cacheHits', 'free');
  if (cacheHits !== 'free' && cacheHits !== 'charged') {
    throw new InputError(`${AT}.litellm.cacheHits must be free or charged`);
  }
  const namespace = text(config, 'entities.namespace', 'default');
  if (!entityRefSchema.safeParse(`user:${namespace}/x`).success) {
    throw new InputError(
      `${AT}.entities.namespace must be a namespace of entities such as default`,
    );
  }
  return {
    maxAgeMs: duration(config, `${AT}.maxAge`, { days: 1_826 }),
    maxFutureMs: duration(config, `${AT}.maxFuture`, { minutes: 60 }),
    bodyLimit: bytes(config, `${AT}.bodyLimit`, 16 * 1024 * 1024),
    entities: {
      namespace,
      emailDomains: texts(config, 'entities.emailDomains', []).map(lower),
    },
    otlp: {
      source: text(config, 'otlp.source', 'otlp'),
      operations: texts(config, 'otlp.operations', [
        'chat',
        'text_completion',
        'generate_content',
        'embeddings',
      ]).map(lower),
      fields: fieldNames(config, 'otlp', otlpFields),
    },
    litellm: {
      source: text(config, 'litellm.source', 'litellm'),
      callTypes: texts(config, 'litellm.callTypes', litellmCallTypes).map(
        lower,
      ),
      cacheHits,
      fields: fieldNames(config, 'litellm', litellmFields),
    },
    cloudEvents: {
      types: texts(config, 'cloudEvents.types', ['ai-credits.usage']),
    },
    events: {
      enabled: config.getOptionalBoolean(`${AT}.events.enabled`) ?? true,
      topic: text(config, 'events.topic', 'ai-credits.usage'),
    },
    imports: {
      bodyLimit: bytes(config, `${AT}.imports.bodyLimit`, 64 * 1024 * 1024),
      maxRows: count(config, `${AT}.imports.maxRows`, 200_000, 10_000_000),
    },
  };
}

/** The names of the configuration, and where it has none those of the connector. */
function fieldNames(
  config: Config,
  connector: 'otlp' | 'litellm',
  fallback: FieldNames,
): FieldNames {
  const at = `${connector}.fields`;
  const known: readonly string[] = mappedFields;
  for (const name of config.getOptionalConfig(`${AT}.${at}`)?.keys() ?? []) {
    if (!known.includes(name)) {
      throw new InputError(
        `${AT}.${at}.${name} is no field; there are ${known.join(', ')}`,
      );
    }
  }
  const names = mappedFields.map(field => [
    field,
    texts(config, `${at}.${field}`, fallback[field]),
  ]);
  return Object.fromEntries(names) as FieldNames;
}

function text(config: Config, name: string, fallback: string): string {
  const value = config.getOptionalString(`${AT}.${name}`) ?? fallback;
  if (value.length > limits.keyLength / 2) {
    throw new InputError(
      `${AT}.${name} must have at most ${limits.keyLength / 2} characters`,
    );
  }
  return value;
}

function texts(
  config: Config,
  name: string,
  fallback: readonly string[],
): readonly string[] {
  return config.getOptionalStringArray(`${AT}.${name}`) ?? fallback;
}

function lower(value: string): string {
  return value.toLocaleLowerCase('en-US');
}
