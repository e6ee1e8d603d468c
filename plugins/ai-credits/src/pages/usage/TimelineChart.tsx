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
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { ChartFrame } from '../../charts/ChartFrame';
import { ChartTooltip } from '../../charts/ChartTooltip';
import { StackedAreas, StackedBars } from '../../charts/lazy';
import { OTHER, useTopStack } from '../../charts/useCreditStack';
import { chartNumber } from '../../data/format';
import { periodTexts } from '../../data/periodTexts';
import { useStoredList } from '../../data/useStored';
import { useUnusualMarks } from '../../data/useUnusualMarks';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { ShownUsage } from './useUsage';

const HEIGHT = 300;
/** Fewer points make no area. */
const LEAST_POINTS = 3;

const useStyles = makeStyles(
  theme => ({
    toggle: {
      padding: theme.spacing(0.25, 1.25),
      textTransform: 'none',
    },
    group: { marginRight: theme.spacing(1) },
  }),
  { name: 'AiCreditsTimeline' },
);

/** Credits over time: the six most used and all others, as areas or as bars. */
export function TimelineChart(props: {
  shown: ShownUsage | undefined;
  /** Whose usage is counted, if not everybody's. */
  scope?: string;
  timeZone: string;
  onOpen: (value: string) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const [[form], setForm] = useStoredList('usage-chart', ['areas']);
  const { shown, timeZone } = props;

  const dimension = shown?.question.groupBy ?? 'model';
  const granularity = shown?.question.granularity ?? 'day';
  const texts = periodTexts(t, formats, granularity, timeZone);
  const top = shown?.timeline.top ?? [];
  const labelOf = useValueLabels(top.map(item => item.name));
  const periods = shown?.timeline.periods ?? [];
  const stack = useTopStack(
    dimension,
    { top, other: shown?.timeline.other },
    name => labelOf(dimension, name),
  );
  const unusual = useUnusualMarks(
    granularity === 'day' ? periods.map(({ period }) => period) : undefined,
    timeZone,
    shown?.question.filters,
  );
  const asBars = form === 'bars' || periods.length < LEAST_POINTS;

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!shown) {
    status = 'loading';
  } else if (!stack.series.length) {
    status = 'empty';
  }

  const title = t('usage.timeline', {
    dimension: t(`dimension.${dimension}`).toLocaleLowerCase(formats.locale),
  });
  const drawing = {
    title,
    height: HEIGHT,
    periods: periods.map(({ period }) => period),
    ticks: texts.ticks?.(periods.map(({ period }) => period)),
    marks: unusual.marks,
    formatPeriod: texts.short,
    formatValue: formats.creditsShort,
    renderTooltip: (at: number) => (
      <ChartTooltip
        title={texts.long(periods[at].period)}
        {...stack.tooltipAt(at)}
      />
    ),
  };
  // The most used lies at the bottom, where its height can be read. A refund
  // may exceed what was used; nothing is drawn below zero.
  const parts = stack.visible.map(({ id, colour, amounts }) => ({
    id,
    colour,
    values: amounts.map(amount => Math.max(chartNumber(amount), 0)),
  }));

  return (
    <ChartFrame
      title={title}
      hint={[
        t('chart.creditsUnit'),
        texts.title,
        shown && timeZone,
        props.scope,
        asBars && stack.series.length > 0 && t('usage.barHint'),
      ]
        .filter(Boolean)
        .join(' · ')}
      height={HEIGHT}
      status={status}
      fileName={`credits_by_${dimension}`}
      timeZone={timeZone}
      controls={
        <ToggleButtonGroup
          exclusive
          size="small"
          className={classes.group}
          value={asBars ? 'bars' : 'areas'}
          aria-label={t('usage.drawn')}
          onChange={(_, next: string | null) => next && setForm([next])}
        >
          <ToggleButton
            value="areas"
            className={classes.toggle}
            disabled={periods.length < LEAST_POINTS}
          >
            {t('usage.areas')}
          </ToggleButton>
          <ToggleButton value="bars" className={classes.toggle}>
            {t('usage.bars')}
          </ToggleButton>
        </ToggleButtonGroup>
      }
      legend={stack.legend}
      onToggle={stack.toggle}
      notice={
        [shown?.truncated && t('chart.truncated'), unusual.notice]
          .filter(Boolean)
          .join(' ') || undefined
      }
      table={{
        columns: [
          { title: texts.title },
          ...stack.columns,
          { title: t('common.total'), numeric: true },
        ],
        rows: periods.map(({ period, credits }, at) => ({
          key: period,
          cells: [
            { text: texts.long(period), value: period },
            ...stack.cellsAt(at),
            stack.cell(credits),
          ],
        })),
      }}
    >
      {() =>
        asBars ? (
          <StackedBars
            {...drawing}
            parts={parts.map(part => ({
              ...part,
              onClick:
                part.id === OTHER ? undefined : () => props.onOpen(part.id),
            }))}
          />
        ) : (
          <StackedAreas {...drawing} parts={parts} />
        )
      }
    </ChartFrame>
  );
}
