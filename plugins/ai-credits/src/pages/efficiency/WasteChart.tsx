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
  MicroCredits,
  parseCredits,
  WasteResponse,
  WasteRule,
} from 'backstage-plugin-ai-credits-common';
import { ChartFrame } from '../../charts/ChartFrame';
import { ChartTooltip } from '../../charts/ChartTooltip';
import { StackedBars } from '../../charts/lazy';
import { useColours } from '../../charts/useColours';
import { useCreditStack } from '../../charts/useCreditStack';
import { chartNumber } from '../../data/format';
import { periodTexts } from '../../data/periodTexts';
import { mondayOf, periodsOf } from '../../data/ranges';
import { useText } from '../../translations';
import { useInsightsText } from '../../translations/insights';
import { EfficiencyData } from './useEfficiencyPage';

const HEIGHT = 220;
/** Past so many days each bar is a week. */
const MOST_DAYS = 62;

const rules: readonly WasteRule[] = [
  'regeneration',
  'rejected',
  'unused',
  'failed',
];
// Colours are given out by name; a kind of waste keeps its own.
const names = [...rules];

function amountsOf(
  days: WasteResponse['days'],
  rule: WasteRule,
  periods: readonly string[],
  periodOf: (day: string) => string,
): MicroCredits[] {
  const sums = new Map<string, MicroCredits>();
  for (const { day, rules: credits } of days) {
    const period = periodOf(day);
    sums.set(period, (sums.get(period) ?? 0n) + parseCredits(credits[rule]));
  }
  return periods.map(period => sums.get(period) ?? 0n);
}

/** Waste over time, each event once. */
export function WasteChart(props: {
  data: EfficiencyData;
  onOpen: (rule: WasteRule) => void;
}) {
  const { t, formats } = useInsightsText();
  const common = useText();
  const colours = useColours('waste', names);
  const { range, timeZone, waste } = props.data;
  const granularity = range.days > MOST_DAYS ? 'week' : 'day';
  const texts = periodTexts(common.t, formats, granularity, timeZone);
  const periods = periodsOf(range, granularity, Date.now());
  const answer = waste.data;
  const stack = useCreditStack(
    rules
      .map(rule => ({
        id: rule,
        label: t(`efficiency.rule.${rule}`),
        colour: colours.of(rule),
        amounts: answer
          ? amountsOf(answer.days, rule, periods, day =>
              granularity === 'week' ? mondayOf(day) : day,
            )
          : [],
      }))
      .filter(({ amounts }) => amounts.some(amount => amount > 0n)),
  );

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!answer) {
    status = waste.error ? 'error' : 'loading';
  } else if (!stack.series.length) {
    status = 'empty';
  }
  const title = t('efficiency.overTime');

  return (
    <ChartFrame
      title={title}
      hint={[common.t('chart.creditsUnit'), texts.title, timeZone].join(' · ')}
      height={HEIGHT}
      status={status}
      error={waste.error}
      onRetry={waste.refetch}
      fileName="waste"
      timeZone={timeZone}
      legend={stack.legend}
      onToggle={stack.toggle}
      table={{
        columns: [{ title: texts.title }, ...stack.columns],
        rows: periods.map((period, at) => ({
          key: period,
          cells: [
            { text: texts.long(period), value: period },
            ...stack.cellsAt(at),
          ],
        })),
      }}
    >
      {() => (
        <StackedBars
          title={title}
          height={HEIGHT}
          periods={periods}
          ticks={texts.ticks?.(periods)}
          parts={stack.visible.map(({ id, colour, amounts }) => ({
            id,
            colour,
            values: amounts.map(chartNumber),
            onClick: () => props.onOpen(id),
          }))}
          formatPeriod={texts.short}
          formatValue={formats.creditsShort}
          renderTooltip={at => (
            <ChartTooltip
              title={texts.long(periods[at])}
              {...stack.tooltipAt(at)}
            />
          )}
        />
      )}
    </ChartFrame>
  );
}
