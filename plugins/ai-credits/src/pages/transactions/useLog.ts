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

import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useAccountZone, useTransactions } from '../../data/queries';
import {
  Filters,
  filtersFromParams,
  filtersToParams,
  PAGE_SIZE,
  toQuery,
} from './filters';

/** The log as the address asks for it: filters, page, and the transaction that is open. */
export function useLog() {
  const [params, setParams] = useSearchParams();
  // The cursors of the pages before this one; a page opened by its address
  // knows none, and leads back to the first.
  const [trail, setTrail] = useState<(string | undefined)[]>([]);

  const filters = useMemo(() => filtersFromParams(params), [params]);
  const cursor = params.get('cursor') ?? undefined;
  const page = Math.max(Number(params.get('page')) || 1, 1);
  const timeZone = useAccountZone();

  const query = timeZone ? toQuery(filters, timeZone) : undefined;
  const log = useTransactions(
    query && { ...query, limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) },
  );

  const goTo = (next: string | undefined, number: number) => {
    const changed = new URLSearchParams(params);
    changed.delete('cursor');
    changed.delete('page');
    if (next) {
      changed.set('cursor', next);
      changed.set('page', String(number));
    }
    setParams(changed);
  };

  return {
    log,
    query,
    filters,
    page,
    timeZone: log.data?.timeZone ?? timeZone ?? 'UTC',
    setFilters: (changed: Filters) => {
      setTrail([]);
      setParams(current => filtersToParams(changed, current), {
        replace: true,
      });
    },
    older: log.data?.nextCursor
      ? () => {
          setTrail([...trail, cursor]);
          goTo(log.data?.nextCursor, page + 1);
        }
      : undefined,
    newer: cursor
      ? () => {
          setTrail(trail.slice(0, -1));
          goTo(trail[trail.length - 1], Math.max(page - 1, 1));
        }
      : undefined,
    openId: params.get('transaction') ?? undefined,
    open: (id: string | undefined) => {
      const changed = new URLSearchParams(params);
      changed.delete('transaction');
      if (id) {
        changed.set('transaction', id);
      }
      setParams(changed, { replace: true });
    },
  };
}
