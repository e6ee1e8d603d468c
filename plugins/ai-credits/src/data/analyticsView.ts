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
  AnalyticsQuery,
  Granularity,
  rangeNames,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { MOST_DAYS, RangeChoice, countDays } from './ranges';

/** What usage is narrowed to: the values of each dimension, empty text for what names none. */
export type DimensionFilters = Partial<Record<UsageDimension, string[]>>;

/** What a view of usage is asked to show. All of it stands in the page's address. */
export interface AnalyticsView {
  range: RangeChoice;
  /** Undefined leaves it to the length of the range. */
  granularity?: Granularity;
  groupBy: UsageDimension;
  filters: DimensionFilters;
  /**
   * The dimensions that were drilled into, outermost first. Each has a filter;
   * going back to one takes it and the later ones away.
   */
  path: UsageDimension[];
}

/** Every dimension, in the order in which they are offered. */
export const dimensions = [
  'model',
  'user',
  'product',
  'action',
  'category',
  'useCase',
  'project',
  'service',
  'team',
  'department',
  'provider',
  'tier',
  'status',
  'creditType',
] as const satisfies readonly UsageDimension[];

/** The most values of one filter that the server takes. */
const MOST_VALUES = 100;
const granularities: readonly string[] = ['hour', 'day', 'week', 'month'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) {
    return false;
  }
  const instant = Date.parse(`${text}T00:00:00Z`);
  return (
    !Number.isNaN(instant) &&
    new Date(instant).toISOString().slice(0, 10) === text
  );
}

/** A custom range if its days exist, are in order and not too far apart. */
export function customRange(
  firstDay: string,
  lastDay: string,
): RangeChoice | undefined {
  const valid =
    isDay(firstDay) &&
    isDay(lastDay) &&
    firstDay <= lastDay &&
    countDays(firstDay, lastDay) <= MOST_DAYS;
  return valid ? { preset: 'custom', firstDay, lastDay } : undefined;
}

const names = ['range', 'from', 'to', 'granularity', 'by', 'path'] as const;

/** Whether an address says anything about the view. */
export function saysView(params: URLSearchParams): boolean {
  return [...names, ...dimensions].some(name => params.has(name));
}

function isDimension(name: string): name is UsageDimension {
  return (dimensions as readonly string[]).includes(name);
}

/**
 * Reads a view from an address. What is missing or makes no sense is taken from
 * `initial`; filters never are, since their absence means something.
 */
export function viewFromParams(
  params: URLSearchParams,
  initial: AnalyticsView,
  groupings: readonly UsageDimension[] = dimensions,
): AnalyticsView {
  const preset = params.get('range');
  const named = rangeNames.find(name => name === preset);
  let range = initial.range;
  if (named) {
    range = { preset: named };
  } else if (preset === 'custom' || params.has('from')) {
    range =
      customRange(params.get('from') ?? '', params.get('to') ?? '') ?? range;
  }
  const granularity = params.get('granularity') ?? '';
  const by = params.get('by') as UsageDimension;
  const filters: DimensionFilters = {};
  for (const name of dimensions) {
    const values = [...new Set(params.getAll(name))].slice(0, MOST_VALUES);
    if (values.length) {
      filters[name] = values;
    }
  }
  return {
    range,
    granularity: granularities.includes(granularity)
      ? (granularity as Granularity)
      : undefined,
    groupBy: groupings.includes(by) ? by : initial.groupBy,
    filters,
    path: [...new Set((params.get('path') ?? '').split(','))]
      .filter(isDimension)
      .filter(name => filters[name]),
  };
}

/** Writes a view into an address; parameters of others stay. */
export function viewToParams(
  view: AnalyticsView,
  current: URLSearchParams,
): URLSearchParams {
  const params = new URLSearchParams(current);
  for (const name of [...names, ...dimensions]) {
    params.delete(name);
  }
  params.set('range', view.range.preset);
  if (view.range.preset === 'custom') {
    params.set('from', view.range.firstDay);
    params.set('to', view.range.lastDay);
  }
  if (view.granularity) {
    params.set('granularity', view.granularity);
  }
  params.set('by', view.groupBy);
  for (const name of dimensions) {
    for (const value of view.filters[name] ?? []) {
      params.append(name, value);
    }
  }
  if (view.path.length) {
    params.set('path', view.path.join(','));
  }
  return params;
}

/** The view with the values of one filter changed; none takes the filter away. */
export function withFilter(
  view: AnalyticsView,
  dimension: UsageDimension,
  values: string[],
): AnalyticsView {
  const filters = { ...view.filters };
  delete filters[dimension];
  if (values.length) {
    filters[dimension] = values.slice(0, MOST_VALUES);
  }
  return {
    ...view,
    filters,
    path: view.path.filter(name => filters[name]),
  };
}

/** The view without any filter. */
export function withoutFilters(view: AnalyticsView): AnalyticsView {
  return { ...view, filters: {}, path: [] };
}

/** Where a look into one value leads next: the first of these that is not fixed yet. */
const nextGroupings: Record<UsageDimension, UsageDimension[]> = {
  model: ['useCase', 'user', 'action'],
  user: ['model', 'action', 'product'],
  product: ['model', 'action', 'team'],
  action: ['model', 'user', 'product'],
  category: ['product', 'model', 'user'],
  useCase: ['model', 'user', 'action'],
  project: ['service', 'model', 'user'],
  service: ['model', 'action', 'user'],
  team: ['user', 'model', 'product'],
  department: ['team', 'user', 'model'],
  provider: ['model', 'useCase', 'user'],
  tier: ['model', 'useCase', 'user'],
  status: ['model', 'action', 'user'],
  creditType: ['product', 'team', 'model'],
};

/** Looks into one value of what the view is grouped by. */
export function drillInto(
  view: AnalyticsView,
  value: string,
  groupings: readonly UsageDimension[] = dimensions,
): AnalyticsView {
  const { groupBy } = view;
  const narrowed = withFilter(view, groupBy, [value]);
  const fixed = (name: UsageDimension) =>
    narrowed.filters[name]?.length === 1 || !groupings.includes(name);
  return {
    ...narrowed,
    groupBy:
      [...nextGroupings[groupBy], ...dimensions].find(name => !fixed(name)) ??
      groupBy,
    path: [...view.path.filter(name => name !== groupBy), groupBy],
  };
}

/** Goes back to before a dimension was looked into; undefined goes all the way back. */
export function climbTo(
  view: AnalyticsView,
  dimension: UsageDimension | undefined,
): AnalyticsView {
  const at = dimension ? view.path.indexOf(dimension) : 0;
  if (at < 0 || !view.path.length) {
    return view;
  }
  const filters = { ...view.filters };
  for (const name of view.path.slice(at)) {
    delete filters[name];
  }
  return {
    ...view,
    filters,
    groupBy: view.path[at],
    path: view.path.slice(0, at),
  };
}

/** The filters as a question takes them, or none. */
export function queryFilters(
  filters: DimensionFilters,
): Pick<AnalyticsQuery, 'filters'> {
  return Object.keys(filters).length ? { filters } : {};
}
