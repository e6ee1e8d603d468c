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

import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CreditRequest } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { aiCreditsApiRef } from '../../api';
import { ErrorState } from '../../components/ErrorState';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { DecideDialog } from './DecideDialog';

const useStyles = makeStyles(
  theme => ({
    root: {
      listStyle: 'none',
      padding: theme.spacing(1.5),
      marginBottom: theme.spacing(1),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      overflowWrap: 'anywhere',
    },
    chosen: { borderColor: theme.palette.primary.main },
    name: { ...theme.typography.body1, fontWeight: 700 },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
  }),
  { name: 'AiCreditsRequestCard' },
);

/** A request for more credits, what became of it, and what the reader may do about it. */
export function RequestCard(props: {
  request: CreditRequest;
  timeZone: string;
  /** Whether it is the one that the address names. */
  chosen: boolean;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const [decision, setDecision] = useState<'grant' | 'decline'>();
  const { request, timeZone } = props;
  const { approvers, budget, decidedBy, requestedBy, scope } = request;
  const labelOf = useValueLabels([
    scope.ref,
    requestedBy,
    ...(decidedBy ? [decidedBy] : []),
    ...approvers,
  ]);
  const name = labelOf(scope.kind, scope.ref);
  const withdraw = useMutation({
    mutationFn: () => api.withdrawCreditRequest(request.id),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: ['credit-requests'] }),
  });
  const asked = {
    credits: formats.credits(request.credits),
    period: t(`budgets.${request.period}`),
  };
  const status = t(`budgets.${request.status}`);

  return (
    <li
      className={
        props.chosen ? `${classes.root} ${classes.chosen}` : classes.root
      }
      aria-current={props.chosen || undefined}
    >
      <Typography component="h4" className={classes.name}>
        {name}
      </Typography>
      <Typography>
        {request.kind === 'once'
          ? t('budgets.askedOnce', asked)
          : t('budgets.askedPermanent', asked)}
      </Typography>
      {budget && (
        <Typography variant="body2">
          {t('budgets.used', {
            used: formats.credits(budget.used),
            allocated: formats.credits(budget.credits),
          })}
        </Typography>
      )}
      <Typography variant="body2">{request.reason}</Typography>
      <Typography variant="body2" color="textSecondary">
        {t('budgets.askedBy', {
          name: labelOf('user', requestedBy),
          time: formats.minute(request.requestedAt, timeZone),
        })}
      </Typography>
      <Typography variant="body2">
        {decidedBy && request.decidedAt
          ? t('budgets.decidedBy', {
              status,
              name: labelOf('user', decidedBy),
              time: formats.minute(request.decidedAt, timeZone),
            })
          : status}
        {request.granted !== undefined &&
          ` · ${t('budgets.grantedAmount', {
            credits: formats.credits(request.granted),
          })}`}
      </Typography>
      {request.comment && (
        <Typography variant="body2">“{request.comment}”</Typography>
      )}
      {request.status === 'open' &&
        !request.mayDecide &&
        approvers.length > 0 && (
          <Typography variant="body2" color="textSecondary">
            {t('budgets.approvers', {
              names: approvers
                .map(ref =>
                  labelOf(ref.startsWith('user:') ? 'user' : 'team', ref),
                )
                .join(', '),
            })}
          </Typography>
        )}
      {(request.mayDecide || request.mayWithdraw) && (
        <div className={classes.actions}>
          {request.mayDecide && (
            <>
              <Button
                size="small"
                variant="contained"
                color="primary"
                disableElevation
                onClick={() => setDecision('grant')}
              >
                {t('budgets.grant')}
              </Button>
              <Button
                size="small"
                variant="outlined"
                onClick={() => setDecision('decline')}
              >
                {t('budgets.decline')}
              </Button>
            </>
          )}
          {request.mayWithdraw && (
            <Button
              size="small"
              variant="outlined"
              disabled={withdraw.isPending}
              onClick={() => withdraw.mutate()}
            >
              {t('budgets.withdraw')}
            </Button>
          )}
        </div>
      )}
      {withdraw.isError && (
        <ErrorState error={withdraw.error} title={t('budgets.decideFailed')} />
      )}
      {decision && (
        <DecideDialog
          request={request}
          name={name}
          decision={decision}
          onClose={() => setDecision(undefined)}
        />
      )}
    </li>
  );
}
