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

import {
  knownNames,
  RateCard,
  UnknownName,
} from 'backstage-plugin-ai-credits-common';
import { useMemo, useState } from 'react';
import { Amount } from '../../../components/Amount';
import { DataTable } from '../../../components/DataTable';
import { Panel } from '../../../components/Panel';
import { useAnalytics } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';

const DAYS_MS = 30 * 86_400_000;

interface Row extends UnknownName {
  requests: number;
  credits: string;
}

/** Actions and models of the last 30 days that the card in force has no rule for, and what became of them. */
export function UnknownPanel({ card }: { card: RateCard }) {
  const { t, formats } = useAdminText();
  const [to] = useState(() => Date.now());
  const range = {
    from: new Date(to - DAYS_MS).toISOString(),
    to: new Date(to).toISOString(),
    measures: ['requests' as const, 'credits' as const],
  };
  const actions = useAnalytics({ ...range, groupBy: ['action'] }).data;
  const models = useAnalytics({ ...range, groupBy: ['model'] }).data;
  const rows = useMemo(() => {
    const known = knownNames(card.rules);
    return (
      [
        ['action', actions],
        ['model', models],
      ] as const
    )
      .flatMap(([kind, answer]) =>
        (answer?.rows ?? []).flatMap((row): Row[] => {
          const name = row[kind];
          return typeof name === 'string' && name
            ? [
                {
                  kind,
                  name,
                  requests: Number(row.requests),
                  credits: String(row.credits),
                },
              ]
            : [];
        }),
      )
      .filter(row => !known(row))
      .sort((a, b) => b.requests - a.requests);
  }, [card, actions, models]);
  if (rows.length === 0) {
    return null;
  }
  return (
    <Panel title={t('rateCard.flagged')} hint={t('rateCard.flaggedHint')}>
      <DataTable<Row>
        label={t('rateCard.flagged')}
        rows={rows}
        rowKey={({ kind, name }) => `${kind}:${name}`}
        maxHeight={400}
        columns={[
          {
            id: 'name',
            title: t('rateCard.name'),
            render: ({ kind, name }) =>
              `${t(
                kind === 'action'
                  ? 'rateCard.kindAction'
                  : 'rateCard.kindModel',
              )}: ${name}`,
          },
          {
            id: 'status',
            title: t('rateCard.status'),
            render: ({ kind }) =>
              t(
                `rateCard.${
                  card.rules[
                    kind === 'action' ? 'unknownAction' : 'unknownModel'
                  ]
                }`,
              ),
          },
          {
            id: 'requests',
            title: t('rateCard.requests'),
            numeric: true,
            render: ({ requests }) => formats.count(requests),
          },
          {
            id: 'credits',
            title: t('rateCard.charged'),
            numeric: true,
            render: ({ credits }) => <Amount value={credits} />,
          },
        ]}
      />
    </Panel>
  );
}
