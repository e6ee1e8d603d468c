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

import { makeStyles } from '@material-ui/core/styles';
import { DataProvider } from '../data/client';
import { LowBalanceBanner } from './LowBalanceBanner';
import { useLowBalance } from './useLowBalance';

const useStyles = makeStyles(
  theme => ({ root: { marginBottom: theme.spacing(2) } }),
  { name: 'AiCreditsPageBanner' },
);

function Banner() {
  const classes = useStyles();
  const low = useLowBalance();
  return low ? (
    <div className={classes.root}>
      <LowBalanceBanner {...low} />
    </div>
  ) : null;
}

/** Stands above what a page shows while the balance is low. */
export function PageBanner() {
  return (
    <DataProvider>
      <Banner />
    </DataProvider>
  );
}
