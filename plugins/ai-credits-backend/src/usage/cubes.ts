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

import type { CostColumn } from '../database/usageColumns';
import { UsageDim, usageDimColumns } from '../database/vocabulary';
import { LATENCY_COUNT } from './latencyClasses';
import { MONTH_INDEX, WEEK_INDEX } from './weeks';

/** What a rollup can be grouped and filtered by; `path` is only filtered by. */
export type CubeDimension =
  | Exclude<UsageDim, 'source' | 'rule'>
  | 'tier'
  | 'status'
  | 'creditType';

/** The column of a dimension, in usage_event and in every rollup that has it. */
export const dimensionColumns = {
  user: usageDimColumns.user,
  team: usageDimColumns.team,
  department: usageDimColumns.department,
  path: usageDimColumns.path,
  service: usageDimColumns.service,
  project: usageDimColumns.project,
  product: usageDimColumns.product,
  category: usageDimColumns.category,
  action: usageDimColumns.action,
  useCase: usageDimColumns.useCase,
  provider: usageDimColumns.provider,
  model: usageDimColumns.model,
  tier: 'tier',
  status: 'status',
  creditType: 'credit_type',
} as const satisfies Record<CubeDimension, string>;

/**
 * The sums that rollups hold, each as an expression over a row of usage_event.
 * A refund is a row of its own (kind 2) with negative credits and no
 * quantities: it lowers credits and counts as no call.
 */
export const sums = {
  /** Events, whatever number of requests each stands for. */
  calls: 'case when e.kind = 1 then 1 else 0 end',
  requests: 'e.requests',
  /** Requests of failed events. */
  failed: 'case when e.status = 1 then e.requests else 0 end',
  credits: 'e.credits',
  free: split('free', 1),
  purchased: split('purchased', 2),
  excess: split('excess', 4),
  input_tokens: 'e.input_tokens',
  output_tokens: 'e.output_tokens',
  cached_tokens: 'e.cached_tokens',
  images: 'e.images',
  latency_sum: 'coalesce(e.latency_ms, 0)',
  latency_count: 'case when e.latency_ms is null then 0 else 1 end',
  /** Events that are not the first attempt at their item. */
  repeats: 'case when e.kind = 1 and e.attempt > 1 then 1 else 0 end',
  second_attempts: 'case when e.kind = 1 and e.attempt = 2 then 1 else 0 end',
  /** First attempts that failed or were rejected. */
  flawed_firsts:
    'case when e.kind = 1 and e.attempt = 1 and (e.status = 1 or e.outcome = 2) then 1 else 0 end',
  rating_sum: 'coalesce(e.rating, 0)',
  rating_count: 'case when e.rating is null then 0 else 1 end',
} as const;

/** What credits were for, by the parts of the price; few rollups hold it. */
export const costSums = {
  cost_input: 'coalesce(e.cost_input, 0)',
  cost_cached: 'coalesce(e.cost_cached, 0)',
  cost_output: 'coalesce(e.cost_output, 0)',
  cost_reasoning: 'coalesce(e.cost_reasoning, 0)',
  cost_images: 'coalesce(e.cost_images, 0)',
  cost_units: 'coalesce(e.cost_units, 0)',
} as const satisfies Record<CostColumn, string>;

export const allSums = { ...sums, ...costSums };
export type Sum = keyof typeof allSums;
const sumNames = Object.keys(sums) as Sum[];
export const costSumNames = Object.keys(costSums) as Sum[];

/** Credits of one type: all of a charge's, or its part of a mixed one. */
function split(column: string, creditType: number): string {
  return `case e.credit_type when ${creditType} then e.credits when 5 then coalesce(e.${column}, 0) else 0 end`;
}

/** A rollup: sums of usage by time and a few dimensions. */
export interface Cube {
  table: string;
  /** Hour rollups carry the date of the hour too, coarser ones only the number of the week or month. */
  grain: 'hour' | 'day' | 'week' | 'month';
  dimensions: readonly CubeDimension[];
  /** Holds `costSums` too. */
  costs?: true;
  /** Has a table of its own for how often each class of latency was seen, for percentiles; see `latencyTable`. */
  latencies?: true;
  /** A finer rollup with all its dimensions: what is added to it is what is added to this one. */
  within?: string;
  /** Rows a day, roughly, as a share of the events: what reading it costs. */
  weight: number;
}

