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

import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import Skeleton from '@material-ui/lab/Skeleton';
import { Transaction } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../components/Amount';
import { DataColumn, DataTable } from '../components/DataTable';
import { ErrorState } from '../components/ErrorState';
import { Panel } from '../components/Panel';
import { Who } from '../components/Who';
import { useTransactions } from '../data/queries';
import { useCreditsHref } from '../data/useCreditsHref';
import { useValueLabels } from '../data/useValueLabels';
import { useText } from '../translations';
import { useEntityText } from '../translations/entity';
import { EntityUsage } from './useEntityUsage';

const MOST = 8;
const HEIGHT = 320;

/** What an entity was charged last; each line leads to its whole story. */
export function ChargesPanel({ data }: { data: EntityUsage }) {
  const { t, formats } = useText();
  const { t: te } = useEntityText();
  const labelOf = useValueLabels();
  const hrefOf = useCreditsHref();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { filters, scope, timeZone } = data;
  const log = useTransactions(
    filters && { ...filters, type: ['usage'], limit: MOST },
  );
  const charges = log.data?.transactions;
  const hrefTo = (transaction?: string) =>
    hrefOf('transactions', { ...filters, type: 'usage', transaction });
  const all = hrefTo();

  const what = ({ action, model }: Transaction) =>
    [action, model && labelOf('model', model)].filter(Boolean).join(' · ');
  const columns: DataColumn<Transaction>[] = [
    {
      id: 'when',
      title: te('entity.when'),
      render: row => {
        const href = hrefTo(row.transactionId);
        const text = formats.minute(row.occurredAt, timeZone);
        return (
          <>
            {href ? (
              <Link
                to={href}
                title={te('entity.openCharge', {
                  dateTime: formats.dateTime(row.occurredAt, timeZone),
                })}
              >
                {text}
              </Link>
            ) : (
              text
            )}
            {narrow && (
              <Typography variant="body2" color="textSecondary">
                {what(row)}
              </Typography>
            )}
          </>
        );
      },
    },
    {
      id: 'who',
      title: t('log.who'),
      render: row => <Who transaction={row} t={t} />,
    },
    { id: 'what', title: te('entity.what'), render: what },
    {
      id: 'credits',
      title: t('log.credits'),
      numeric: true,
      render: ({ credits }) => <Amount value={credits} signed />,
    },
  ];
  const left = (id: string) =>
    narrow
      ? id === 'when' || id === 'credits'
      : // On a person's own page everything is theirs.
        id !== 'who' || scope?.dimension !== 'user';

  const content = () => {
    if (!charges) {
      return log.isError ? (
        <ErrorState error={log.error} onRetry={() => log.refetch()} />
      ) : (
        <Skeleton variant="rect" height={HEIGHT} />
      );
    }
    return charges.length === 0 ? (
      <Typography variant="body2" color="textSecondary">
        {te('entity.noCharges')}
      </Typography>
    ) : (
      <DataTable
        label={te('entity.charges')}
        columns={columns.filter(({ id }) => left(id))}
        rows={charges}
        rowKey={({ transactionId }) => transactionId}
      />
    );
  };
  return (
    <Panel
      title={te('entity.charges')}
      hint={te('entity.chargesHint', { timeZone })}
      actions={all && <Link to={all}>{te('entity.openLog')}</Link>}
    >
      {content()}
    </Panel>
  );
}
