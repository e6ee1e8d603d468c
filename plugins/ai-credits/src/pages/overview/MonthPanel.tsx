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
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  AnalyticsResponse,
  AnalyticsRow,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';

const useStyles = makeStyles(
  theme => ({
    halves: {
      display: 'grid',
      gap: theme.spacing(2, 4),
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 280px), 1fr))',
    },
  }),
  { name: 'AiCreditsMonth' },
);

function amountOf(row: AnalyticsRow, measure: string): bigint {
  return parseCredits(row[measure] ?? '0', measure);
}

function Figures({ answer }: { answer: AnalyticsResponse }) {
  const classes = useStyles();
  const { t, formats } = useText();
  const labelOf = useValueLabels();
  const { rows, totals } = answer;
  const used = amountOf(totals, 'credits');
  const plan = amountOf(totals, 'freeCredits');
  const average = totals.creditsPerRequest;
  return (
    <div className={classes.halves}>
      <Facts
        items={[
          { label: t('month.used'), value: <Amount value={used} /> },
          {
            label: t('month.plan'),
            note: t('month.planNote'),
            value: <Amount value={plan} />,
          },
          {
            label: t('month.additional'),
            note: t('month.additionalNote'),
            value: <Amount value={used - plan} />,
          },
          {
            label: t('month.requests'),
            value: formats.count(Number(totals.requests ?? 0)),
          },
          {
            label: t('month.average'),
            value:
              average === undefined ? '–' : <Amount value={String(average)} />,
          },
        ]}
      />
      {rows.length > 0 && (
        <DataTable
          label={t('month.title')}
          columns={[
            {
              id: 'tier',
              title: t('month.tier'),
              render: row => labelOf('tier', String(row.tier ?? '')),
            },
            {
              id: 'credits',
              title: t('month.credits'),
              numeric: true,
              render: row => <Amount value={amountOf(row, 'credits')} />,
            },
            {
              id: 'share',
              title: t('month.share'),
              numeric: true,
              render: row =>
                used > 0n
                  ? formats.share(
                      Number(amountOf(row, 'credits')) / Number(used),
                    )
                  : '–',
            },
          ]}
          rows={rows}
          rowKey={row => String(row.tier ?? '')}
        />
      )}
    </div>
  );
}

/** Where this month's credits came from, what a request cost, and which tier of models took them. */
export function MonthPanel(props: {
  answer: AnalyticsResponse | undefined;
  error: unknown;
  onRetry: () => void;
  /** Unit, month and whose usage it is. */
  hint: string;
}) {
  const { t } = useText();
  const { answer } = props;
  return (
    <Panel title={t('month.title')} hint={props.hint}>
      {!answer && Boolean(props.error) && (
        <ErrorState error={props.error} onRetry={props.onRetry} />
      )}
      {!answer && !props.error && <Skeleton variant="rect" height={200} />}
      {answer && <Figures answer={answer} />}
    </Panel>
  );
}
