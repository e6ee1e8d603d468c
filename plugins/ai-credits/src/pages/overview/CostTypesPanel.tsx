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
import Typography from '@material-ui/core/Typography';
import { useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  AnalyticsResponse,
  CostMeasure,
} from 'backstage-plugin-ai-credits-common';
import { categoryColours } from '../../charts/palette';
import { ShareBar, Swatch } from '../../charts/ShareBar';
import { Amount } from '../../components/Amount';
import { DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { useText } from '../../translations';
import { costBreakdown, CostBreakdown, costTypes } from './costTypes';

function Breakdown({ costs }: { costs: CostBreakdown }) {
  const { t, formats } = useText();
  const { slots, other } = categoryColours(useTheme().palette.type);
  // A cost type has its colour whatever else is shown.
  const colourOf = (type: CostMeasure) =>
    slots[costTypes.findIndex(name => name === type)] ?? other;
  return (
    <>
      <ShareBar
        shares={costs.parts.map(({ type, share }) => ({
          id: type,
          colour: colourOf(type),
          share,
        }))}
      />
      <DataTable
        label={t('costs.title')}
        columns={[
          {
            id: 'type',
            title: t('costs.type'),
            render: ({ type }) => (
              <>
                <Swatch colour={colourOf(type)} />
                {t(`costs.${type}`)}
              </>
            ),
          },
          {
            id: 'credits',
            title: t('month.credits'),
            numeric: true,
            render: ({ credits }) => <Amount value={credits} />,
          },
          {
            id: 'share',
            title: t('month.share'),
            numeric: true,
            // A small share is not none.
            render: ({ share }) =>
              share > 0 && share < 0.0005
                ? `< ${formats.share(0.001)}`
                : formats.share(share),
          },
        ]}
        rows={costs.parts}
        rowKey={({ type }) => type}
      />
      <Facts
        items={[
          { label: t('common.total'), value: <Amount value={costs.total} /> },
          {
            label: t('costs.transactions'),
            value: formats.count(costs.transactions),
          },
          {
            label: t('costs.average'),
            value:
              costs.average === undefined ? (
                '–'
              ) : (
                <Amount value={costs.average} />
              ),
          },
        ]}
      />
    </>
  );
}

/** Whether this month's credits went to actions, to images or to text, and to which part of it. */
export function CostTypesPanel(props: {
  answer: AnalyticsResponse | undefined;
  error: unknown;
  onRetry: () => void;
  /** Unit, month and whose usage it is. */
  hint: string;
}) {
  const { t } = useText();
  const costs = props.answer && costBreakdown(props.answer.totals);
  return (
    <Panel title={t('costs.title')} hint={props.hint}>
      {!costs && Boolean(props.error) && (
        <ErrorState error={props.error} onRetry={props.onRetry} />
      )}
      {!costs && !props.error && <Skeleton variant="rect" height={330} />}
      {costs && costs.transactions === 0 && costs.total === 0n && (
        <Typography color="textSecondary">{t('chart.empty')}</Typography>
      )}
      {costs && (costs.transactions > 0 || costs.total !== 0n) && (
        <Breakdown costs={costs} />
      )}
    </Panel>
  );
}
