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
import List from '@material-ui/core/List';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { Transaction } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { useText } from '../../translations';
import { TypeChip } from './Chips';

const useStyles = makeStyles(
  theme => ({
    item: {
      ...theme.typography.body2,
      display: 'flex',
      width: '100%',
      textAlign: 'left',
      justifyContent: 'space-between',
      alignItems: 'flex-start',
      gap: theme.spacing(2),
      padding: theme.spacing(1.5, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontVariantNumeric: 'tabular-nums',
    },
    what: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-start',
      gap: theme.spacing(0.5),
      minWidth: 0,
    },
    amount: { fontWeight: 700 },
  }),
  { name: 'AiCreditsLogList' },
);

/** The log on a phone: what it was, and how much. */
export function LogList(props: {
  transactions: Transaction[] | undefined;
  timeZone: string;
  onOpen: (id: string) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  if (!props.transactions) {
    return <Skeleton variant="rect" height={480} />;
  }
  return (
    // Without markers some browsers do not take it for a list.
    <List disablePadding role="list" aria-label={t('page.transactions')}>
      {props.transactions.map(transaction => (
        <li key={transaction.transactionId}>
          <ButtonBase
            className={classes.item}
            onClick={() => props.onOpen(transaction.transactionId)}
          >
            <span className={classes.what}>
              <TypeChip type={transaction.type} />
              <span>
                {[transaction.action, transaction.model]
                  .filter(Boolean)
                  .join(' · ') ||
                  transaction.comment ||
                  ''}
              </span>
              <Typography
                variant="body2"
                color="textSecondary"
                component="span"
              >
                {formats.minute(transaction.occurredAt, props.timeZone)}
              </Typography>
            </span>
            <span className={classes.amount}>
              <Amount value={transaction.credits} exact signed />
            </span>
          </ButtonBase>
        </li>
      ))}
    </List>
  );
}
