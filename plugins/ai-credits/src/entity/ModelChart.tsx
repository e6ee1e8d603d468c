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

import { ChartFrame } from '../charts/ChartFrame';
import { ChartTooltip } from '../charts/ChartTooltip';
import { StackedBars } from '../charts/lazy';
import { CATEGORY_COUNT } from '../charts/palette';
import { useTopStack } from '../charts/useCreditStack';
import { chartNumber } from '../data/format';
import { topSeries } from '../data/usage';
import { useValueLabels } from '../data/useValueLabels';
import { useText } from '../translations';
import { useEntityText } from '../translations/entity';
import { EntityUsage } from './useEntityUsage';

const HEIGHT = 280;

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
  const { days: answer, timeZone, usage } = props.data;
  const days = usage?.days ?? [];
  const stack = useTopStack(
    'model',
    topSeries(
      (usage?.models ?? []).filter(({ total }) => total > 0n),
      CATEGORY_COUNT,
    ),
    name => labelOf('model', name),
  );
  const title = te('entity.bars');

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!usage) {
    status = props.data.error ? 'error' : 'loading';
  } else if (stack.series.length === 0) {
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
      legend={stack.legend}
      onToggle={stack.toggle}
      notice={props.notice}
      table={{
        columns: [
          { title: t('chart.day') },
          ...stack.columns,
          { title: t('common.total'), numeric: true },
        ],
        rows: days.map((day, at) => ({
          key: day.period,
          cells: [
            { text: formats.day(day.period), value: day.period },
            ...stack.cellsAt(at),
            stack.cell(day.credits),
          ],
        })),
      }}
    >
      {() => (
        <StackedBars
          title={title}
          height={HEIGHT}
          periods={days.map(({ period }) => period)}
          parts={stack.visible.map(({ id, colour, amounts }) => ({
            id,
            colour,
            values: amounts.map(chartNumber),
          }))}
          formatPeriod={formats.dayShort}
          formatValue={formats.creditsShort}
          renderTooltip={at => (
            <ChartTooltip
              title={formats.dayLong(days[at].period)}
              {...stack.tooltipAt(at)}
            />
          )}
        />
      )}
    </ChartFrame>
  );
}
