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
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { RiFlashlightLine, RiHourglassLine } from '@remixicon/react';
import {
  compileRateCard,
  quote,
  RateCard,
} from 'backstage-plugin-ai-credits-common';
import { ReactNode, useMemo } from 'react';
import { DataColumn, DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { Panel } from '../../components/Panel';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { figureColumns, OnlyButton } from './columns';
import { Performance } from './figures';
import { MOST_ROWS } from './questions';
import { PerformanceData } from './usePerformance';

const HEIGHT = 560;

const useStyles = makeStyles(
  theme => ({
    name: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
    muted: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
    mark: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
    },
    notice: { marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsModelTable' },
);

const nothing = {
  requests: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  images: 0,
  units: 0,
};

/** The multiplier and tier that the rate card in force has for a model. */
function usePricing(card: RateCard | undefined) {
  const compiled = useMemo(() => card && compileRateCard(card), [card]);
  return (model: string) =>
    compiled && model
      ? quote(compiled, { model, quantities: nothing, status: 'success' })
      : undefined;
}

/** Every model with what tells it from the others; the fastest and the slowest are marked. */
export function ModelTable(props: {
  data: PerformanceData;
  onOnly: (model: string) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const labelOf = useValueLabels();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { compared, models, rateCard } = props.data;
  const pricing = usePricing(rateCard);
  const figures = figureColumns(t, formats);

  const mark = (row: Performance): ReactNode => {
    if (row === compared?.fastest) {
      return (
        <span className={classes.mark}>
          <RiFlashlightLine size={16} aria-hidden />
          {t('perf.fastest')}
        </span>
      );
    }
    return row === compared?.slowest ? (
      <span className={classes.mark}>
        <RiHourglassLine size={16} aria-hidden />
        {t('perf.slowest')}
      </span>
    ) : null;
  };

  const columns: DataColumn<Performance>[] = [
    {
      id: 'model',
      title: t('perf.model'),
      sortBy: row => labelOf('model', row.name),
      render: row => {
        const name = labelOf('model', row.name);
        const price = pricing(row.name);
        return (
          <>
            <span className={classes.name}>
              <span>
                {name}{' '}
                {price && (
                  <span className={classes.muted}>
                    {formats.creditsExact(price.multiplier)}×
                  </span>
                )}
              </span>
              {!narrow && (
                <OnlyButton
                  name={t('perf.only', { name })}
                  onClick={() => props.onOnly(row.name)}
                />
              )}
            </span>
            {mark(row)}
          </>
        );
      },
    },
    {
      id: 'tier',
      title: t('perf.tier'),
      sortBy: row => Number(pricing(row.name)?.multiplier ?? NaN) || undefined,
      render: row => {
        switch (pricing(row.name)?.tier) {
          case 'premium':
            return t('help.tierPremium');
          case 'standard':
            return t('help.tierStandard');
          case 'economy':
            return t('help.tierEconomy');
          default:
            return '–';
        }
      },
    },
    figures.average,
    figures.p50,
    figures.p95,
    figures.success,
    figures.perRequest,
    figures.rating,
    figures.requests,
  ];
  const shown = narrow
    ? columns.filter(({ id }) => id === 'model' || id === 'average')
    : columns;

  return (
    <Panel
      title={t('perf.models')}
      hint={[
        t('perf.modelsHint'),
        props.data.narrowed && t('overview.narrowed'),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {!compared && Boolean(models.error) && (
        <ErrorState error={models.error} onRetry={models.refetch} />
      )}
      {!compared && !models.error && <Skeleton variant="rect" height={320} />}
      {compared?.rows.length === 0 && (
        <Typography color="textSecondary">{t('chart.empty')}</Typography>
      )}
      {compared && compared.rows.length > 0 && (
        <>
          <DataTable
            label={t('perf.models')}
            columns={shown}
            rows={compared.rows}
            rowKey={row => row.name}
            initialSort={{ column: 'requests', direction: 'desc' }}
            maxHeight={HEIGHT}
          />
          <Typography
            variant="body2"
            color="textSecondary"
            className={classes.notice}
          >
            {t('perf.feedback')}
            {models.data?.truncated &&
              ` ${t('perf.truncated', {
                number: formats.count(MOST_ROWS),
              })}`}
          </Typography>
        </>
      )}
    </Panel>
  );
}
