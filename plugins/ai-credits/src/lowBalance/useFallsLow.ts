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

import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect, useState } from 'react';
import { aiCreditsApiRef } from '../api';
import { isForbidden } from '../data/errors';
import { CHANNEL, Soon } from '../data/live';
import { REFRESH_MS } from '../data/refresh';
import { isLow } from './isLow';

/** At most so often the balance is asked for when the server says that it changed. */
const GAP_MS = 5_000;

/**
 * Whether the balance has been seen to be low. Every page of the portal carries
 * this, so it does with little: the banner and what it is made of are loaded
 * when there is something to show. Asks for no balance that the reader may not
 * read, and does not ask again once refused.
 */
export function useFallsLow(): boolean {
  const api = useApi(aiCreditsApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const [low, setLow] = useState(false);

  useEffect(() => {
    if (low) {
      return undefined;
    }
    let gone = false;
    let mayRead: boolean | undefined;
    const look = async () => {
      try {
        mayRead ??= (await api.me()).may.readBalance;
        if (mayRead && !gone && isLow(await api.balance()) && !gone) {
          setLow(true);
        }
      } catch (error) {
        // Anything else may pass until the next time.
        mayRead = isForbidden(error) ? false : mayRead;
      }
    };
    const lookIfSeen = () => {
      if (!document.hidden && mayRead !== false) {
        look();
      }
    };
    const soon = new Soon(lookIfSeen, 500, GAP_MS);
    const timer = setInterval(lookIfSeen, REFRESH_MS);
    const subscription = signals?.subscribe(CHANNEL, () => soon.ask());
    look();
    return () => {
      gone = true;
      clearInterval(timer);
      soon.stop();
      subscription?.unsubscribe();
    };
  }, [api, signals, low]);

  return low;
}
