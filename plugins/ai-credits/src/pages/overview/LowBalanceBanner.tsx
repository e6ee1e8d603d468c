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

import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  aiCreditsCreditsManagePermission,
  Balance,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { useText } from '../../translations';
import { PurchaseDialog } from './PurchaseDialog';

const useStyles = makeStyles(
  theme => ({
    root: {
      border: `1px solid ${theme.palette.divider}`,
      '& .MuiAlert-action': { alignItems: 'center' },
    },
  }),
  { name: 'AiCreditsLowBalance' },
);

/** Whether fewer credits are available than the account wants to be told about. */
export function isLow(balance: Balance): boolean {
  return (
    parseCredits(balance.available) < parseCredits(balance.lowBalanceThreshold)
  );
}

/** Warns that credits run low, with the way to get more for those who may. */
export function LowBalanceBanner({ balance }: { balance: Balance }) {
  const classes = useStyles();
  const { t, formats } = useText();
  const [open, setOpen] = useState(false);
  const { allowed } = usePermission({
    permission: aiCreditsCreditsManagePermission,
  });
  return (
    <>
      <Alert
        severity="warning"
        className={classes.root}
        action={
          allowed && (
            <Button color="inherit" onClick={() => setOpen(true)}>
              {t('low.action')}
            </Button>
          )
        }
      >
        <AlertTitle>{t('low.title')}</AlertTitle>
        {t('low.text', {
          available: formats.credits(balance.available),
          threshold: formats.credits(balance.lowBalanceThreshold),
        })}
        {!allowed && ` ${t('low.ask')}`}
      </Alert>
      {open && (
        <PurchaseDialog
          available={balance.available}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