/**
 * Which rollups there are: raised by one, here and in the database, with each
 * migration that adds a rollup. A release that knows another generation would
 * leave the new rollups behind; see `lockFoldState`.
 */
export const ROLLUP_GENERATION = 1;

/** Whose usage it is, as restricted readers' questions are narrowed by. */
const owners = ['team', 'department', 'path'] as const;
const ofModel = ['model', 'provider', 'tier'] as const;

/**
 * Every rollup; the tables are made by migrations of the same columns. Each
 * is the smallest that answers its questions: narrow ones are cheap to fold
 * and quick to read, while one over all dimensions would be as large as the
 * events. What is grouped by is there for everybody's usage and once more with
 * its owners, for those who see only their own teams' or departments'.
 */
export const cubes: readonly Cube[] = [
  {
    table: 'rollup_hour_all',
    grain: 'hour',
    dimensions: [],
    latencies: true,
    within: 'rollup_hour_model',
    weight: 0.0002,
  },
  {
    table: 'rollup_day_all',
    grain: 'day',
    dimensions: [],
    latencies: true,
    within: 'rollup_day_model',
    weight: 0.00001,
  },
  {
    table: 'rollup_hour_model',
    grain: 'hour',
    dimensions: ofModel,
    within: 'rollup_hour_team',
    weight: 0.003,
  },
  {
    table: 'rollup_day_model',
    grain: 'day',
    dimensions: ofModel,
    latencies: true,
    within: 'rollup_day_team_model',
    weight: 0.0001,
  },
  {
    table: 'rollup_week_model',
    grain: 'week',
    dimensions: ofModel,
    latencies: true,
    within: 'rollup_day_model',
    weight: 0.00002,
  },
  {
    table: 'rollup_hour_team',
    grain: 'hour',
    dimensions: ['team', 'model', 'department', 'path', 'provider', 'tier'],
    weight: 0.3,
  },
  {
    table: 'rollup_day_team_model',
    grain: 'day',
    dimensions: ['team', 'model', 'department', 'path', 'provider', 'tier'],
    latencies: true,
    within: 'rollup_hour_team',
    weight: 0.02,
  },
  {
    table: 'rollup_week_team_model',
    grain: 'week',
    dimensions: ['team', 'model', 'department', 'path', 'provider', 'tier'],
    latencies: true,
    within: 'rollup_day_team_model',
    weight: 0.003,
  },
  {
    table: 'rollup_day_user',
    grain: 'day',
    dimensions: ['user', ...owners],
    costs: true,
    latencies: true,
    within: 'rollup_day_user_model',
    weight: 0.021,
  },
  {
    table: 'rollup_week_user',
    grain: 'week',
    dimensions: ['user', ...owners],
    latencies: true,
    within: 'rollup_day_user',
    weight: 0.015,
  },
  {
    table: 'rollup_week_user_all',
    grain: 'week',
    dimensions: ['user'],
    latencies: true,
    within: 'rollup_day_user',
    weight: 0.003,
  },
  {
    table: 'rollup_month_user_all',
    grain: 'month',
    dimensions: ['user'],
    latencies: true,
    within: 'rollup_day_user',
    weight: 0.0007,
  },
  {
    table: 'rollup_day_user_model',
    grain: 'day',
    dimensions: [
      'user',
      'model',
      'team',
      'department',
      'path',
      'provider',
      'tier',
    ],
    weight: 0.2,
  },
  {
    table: 'rollup_day_service',
    grain: 'day',
    dimensions: ['service', 'model', 'project', 'provider', 'tier'],
    weight: 0.06,
  },
  {
    table: 'rollup_week_service',
    grain: 'week',
    dimensions: ['service', 'project'],
    within: 'rollup_day_service',
    weight: 0.001,
  },
  {
    table: 'rollup_day_team_service',
    grain: 'day',
    dimensions: [...owners, 'service', 'project'],
    weight: 0.3,
  },
  {
    table: 'rollup_week_team_service',
    grain: 'week',
    dimensions: [...owners, 'service', 'project'],
    within: 'rollup_day_team_service',
    weight: 0.08,
  },
  {
    table: 'rollup_day_product_all',
    grain: 'day',
    dimensions: ['product'],
    within: 'rollup_day_product',
    weight: 0.0001,
  },
  {
    table: 'rollup_day_product',
    grain: 'day',
    dimensions: ['product', ...owners],
    weight: 0.015,
  },
  {
    table: 'rollup_day_action_all',
    grain: 'day',
    dimensions: ['action', 'status', 'creditType'],
    costs: true,
    within: 'rollup_day_action',
    weight: 0.0005,
  },
  {
    table: 'rollup_day_action',
    grain: 'day',
    dimensions: ['action', ...ofModel, 'status', 'creditType'],
    costs: true,
    weight: 0.012,
  },
  {
    table: 'rollup_day_team_action',
    grain: 'day',
    dimensions: [...owners, 'action', 'status', 'creditType'],
    weight: 0.04,
  },
  {
    table: 'rollup_day_topic',
    grain: 'day',
    dimensions: ['category', 'useCase'],
    within: 'rollup_day_team_topic',
    weight: 0.004,
  },
  {
    table: 'rollup_day_team_topic',
    grain: 'day',
    dimensions: [...owners, 'category', 'useCase'],
    weight: 0.02,
  },
];

