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

import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import { UsageDimension } from 'backstage-plugin-ai-credits-common';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import useObservable from 'react-use/esm/useObservable';
import {
  AnalyticsView,
  saysView,
  viewFromParams,
  viewToParams,
} from './analyticsView';

/** How long the portal's storage may take before the page opens without it. */
const STORAGE_MS = 1_500;

/**
 * The view that the address asks for, or the one that the reader chose last, or
 * the initial one; in this order. Whatever is shown stands in the address, so
 * that it can be shared.
 *
 * @param options.storageKey - of its own for each page, such as `usage-view`
 * @param options.initial - a constant, not made anew in each render
 * @param options.groupings - what the page can be grouped by, a constant too
 */
export function useAnalyticsView(options: {
  storageKey: string;
  initial: AnalyticsView;
  groupings?: readonly UsageDimension[];
}): {
  view: AnalyticsView;
  /** False while the portal's storage is read; `view` may still change by itself. */
  ready: boolean;
  /** Shows another view and remembers it. `push` lets the browser's back lead here. */
  change: (view: AnalyticsView, history?: 'push' | 'replace') => void;
} {
  const { storageKey, initial, groupings } = options;
  const [params, setParams] = useSearchParams();
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket('ai-credits'), [storage]);
  const stored$ = useMemo(
    () => bucket.observe$<string>(storageKey),
    [bucket, storageKey],
  );
  const stored = useObservable(stored$, bucket.snapshot<string>(storageKey));
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), STORAGE_MS);
    return () => clearTimeout(timer);
  }, []);

  const said = saysView(params);
  const remembered =
    typeof stored.value === 'string' ? stored.value : undefined;
  const view = useMemo(() => {
    const source = said ? params : new URLSearchParams(remembered ?? '');
    return viewFromParams(source, initial, groupings);
  }, [said, params, remembered, initial, groupings]);
  const ready = said || late || stored.presence !== 'unknown';

  useEffect(() => {
    if (ready && !said) {
      setParams(current => viewToParams(view, current), { replace: true });
    }
    // Once for an address that says nothing; the view follows from it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ready, said]);

  return {
    view,
    ready,
    change: (next, history = 'replace') => {
      bucket.set(
        storageKey,
        viewToParams(next, new URLSearchParams()).toString(),
      );
      setParams(current => viewToParams(next, current), {
        replace: history === 'replace',
      });
    },
  };
}
