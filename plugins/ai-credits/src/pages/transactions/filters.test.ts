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
  creditTypeSchema,
  transactionSchema,
  transactionTypeSchema,
} from 'backstage-plugin-ai-credits-common';
import {
  fixedValues,
  countFilters,
  filtersFromParams,
  filtersToParams,
  toQuery,
} from './filters';

const address =
  'type=usage&type=refund&type=nonsense&from=2026-11-01&to=2026-11-20' +
  '&user=user:default/jo&q=shoes&cursor=abc&page=3&transaction=tx-1';

it('reads the address, and only what it knows', () => {
  const filters = filtersFromParams(
    new URLSearchParams(`${address}&from=later`),
  );
  expect(filters.type).toEqual(['usage', 'refund']);
  expect(filters.from).toBe('2026-11-01');
  expect(countFilters(filters)).toBe(4);
  expect(filtersFromParams(new URLSearchParams('from=2026-13-45')).from).toBe(
    '',
  );
});

it('writes the filters back, on the first page, leaving other parameters alone', () => {
  const before = new URLSearchParams(address);
  const filters = filtersFromParams(before);
  const after = filtersToParams({ ...filters, q: '' }, before);
  expect(after.getAll('type')).toEqual(['usage', 'refund']);
  expect(after.get('transaction')).toBe('tx-1');
  expect(after.has('cursor')).toBe(false);
  expect(after.has('page')).toBe(false);
  expect(after.has('q')).toBe(false);
  expect(filtersFromParams(after)).toEqual({ ...filters, q: '' });
});

it('asks for whole days of the account, the last one included', () => {
  const filters = filtersFromParams(new URLSearchParams(address));
  expect(toQuery(filters, 'Asia/Jakarta')).toEqual({
    type: ['usage', 'refund'],
    from: '2026-10-31T17:00:00.000Z',
    to: '2026-11-20T17:00:00.000Z',
    user: ['user:default/jo'],
    q: 'shoes',
  });
});

it('asks for nothing in particular without filters', () => {
  expect(toQuery(filtersFromParams(new URLSearchParams()), 'UTC')).toEqual({});
});

it('offers every value that the contract has', () => {
  expect([...fixedValues.type].sort()).toEqual(
    [...transactionTypeSchema.options].sort(),
  );
  expect([...fixedValues.creditType].sort()).toEqual(
    [...creditTypeSchema.options].sort(),
  );
  expect([...fixedValues.status].sort()).toEqual(
    [...transactionSchema.shape.status.options].sort(),
  );
});
