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

import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useApi } from '@backstage/core-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  CreditSplit,
  CreditSummary,
  CreditSummaryLine,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { aiCreditsApiRef } from '../../api';
import { VisuallyHidden } from '../../charts/VisuallyHidden';
import { Amount } from '../../components/Amount';
import { DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { Panel } from '../../components/Panel';
import { addDays, addMonths, dayOf, startOfDay } from '../../data/periods';
import { countDays, RangeChoice, resolveRange } from '../../data/ranges';
import { useReportsText } from '../../translations/reports';

const useStyles = makeStyles(
  theme => ({
    bar: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2) },
    note: { marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsSummary' },
);

const presets = ['thisMonth', 'lastMonth', 'today', 'yesterday'] as const;
type Choice = (typeof presets)[number] | 'custom';

/** As in the reports; written here since pages load no schemas. */
const lines: readonly CreditSummaryLine[] = [
  'carriedIn',
  'allocated',
  'taken',
  'consumed',
  'lapsed',
  'remaining',
  'lapsing',
  'carriedOut',
];

/** Lines that are left out where they are nothing. */
const rare = new Set<CreditSummaryLine>(['taken', 'lapsed', 'lapsing']);

const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day);

/** The days and instants of a range; a month to its end, when its free credits lapse. */
function rangeOf(choice: RangeChoice, timeZone: string) {
  const { firstDay, from, lastDay, to } = resolveRange(
    choice,
    Date.now(),
    timeZone,
  );
  if (choice.preset !== 'thisMonth') {
    return { firstDay, from, lastDay, to };
  }
  const next = `${addMonths(firstDay.slice(0, 7), 1)}-01`;
  return {
    firstDay,
    from,
    lastDay: addDays(next, -1),
    to: new Date(startOfDay(next, timeZone)).toISOString(),
  };
}

/** What was allocated, used, carried forward and remains, of a day, a month or any range. */
export function SummaryPanel({ timeZone }: { timeZone: string }) {
  const classes = useStyles();
  const { t, formats } = useReportsText();
  const id = useId();
  const api = useApi(aiCreditsApiRef);
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const today = dayOf(Date.now(), timeZone);
  const [choice, setChoice] = useState<Choice>('thisMonth');
  const [firstDay, setFirstDay] = useState(addDays(today, -6));
  const [lastDay, setLastDay] = useState(today);
  const wrong =
    choice === 'custom' &&
    !(isDay(firstDay) && isDay(lastDay) && countDays(firstDay, lastDay) >= 1);
  const range = wrong
    ? undefined
    : rangeOf(
        choice === 'custom'
          ? { preset: choice, firstDay, lastDay }
          : { preset: choice },
        timeZone,
      );
  const summary = useQuery({
    queryKey: ['credit-summary', range?.from, range?.to],
    queryFn: () => api.creditSummary({ from: range!.from, to: range!.to }),
    enabled: range !== undefined,
    placeholderData: keepPreviousData,
  });

  const shown = (data: CreditSummary) => {
    const rows = lines.filter(
      line => !rare.has(line) || parseCredits(data.lines[line].total) !== 0n,
    );
    const column = (key: keyof CreditSplit) => ({
      id: key,
      title: t(`reports.summary.${key}`),
      numeric: true,
      render: (line: CreditSummaryLine) => (
        <Amount value={data.lines[line][key]} />
      ),
    });
    return (
      <>
        <DataTable
          label={t('reports.summary.title')}
          rows={rows}
          rowKey={line => line}
          columns={[
            {
              id: 'line',
              title: (
                <VisuallyHidden>{t('reports.summary.lines')}</VisuallyHidden>
              ),
              render: line => t(`reports.summary.line.${line}`),
            },
            ...(narrow
              ? []
              : [column('free'), column('purchased'), column('other')]),
            column('total'),
          ]}
        />
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.note}
        >
          {t('reports.summary.note')}
          {parseCredits(data.excess) > 0n &&
            ` ${t('reports.summary.excess', {
              credits: formats.credits(data.excess),
            })}`}
        </Typography>
      </>
    );
  };
  const date = (label: string, value: string, set: (day: string) => void) => (
    <TextField
      id={`${id}-${label}`}
      type="date"
      size="small"
      variant="outlined"
      label={label}
      value={value}
      error={wrong}
      onChange={event => set(event.target.value)}
      InputLabelProps={{ shrink: true }}
    />
  );
  return (
    <Panel
      title={t('reports.summary.title')}
      hint={
        range &&
        [
          range.firstDay === range.lastDay
            ? formats.day(range.firstDay)
            : t('reports.run.of', {
                from: formats.day(range.firstDay),
                to: formats.day(range.lastDay),
              }),
          t('reports.summary.unit'),
          timeZone,
        ].join(' · ')
      }
      actions={
        <div className={classes.bar}>
          <TextField
            select
            id={`${id}-range`}
            size="small"
            variant="outlined"
            label={t('reports.form.range')}
            value={choice}
            onChange={event => setChoice(event.target.value as Choice)}
          >
            {[...presets, 'custom' as const].map(preset => (
              <MenuItem key={preset} value={preset}>
                {t(`reports.summary.range.${preset}`)}
              </MenuItem>
            ))}
          </TextField>
          {choice === 'custom' && (
            <>
              {date(t('reports.form.from'), firstDay, setFirstDay)}
              {date(t('reports.form.to'), lastDay, setLastDay)}
            </>
          )}
        </div>
      }
    >
      {summary.isError && (
        <ErrorState error={summary.error} onRetry={summary.refetch} />
      )}
      {!summary.isError && !summary.data && (
        <Skeleton variant="rect" height={240} />
      )}
      {summary.data && shown(summary.data)}
    </Panel>
  );
}
