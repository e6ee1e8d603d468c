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
import { useMemo, useState } from 'react';
import useObservable from 'react-use/esm/useObservable';

/** A preference, a list of names, that the portal keeps for the reader. */
export function useStoredList(
  key: string,
  initial: string[],
): [string[], (value: string[]) => void] {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket('ai-credits'), [storage]);
  const stored$ = useMemo(() => bucket.observe$<string[]>(key), [bucket, key]);
  const stored = useObservable(stored$, bucket.snapshot<string[]>(key));
  // Takes effect at once, also where the portal's storage is slow.
  const [chosen, setChosen] = useState<string[]>();
  const value = chosen ?? stored.value ?? initial;
  return [
    value,
    next => {
      setChosen(next);
      bucket.set(key, next);
    },
  ];
}
