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

import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useTheme } from '@material-ui/core/styles';
import { LedgerHealthResponse } from 'backstage-plugin-ai-credits-common';
import { Link as RouterLink } from 'react-router-dom';
import { Amount } from '../../../components/Amount';
import { DataColumn, DataTable } from '../../../components/DataTable';
import { Panel } from '../../../components/Panel';
import { useMe } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';

/** The columns that matter on a phone. */
const short = new Set(['name', 'events']);

/** Actions and models that were charged without a price of their own, and the way to give them one. */
export function UnknownPanel({ health }: { health: LedgerHealthResponse }) {
  const { t, formats } = useAdminText();
  const me = useMe();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { timeZone, unknown } = health;
  const columns: DataColumn<LedgerHealthResponse['unknown'][number]>[] = [
    {
      id: 'name',
      title: t('ledger.name'),
      render: ({ name }) => name,
      sortBy: ({ name }) => name,
    },
    {
      id: 'kind',
      title: t('ledger.kind'),
      render: ({ kind }) => t(`ledger.${kind}`),
      sortBy: ({ kind }) => kind,
    },
    {
      id: 'events',
      title: t('ledger.number'),
      numeric: true,
      render: ({ events }) => formats.count(events),
      sortBy: ({ events }) => events,
    },
    {
      id: 'credits',
      title: t('ledger.credits'),
      numeric: true,
      render: ({ credits }) => <Amount value={credits} />,
      sortBy: ({ credits }) => Number(credits),
    },
    {
      id: 'last',
      title: t('ledger.last'),
      render: ({ lastAt }) => formats.minute(lastAt, timeZone),
      sortBy: ({ lastAt }) => lastAt,
    },
  ];
  return (
    <Panel
      title={t('ledger.unknown')}
      hint={t('ledger.unknownHint')}
      actions={
        unknown.length > 0 &&
        me.data?.may.manageRateCards && (
          <Link component={RouterLink} to="?section=rateCard" variant="body2">
            {t('ledger.toRateCard')}
          </Link>
        )
      }
    >
      {unknown.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('ledger.unknownNone')}
        </Typography>
      ) : (
        <DataTable
          label={t('ledger.unknown')}
          rows={unknown}
          rowKey={({ kind, name }) => `${kind} ${name}`}
          initialSort={{ column: 'events', direction: 'desc' }}
          columns={columns.filter(({ id }) => !narrow || short.has(id))}
        />
      )}
    </Panel>
  );
}
