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

import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import {
  identityApiRef,
  useApi,
  useApiHolder,
} from '@backstage/core-plugin-api';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { aiCreditsApiRef } from '../api';
import { DataProvider } from '../data/client';
import { rootRouteRef } from '../routes';
import { LowBalanceBanner } from './LowBalanceBanner';
import { useLowBalance } from './useLowBalance';

/** The portal's own pages come first. */
const DELAY_MS = 3_000;

const DISMISSED = 'ai-credits-low-balance-dismissed';

const useStyles = makeStyles(
  theme => ({
    root: {
      position: 'fixed',
      right: theme.spacing(2),
      bottom: theme.spacing(2),
      maxWidth: 560,
      // Below dialogs and drawers, above pages and their headers.
      zIndex: theme.zIndex.appBar + 1,
      [theme.breakpoints.down('xs')]: {
        left: theme.spacing(1),
        right: theme.spacing(1),
        // The portal's navigation stands at the bottom of a small screen.
        bottom: theme.spacing(9),
      },
    },
  }),
  { name: 'AiCreditsAppBanner' },
);

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

function Banner({ onDismiss }: { onDismiss: () => void }) {
  const classes = useStyles();
  const low = useLowBalance();
  return low ? (
    <Paper elevation={0} className={classes.root} role="status">
      <LowBalanceBanner {...low} onDismiss={onDismiss} />
    </Paper>
  ) : null;
}

/**
 * Shows on every page of the portal that credits run low, until it is put away
 * for the session. The pages of AI Credits have a banner of their own.
 */
export default function AppBanner() {
  const signedIn = useSignedIn();
  const [dismissed, dismiss] = useDismissed();
  const root = useRouteRef(rootRouteRef);
  const { pathname } = useLocation();
  const hasApi = useApiHolder().get(aiCreditsApiRef) !== undefined;
  const base = root?.();
  const isOurs =
    base === undefined || pathname === base || pathname.startsWith(`${base}/`);
  return signedIn && hasApi && !dismissed && !isOurs ? (
    <DataProvider>
      <Banner onDismiss={dismiss} />
    </DataProvider>
  ) : null;
}
