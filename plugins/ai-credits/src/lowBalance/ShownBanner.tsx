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
import { DataProvider } from '../data/client';
import { LowBalanceBanner } from './LowBalanceBanner';
import { useLowBalance } from './useLowBalance';

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

function Banner({ onDismiss }: { onDismiss: () => void }) {
  const classes = useStyles();
  const low = useLowBalance();
  return low ? (
    <Paper elevation={0} className={classes.root} role="status">
      <LowBalanceBanner {...low} onDismiss={onDismiss} />
    </Paper>
  ) : null;
}

/** The banner at the edge of a page of somebody else, while the balance is low. */
export default function ShownBanner(props: { onDismiss: () => void }) {
  return (
    <DataProvider>
      <Banner {...props} />
    </DataProvider>
  );
}
