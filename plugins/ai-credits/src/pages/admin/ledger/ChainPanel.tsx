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
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { LedgerHealthResponse } from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { Facts } from '../../../components/Facts';
import { Panel } from '../../../components/Panel';
import { durationsFor } from '../../../data/durations';
import { useAdminText } from '../../../translations/admin';
import { LedgerData } from './useLedger';

const useStyles = makeStyles(
  {
    hash: {
      fontFamily: 'monospace',
      fontSize: '0.8125rem',
      overflowWrap: 'anywhere',
    },
  },
  { name: 'AiCreditsChainPanel' },
);

/** The journal as it is now, how far the rollups are behind it, and a way to make them again. */
export function ChainPanel(props: {
  data: LedgerData;
  health: LedgerHealthResponse;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const { mayVerify, rebuild } = props.data;
  const { chain, fold, proof, timeZone } = props.health;
  const durations = durationsFor(formats.locale);
  return (
    <Panel
      title={t('ledger.chain')}
      hint={t('ledger.chainHint')}
      actions={
        mayVerify && (
          <Button
            variant="outlined"
            disabled={rebuild.isPending}
            onClick={() => setAsking(true)}
          >
            {t(rebuild.isPending ? 'ledger.rebuilding' : 'ledger.rebuild')}
          </Button>
        )
      }
    >
      {rebuild.isError && (
        <ErrorState error={rebuild.error} title={t('ledger.rebuildFailed')} />
      )}
      {rebuild.isSuccess && (
        <Alert severity="success" onClose={() => rebuild.reset()}>
          {t('ledger.rebuilt', {
            blocks: formats.count(rebuild.data.blocks),
            duration: durations.withUnit(rebuild.data.durationMs),
          })}
        </Alert>
      )}
      <Facts
        items={[
          { label: t('ledger.blocks'), value: formats.count(chain.blocks) },
          { label: t('ledger.entries'), value: formats.count(chain.entries) },
          {
            label: t('ledger.sinceProof'),
            value: formats.count(Math.max(0, chain.blocks - proof.blocks)),
          },
          {
            label: t('ledger.head'),
            value: <span className={classes.hash}>{chain.head}</span>,
          },
          { label: t('ledger.folded'), value: formats.count(fold.block) },
          {
            label: t('ledger.lag'),
            value: fold.oldestAt
              ? t('ledger.lagOldest', {
                  number: formats.count(fold.behind),
                  time: formats.dateTime(fold.oldestAt, timeZone),
                })
              : formats.count(fold.behind),
          },
          ...(fold.foldedAt
            ? [
                {
                  label: t('ledger.foldedAt'),
                  value: formats.dateTime(fold.foldedAt, timeZone),
                },
              ]
            : []),
        ]}
      />
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        aria-labelledby={id}
      >
        <DialogTitle id={id}>{t('ledger.rebuildTitle')}</DialogTitle>
        <DialogContent>
          <Typography>{t('ledger.rebuildText')}</Typography>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{t('ledger.cancel')}</Button>
          <Button
            color="primary"
            variant="contained"
            disableElevation
            onClick={() => {
              setAsking(false);
              rebuild.mutate();
            }}
          >
            {t('ledger.rebuildConfirm')}
          </Button>
        </DialogActions>
      </Dialog>
    </Panel>
  );
}
