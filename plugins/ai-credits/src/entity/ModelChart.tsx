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

import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { ChartFrame } from '../charts/ChartFrame';
import { ChartTooltip } from '../charts/ChartTooltip';
import { StackedBars } from '../charts/lazy';
import { CATEGORY_COUNT } from '../charts/palette';
import { useColours } from '../charts/useColours';
import { chartNumber } from '../data/format';
import { topSeries } from '../data/usage';
import { useValueLabels } from '../data/useValueLabels';
import { useText } from '../translations';
import { useEntityText } from '../translations/entity';
import { EntityUsage } from './useEntityUsage';

const HEIGHT = 280;
/** No model is called that: the first character is for private use. */
const OTHER = '\ue000other';

/** A bar for each of the last 30 days, stacked by model: the six most used and all others. */
export function ModelChart(props: {
  data: EntityUsage;
  /** What is counted, such as that groups below are. */
  notes: (string | undefined)[];
  notice: string | undefined;
}) {
  const { t, formats } = useText();
  const { t: te } = useEntityText();
  const labelOf = useValueLabels();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { days: answer, timeZone, usage } = props.data;
  const days = usage?.days ?? [];
  const { top, other } = topSeries(
    (usage?.models ?? []).filter(({ total }) => total > 0n),
    CATEGORY_COUNT,
  );
  const colours = useColours(
    'model',
    top.map(({ name }) => name),
  );
  const series = [
    ...top.map(item => ({
      id: item.name,
      label: labelOf('model', item.name),
      colour: colours.of(item.name),
      item,
    })),
    ...(other
      ? [
          {
            id: OTHER,
            label: t('common.other', { number: formats.count(other.members) }),
            colour: colours.other,
            item: other,
          },
        ]
      : []),
  ];
  const shown = series.filter(({ id }) => !hidden.has(id));
  const title = te('entity.bars');

  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) {
      next.add(id);
    }
    setHidden(next);
  };

  const tooltip = (at: number) => {
    const total = shown.reduce((sum, { item }) => sum + item.amounts[at], 0n);
    return (
      <ChartTooltip
        title={formats.dayLong(days[at].period)}
        lines={shown
          .filter(({ item }) => item.amounts[at] > 0n)
          .map(({ id, label, colour, item }) => ({
            id,
            label,
            colour,
            value: formats.creditsExact(item.amounts[at]),
            share: formats.share(
              Number(item.amounts[at]) / Number(total || 1n),
            ),
          }))}
        total={{
          id: 'total',
          label: t('common.total'),
          value: formats.creditsExact(total),
        }}
      />
    );
  };

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!usage) {
    status = props.data.error ? 'error' : 'loading';
  } else if (series.length === 0) {
    status = 'empty';
  }
  return (
    <ChartFrame
      title={title}
      hint={[
        t('chart.creditsUnit'),
        te('entity.last30'),
        ...props.notes,
        t('chart.zone', { timeZone }),
      ]
        .filter(Boolean)
        .join(' · ')}
      height={HEIGHT}
      status={status}
      error={props.data.error}
      onRetry={() => {
        props.data.retry();
        answer.refetch();
      }}
      fileName="credits_by_model"
      timeZone={timeZone}
      legend={series.map(({ id, label, colour }) => ({
        id,
        label,
        colour,
        hidden: hidden.has(id),
      }))}
      onToggle={toggle}
      notice={props.notice}
      table={{
        columns: [
          { title: t('chart.day') },
          ...series.map(({ label }) => ({ title: label, numeric: true })),
          { title: t('common.total'), numeric: true },
        ],
        rows: days.map((day, at) => ({
          key: day.period,
          cells: [
            { text: formats.day(day.period), value: day.period },
            ...series.map(({ item }) => ({
              text: formats.creditsExact(item.amounts[at]),
              value: formatCredits(item.amounts[at]),
            })),
            {
              text: formats.creditsExact(day.credits),
              value: formatCredits(day.credits),
            },
          ],
        })),
      }}
    >
      {() => (
        <StackedBars
          title={title}
          height={HEIGHT}
          periods={days.map(({ period }) => period)}
          parts={shown.map(({ id, colour, item }) => ({
            id,
            colour,
            values: item.amounts.map(chartNumber),
          }))}
          formatPeriod={formats.dayShort}
          formatValue={formats.creditsShort}
          renderTooltip={tooltip}
        />
      )}
    </ChartFrame>
  );
}
