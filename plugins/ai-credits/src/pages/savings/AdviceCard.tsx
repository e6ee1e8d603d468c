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
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  ComparedQuality,
  Recommendation,
} from 'backstage-plugin-ai-credits-common';
import { useId } from 'react';
import { DataColumn, DataTable } from '../../components/DataTable';
import { useInsightsText } from '../../translations/insights';
import { AdviceTexts } from './useAdviceTexts';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      minWidth: 0,
      padding: theme.spacing(2),
    },
    title: {
      fontSize: theme.typography.subtitle1.fontSize,
      fontWeight: 700,
      lineHeight: 1.5,
      margin: 0,
      overflowWrap: 'anywhere',
    },
    saving: {
      margin: theme.spacing(1, 0),
      fontFamily: theme.typography.fontFamily,
      fontSize: '1.125rem',
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
    },
    evidence: {
      ...theme.typography.body2,
      margin: theme.spacing(0, 0, 1),
      paddingLeft: theme.spacing(2.5),
      fontVariantNumeric: 'tabular-nums',
    },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: 'auto',
      paddingTop: theme.spacing(1.5),
    },
  }),
  { name: 'AiCreditsAdvice' },
);

/** One recommendation: from what to what, what it saves, what speaks for it. */
export function AdviceCard(props: {
  recommendation: Recommendation;
  texts: AdviceTexts;
  /** Absent where the reader may not decide. */
  onDecide?: (status: 'accepted' | 'dismissed') => void;
}) {
  const classes = useStyles();
  const { t } = useInsightsText();
  const id = useId();
  const { onDecide, recommendation, texts } = props;
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby={id}
      className={classes.root}
    >
      <Typography id={id} component="h3" className={classes.title}>
        {texts.title}
      </Typography>
      {texts.scope && (
        <Typography variant="body2" color="textSecondary">
          {texts.scope}
        </Typography>
      )}
      <div className={classes.saving}>{texts.saving}</div>
      <ul className={classes.evidence} aria-label={t('savings.evidence')}>
        {texts.evidence.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {recommendation.kind === 'model-switch' && (
        <Quality rows={recommendation.quality} />
      )}
      {onDecide && (
        <div className={classes.actions}>
          <Button
            variant="outlined"
            color="primary"
            size="small"
            onClick={() => onDecide('accepted')}
          >
            {t('savings.accept')}
          </Button>
          <Button size="small" onClick={() => onDecide('dismissed')}>
            {t('savings.dismiss')}
          </Button>
        </div>
      )}
    </Paper>
  );
}

function Quality({ rows }: { rows: ComparedQuality[] }) {
  const { t, formats } = useInsightsText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const percent = new Intl.NumberFormat(formats.locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const rating = new Intl.NumberFormat(formats.locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const value = (row: ComparedQuality, number: number) =>
    row.measure === 'rating' ? rating.format(number) : percent.format(number);
  const columns: DataColumn<ComparedQuality>[] = [
    {
      id: 'measure',
      title: t('savings.measure'),
      render: row => t(`savings.quality.${row.measure}`),
    },
    {
      id: 'values',
      title: t('savings.what'),
      numeric: true,
      render: row =>
        `${value(row, row.from.value)} → ${value(row, row.to.value)}`,
    },
    {
      id: 'worse',
      title: t('savings.atMostWorse'),
      numeric: true,
      render: row =>
        row.atMostWorse > 0
          ? `${value(row, row.atMostWorse)} / ${value(row, row.margin)}`
          : t('savings.better'),
    },
    {
      id: 'samples',
      title: t('savings.samplesColumn'),
      numeric: true,
      render: row =>
        `${formats.count(row.from.samples)} / ${formats.count(row.to.samples)}`,
    },
  ];
  return (
    <DataTable
      label={t('savings.measure')}
      columns={
        narrow
          ? columns.filter(({ id }) => id === 'measure' || id === 'values')
          : columns
      }
      rows={rows}
      rowKey={row => row.measure}
    />
  );
}
