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
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useRouteRef } from '@backstage/core-plugin-api';
import { RiCloseLine } from '@remixicon/react';
import { Balance, Me } from 'backstage-plugin-ai-credits-common';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router-dom';
import { rootRouteRef } from '../routes';
import { useText } from '../translations';

const PurchaseDialog = lazy(() =>
  import('../pages/overview/PurchaseDialog').then(m => ({
    default: m.PurchaseDialog,
  })),
);

const useStyles = makeStyles(
  theme => ({
    root: {
      border: `1px solid ${theme.palette.divider}`,
      '& .MuiAlert-action': { alignItems: 'center' },
      [theme.breakpoints.down('xs')]: {
        flexWrap: 'wrap',
        // The action stands below the words, in line with them.
        '& .MuiAlert-message': { flex: '1 1 calc(100% - 60px)' },
        '& .MuiAlert-action': { marginLeft: 0, paddingLeft: 34 },
      },
    },
    button: { whiteSpace: 'nowrap' },
  }),
  { name: 'AiCreditsLowBalance' },
);

/**
 * Warns that credits run low, with what the reader can do about it: get credits
 * for who may, ask for them for the others.
 */
export function LowBalanceBanner(props: {
  balance: Balance;
  may: Me['may'];
  /** Offers to put it away. */
  onDismiss?: () => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const [open, setOpen] = useState(false);
  const root = useRouteRef(rootRouteRef);
  const { balance, may, onDismiss } = props;

  const way = () => {
    if (may.manageCredits) {
      return (
        <Button
          color="inherit"
          className={classes.button}
          onClick={() => setOpen(true)}
        >
          {t('low.action')}
        </Button>
      );
    }
    return may.requestCredits ? (
      <Button
        color="inherit"
        className={classes.button}
        component={Link}
        // Without it the link would be told to be a button.
        role={undefined}
        to={`${root()}/budgets`}
      >
        {t('low.request')}
      </Button>
    ) : undefined;
  };

  return (
    <>
      <Alert
        severity="warning"
        className={classes.root}
        action={
          <>
            {way()}
            {onDismiss && (
              <IconButton
                size="small"
                color="inherit"
                aria-label={t('low.dismiss')}
                title={t('low.dismiss')}
                onClick={onDismiss}
              >
                <RiCloseLine size={20} />
              </IconButton>
            )}
          </>
        }
      >
        <AlertTitle>{t('low.title')}</AlertTitle>
        {t('low.text', {
          available: formats.credits(balance.available),
          threshold: formats.credits(balance.lowBalanceThreshold),
        })}
        {!may.manageCredits && ` ${t('low.ask')}`}
      </Alert>
      {open && (
        <Suspense fallback={null}>
          <PurchaseDialog
            available={balance.available}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
