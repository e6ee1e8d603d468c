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

import ButtonBase from '@material-ui/core/ButtonBase';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { UseQueryResult } from '@tanstack/react-query';
import {
  parseCredits,
  Transaction,
  TransactionStory,
} from 'backstage-plugin-ai-credits-common';
import { useEffect, useId, useState } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { Facts } from '../../../components/Facts';
import { isNotFound } from '../../../data/errors';
import { useText } from '../../../translations';
import { useAdminText } from '../../../translations/admin';
import { useCharges } from './useCredits';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(1, 0),
      padding: 0,
      listStyle: 'none',
      maxHeight: 320,
      overflowY: 'auto',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      '& li + li': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    charge: {
      ...theme.typography.body2,
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      width: '100%',
      padding: theme.spacing(1, 1.5),
      textAlign: 'left',
      '&:hover, &:focus-visible': {
        backgroundColor: theme.palette.action.hover,
      },
    },
    credits: {
      flexShrink: 0,
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'AiCreditsChargeSearch' },
);

/** Waits until nothing more is written. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** What was charged, in a line. */
function wordsOf(charge: Transaction): string {
  return [charge.user ?? charge.service, charge.action, charge.model]
    .filter(Boolean)
    .join(' · ');
}

/** Finds a charge by words or id. */
export function ChargeSearch(props: {
  timeZone: string;
  onChoose: (transactionId: string) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const id = useId();
  const [text, setText] = useState('');
  const settled = useSettled(text.trim());
  const charges = useCharges(settled, true);
  const missing = isNotFound(charges.error);
  const found =
    charges.data?.filter(
      ({ credits, type }) => type === 'usage' && parseCredits(credits) < 0n,
    ) ?? [];
  return (
    <>
      <TextField
        id={id}
        label={t('credits.search')}
        value={text}
        onChange={event => setText(event.target.value)}
        helperText={t('credits.searchHelp')}
        inputProps={{ maxLength: 100 }}
        margin="dense"
        fullWidth
      />
      {charges.isPending && <Skeleton variant="rect" height={160} />}
      {charges.isError && !missing && (
        <ErrorState
          error={charges.error}
          title={t('credits.searchFailed')}
          onRetry={() => charges.refetch()}
        />
      )}
      {(missing || charges.data) && found.length === 0 && (
        <Typography color="textSecondary">{t('credits.searchNone')}</Typography>
      )}
      {found.length > 0 && (
        <ul className={classes.list} aria-label={t('credits.found')}>
          {found.map(charge => {
            const credits = formats.creditsExact(-parseCredits(charge.credits));
            return (
              <li key={charge.transactionId}>
                <ButtonBase
                  className={classes.charge}
                  aria-label={t('credits.choose', {
                    credits,
                    who: wordsOf(charge),
                  })}
                  onClick={() => props.onChoose(charge.transactionId)}
                >
                  <span>
                    {wordsOf(charge)}
                    <Typography
                      component="span"
                      variant="body2"
                      color="textSecondary"
                      display="block"
                    >
                      {formats.minute(charge.occurredAt, props.timeZone)}
                    </Typography>
                  </span>
                  <span className={classes.credits}>{credits}</span>
                </ButtonBase>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

/** The charge that was chosen. */
export function ChargeFacts(props: {
  charge: UseQueryResult<TransactionStory>;
  timeZone: string;
}) {
  const { t, formats } = useAdminText();
  const { t: tCommon } = useText();
  const { data, error, isError, refetch } = props.charge;
  if (isError) {
    return <ErrorState error={error} onRetry={() => refetch()} />;
  }
  if (!data) {
    return <Skeleton variant="rect" height={120} />;
  }
  return (
    <Facts
      items={[
        { label: t('credits.chosen'), value: data.transactionId },
        {
          label: t('credits.when'),
          value: formats.minute(data.occurredAt, props.timeZone),
        },
        { label: t('credits.what'), value: wordsOf(data) },
        {
          label: t('credits.amount'),
          value: formats.creditsExact(-parseCredits(data.credits)),
        },
        ...data.refunds.map(refund => ({
          label: tCommon('type.refund'),
          note: formats.minute(refund.occurredAt, props.timeZone),
          value: formats.creditsExact(refund.credits),
        })),
      ]}
    />
  );
}
