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
  Transaction,
  TransactionOrder,
  TransactionsQuery,
} from 'backstage-plugin-ai-credits-common';
import { addDays, startOfDay } from '../../data/periods';

/** Lines on a page of the log. */
export const PAGE_SIZE = 100;

/** The filters that take several values. */
export const listFilters = [
  'type',
  'user',
  'team',
  'service',
  'project',
  'product',
  'model',
  'status',
  'creditType',
] as const;
/** Those of them whose values are whatever was used. */
export const openFilters = [
  'user',
  'team',
  'service',
  'project',
  'product',
  'model',
] as const satisfies readonly (typeof listFilters)[number][];
/** One of {@link listFilters}. */
export type ListFilter = (typeof listFilters)[number];

/** The values that a filter can have, where these are known beforehand. */
export const fixedValues = {
  type: [
    'usage',
    'purchase',
    'refund',
    'allowance',
    'promotion',
    'adjustment',
    'expiry',
  ],
  status: ['success', 'failed', 'over-limit'],
  creditType: ['free', 'purchased', 'other', 'excess', 'mixed', 'none'],
} as const satisfies {
  type: readonly Transaction['type'][];
  status: readonly Transaction['status'][];
  creditType: readonly Transaction['creditType'][];
};

/** The orders of the log, the usual one first. */
export const orders: readonly TransactionOrder[] = [
  'newest',
  'oldest',
  'largest',
];

/** What the log is narrowed to, and its order. Days belong to the account's time zone, both included. */
export interface Filters extends Record<ListFilter, string[]> {
  from: string;
  to: string;
  q: string;
  order: TransactionOrder;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function day(value: string | null): string {
  return value && DAY.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : '';
}

/** Reads the filters from the address; what is no filter or no value of one is left out. */
export function filtersFromParams(params: URLSearchParams): Filters {
  const list = (name: ListFilter) => {
    const known: readonly string[] | undefined =
      name in fixedValues
        ? fixedValues[name as keyof typeof fixedValues]
        : undefined;
    const values = params.getAll(name).filter(Boolean);
    return known ? values.filter(value => known.includes(value)) : values;
  };
  return {
    type: list('type'),
    user: list('user'),
    team: list('team'),
    service: list('service'),
    project: list('project'),
    product: list('product'),
    model: list('model'),
    status: list('status'),
    creditType: list('creditType'),
    from: day(params.get('from')),
    to: day(params.get('to')),
    q: params.get('q') ?? '',
    order: orders.find(order => order === params.get('order')) ?? orders[0],
  };
}

/** Filters that narrow nothing. */
export function noFilters(): Filters {
  return filtersFromParams(new URLSearchParams());
}

/** Writes the filters into the address, back on the first page; other parameters stay. */
export function filtersToParams(
  filters: Filters,
  current: URLSearchParams,
): URLSearchParams {
  const params = new URLSearchParams(current);
  for (const name of [
    ...['cursor', 'page', 'from', 'to', 'q', 'order'],
    ...listFilters,
  ]) {
    params.delete(name);
  }
  for (const name of listFilters) {
    for (const value of filters[name]) {
      params.append(name, value);
    }
  }
  for (const name of ['from', 'to', 'q'] as const) {
    if (filters[name]) {
      params.set(name, filters[name]);
    }
  }
  if (filters.order !== orders[0]) {
    params.set('order', filters.order);
  }
  return params;
}

/** How many filters narrow the log, the search left out. */
export function countFilters(filters: Filters): number {
  return (
    listFilters.filter(name => filters[name].length > 0).length +
    (filters.from ? 1 : 0) +
    (filters.to ? 1 : 0)
  );
}

/** The question to the server. The last day is included, so that it ends where the next one starts. */
export function toQuery(filters: Filters, timeZone: string): TransactionsQuery {
  const query: TransactionsQuery = {};
  if (filters.from) {
    query.from = new Date(startOfDay(filters.from, timeZone)).toISOString();
  }
  if (filters.to) {
    query.to = new Date(
      startOfDay(addDays(filters.to, 1), timeZone),
    ).toISOString();
  }
  for (const name of openFilters) {
    if (filters[name].length) {
      query[name] = filters[name];
    }
  }
  if (filters.type.length) {
    query.type = filters.type as Transaction['type'][];
  }
  if (filters.status.length) {
    query.status = filters.status as Transaction['status'][];
  }
  if (filters.creditType.length) {
    query.creditType = filters.creditType as Transaction['creditType'][];
  }
  const q = filters.q.trim();
  if (q) {
    query.q = q;
  }
  if (filters.order !== orders[0]) {
    query.order = filters.order;
  }
  return query;
}
