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
  identityApiRef,
  useApi,
  useApiHolder,
} from '@backstage/core-plugin-api';
import { routeResolutionApiRef } from '@backstage/frontend-plugin-api';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { aiCreditsApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { useFallsLow } from './useFallsLow';

const ShownBanner = lazy(() => import('./ShownBanner'));

/** The portal's own pages come first. */
const DELAY_MS = 3_000;

const DISMISSED = 'ai-credits-low-balance-dismissed';

/** Whether somebody has signed in, and the portal has had time for its own page. */
function useSignedIn(): boolean {
  const identity = useApi(identityApiRef);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    // Answers once somebody has signed in; what it throws is the portal's to show.
    identity
      .getBackstageIdentity()
      .then(() => {
        if (!gone) {
          timer = setTimeout(() => setReady(true), DELAY_MS);
        }
      })
      .catch(() => {});
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [identity]);
  return ready;
}

function useDismissed(): [boolean, () => void] {
  const [dismissed, setDismissed] = useState(
    () => window.sessionStorage.getItem(DISMISSED) !== null,
  );
  return [
    dismissed,
    () => {
      window.sessionStorage.setItem(DISMISSED, 'yes');
      setDismissed(true);
    },
  ];
}

function Watch({ onDismiss }: { onDismiss: () => void }) {
  return useFallsLow() ? (
    <Suspense fallback={null}>
      <ShownBanner onDismiss={onDismiss} />
    </Suspense>
  ) : null;
}

/**
 * Shows on every page of the portal that credits run low, until it is put away
 * for the session. The pages of AI Credits have a banner of their own.
 */
export default function AppBanner() {
  const signedIn = useSignedIn();
  const [dismissed, dismiss] = useDismissed();
  const routes = useApi(routeResolutionApiRef);
  const { pathname } = useLocation();
  const hasApi = useApiHolder().get(aiCreditsApiRef) !== undefined;
  // Not by the hook, which keeps that there was no path before the portal had
  // put its pages together.
  const base = routes.resolve(rootRouteRef, { sourcePath: pathname })?.();
  const isOurs =
    base === undefined || pathname === base || pathname.startsWith(`${base}/`);
  return signedIn && hasApi && !dismissed && !isOurs ? (
    <Watch onDismiss={dismiss} />
  ) : null;
}
