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

import type { PricePart } from 'backstage-plugin-ai-credits-common';
import { RowsetColumn } from './rowset';

/**
 * The columns of usage_event that are written when a row is made, in the
 * order in which the journal hashes them. The list is part of the journal's
 * format: columns may be added behind, with a new block version.
 */
export const usageColumns = {
  id: 'bigint',
  account_id: 'int',
  kind: 'smallint',
  occurred_at: 'bigint',
  hour: 'int',
  day: 'int',
  credits: 'bigint',
  credit_type: 'smallint',
  free: 'bigint',
  purchased: 'bigint',
  other: 'bigint',
  excess: 'bigint',
  status: 'smallint',
  flags: 'int',
  user_id: 'int',
  team_id: 'int',
  department_id: 'int',
  path_id: 'int',
  service_id: 'int',
  project_id: 'int',
  product_id: 'int',
  category_id: 'int',
  action_id: 'int',
  use_case_id: 'int',
  provider_id: 'int',
  model_id: 'int',
  source_id: 'int',
  rule_id: 'int',
  tier: 'smallint',
  rate_card_version: 'int',
  requests: 'int',
  input_tokens: 'int',
  output_tokens: 'int',
  cached_tokens: 'int',
  reasoning_tokens: 'int',
  images: 'int',
  units: 'int',
  latency_ms: 'int',
  first_token_ms: 'int',
  attempt: 'smallint',
  event_id: 'text',
  item: 'text',
  comment: 'text',
  attributes: 'text',
  refund_of: 'bigint',
  cost_input: 'bigint',
  cost_cached: 'bigint',
  cost_output: 'bigint',
  cost_reasoning: 'bigint',
  cost_images: 'bigint',
  cost_units: 'bigint',
} as const satisfies Record<string, RowsetColumn['type']>;

/**
 * Where the parts of a price are kept that depend on a quantity. A part of
 * nothing is null; what the parts leave of the credits is the price per
 * request.
 */
export const costColumns = {
  inputTokens: 'cost_input',
  cachedInputTokens: 'cost_cached',
  outputTokens: 'cost_output',
  reasoningTokens: 'cost_reasoning',
  images: 'cost_images',
  units: 'cost_units',
} as const satisfies Record<
  Exclude<PricePart, 'perRequest'>,
  keyof typeof usageColumns
>;
export type CostColumn = (typeof costColumns)[keyof typeof costColumns];
export const costColumnNames = Object.values(costColumns);

export type UsageColumn = keyof typeof usageColumns;
export const usageColumnNames = Object.keys(usageColumns) as UsageColumn[];

type Value<C extends UsageColumn> = C extends
  | CostColumn
  | 'credits'
  | 'free'
  | 'purchased'
  | 'other'
  | 'excess'
  ? bigint
  : (typeof usageColumns)[C] extends 'text'
  ? string
  : number;

type Optional =
  | CostColumn
  | 'free'
  | 'purchased'
  | 'other'
  | 'excess'
  | 'latency_ms'
  | 'first_token_ms'
  | 'item'
  | 'comment'
  | 'attributes'
  | 'refund_of';

/** A row of usage_event as it is written. */
export type UsageRow = {
  [C in Exclude<UsageColumn, Optional>]: Value<C>;
} & { [C in Optional]: Value<C> | undefined };