/**
 * The table of a rollup's latencies: its key, and the classes as a text. Apart
 * from the sums, so that a text of a kilobyte is not read with each of them.
 */
export function latencyTable(cube: Cube): string {
  return cube.table.replace('rollup_', 'latency_');
}

/** The sums that a rollup holds. */
export function sumsOfCube(cube: Cube): readonly Sum[] {
  return cube.costs ? [...sumNames, ...costSumNames] : sumNames;
}

/** What a row of a rollup is found by, behind the account. */
export function keyColumns(cube: Cube): string[] {
  return [cube.grain, ...cube.dimensions.map(dim => dimensionColumns[dim])];
}

/**
 * Sums that most rows have. The others are stored as null where they are zero,
 * which takes no room.
 */
export const denseSums: ReadonlySet<string> = new Set([
  'calls',
  'requests',
  'credits',
  'input_tokens',
  'output_tokens',
  'latency_sum',
  'latency_count',
]);

/** A rollup as folding sees it: columns that make the key, and columns that add up. */
export interface FoldTarget {
  table: string;
  key: readonly string[];
  /** Columns that follow from the key. */
  derived: readonly string[];
  sums: readonly string[];
  /** The table of its latencies, where there is one. */
  latencies?: string;
  within?: string;
}

/** Every table that the fold fills, those within another behind it. */
export const foldTargets: readonly FoldTarget[] = cubes
  .map(
    (cube): FoldTarget => ({
      table: cube.table,
      key: keyColumns(cube),
      derived: cube.grain === 'hour' ? ['day'] : [],
      sums: sumsOfCube(cube),
      latencies: cube.latencies && latencyTable(cube),
      within: cube.within,
    }),
  )
  .sort((a, b) => depth(a) - depth(b));

function depth(target: { table: string; within?: string }): number {
  const outer = cubes.find(cube => cube.table === target.within);
  return outer ? 1 + depth(outer) : 0;
}

/** What of an event the fold needs: columns of the rollups, computed once for all of them. */
export const foldedColumns: ReadonlyArray<
  [column: string, expression: string]
> = [
  ...[
    ...new Set([
      'account_id',
      'hour',
      'day',
      ...Object.values(dimensionColumns),
    ]),
  ].map((column): [string, string] => [column, `e.${column}`]),
  ...Object.entries(allSums),
  ['latencies', LATENCY_COUNT],
];

/** A column of a rollup's key, over rows of events or of a finer rollup. */
export function keyExpression(column: string): string {
  switch (column) {
    case 'week':
      return WEEK_INDEX;
    case 'month':
      return MONTH_INDEX;
    default:
      return `e.${column}`;
  }
}
