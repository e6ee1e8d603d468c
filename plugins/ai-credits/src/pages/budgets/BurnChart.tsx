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

import { useTheme } from '@material-ui/core/styles';
import {
  BudgetDetail,
  ForecastResponse,
} from 'backstage-plugin-ai-credits-common';
import { ChartFrame } from '../../charts/ChartFrame';
import { ChartTooltip } from '../../charts/ChartTooltip';
import { Lines } from '../../charts/lazy';
import { categoryColours } from '../../charts/palette';
import { useHidden } from '../../charts/useHidden';
import { expectedByDay } from '../../data/forecast';
import { useText } from '../../translations';
import { useInsightsText } from '../../translations/insights';
import { burnLines } from './figures';

const HEIGHT = 260;

/** What was used up to each day against the allocation, and where it goes: as the forecast expects, or at this pace where there is none. */
export function BurnChart(props: {
  budget: BudgetDetail;
  forecast: ForecastResponse | undefined;
}) {
  const { budget, forecast } = props;
  const { t, formats } = useText();
  const { t: ti } = useInsightsText();
  const { palette } = useTheme();
  const { slots } = categoryColours(palette.type);
  const { hidden, toggle } = useHidden();
  const { days, used, projected, allocation } = burnLines(budget);
  const dayUse = new Map(budget.daily.map(item => [item.day, item]));
  const expected = expectedByDay(forecast, days, 'total');
  const foretold = expected.some(point => point !== undefined);
  const lines = [
    {
      id: 'used',
      label: t('budgets.cumulative'),
      colour: slots[0],
      values: used,
    },
    {
      id: 'projected',
      label: foretold ? ti('forecast.expected') : t('budgets.projection'),
      colour: slots[0],
      dashed: true,
      values: foretold ? expected.map(point => point?.expected) : projected,
    },
    {
      id: 'allocation',
      label: t('budgets.allocation'),
      colour: palette.text.secondary,
      values: days.map(() => allocation),
    },
  ];
  const shown = lines.filter(({ id }) => !hidden.has(id));
  /** What is known is written exactly; what is expected is no such number. */
  const text = (id: string, at: number): string => {
    const value = lines.find(line => line.id === id)?.values[at];
    if (value === undefined) {
      return '–';
    }
    if (id === 'used') {
      return formats.creditsExact(dayUse.get(days[at])?.cumulative ?? '0');
    }
    return id === 'allocation'
      ? formats.creditsExact(budget.credits)
      : formats.credits(value.toFixed(2));
  };
  const rangeLabel = ti('forecast.band', {
    level: formats.share(forecast?.level ?? 0),
  });
  const rangeText = (at: number): string => {
    const range = expected[at]?.range;
    return range
      ? range.map(end => formats.credits(end.toFixed(2))).join(' – ')
      : '–';
  };
  return (
    <ChartFrame
      title={t('budgets.burn')}
      hint={t('budgets.burnHint', {
        first: formats.day(days[0]),
        timeZone: budget.timeZone,
      })}
      height={HEIGHT}
      status="ready"
      fileName="budget"
      timeZone={budget.timeZone}
      legend={lines.map(({ id, label, colour }) => ({
        id,
        label,
        colour,
        hidden: hidden.has(id),
      }))}
      onToggle={toggle}
      table={{
        columns: [
          { title: t('budgets.dayColumn') },
          { title: t('budgets.thatDay'), numeric: true },
          ...lines.map(({ label }) => ({ title: label, numeric: true })),
          ...(foretold ? [{ title: rangeLabel, numeric: true }] : []),
        ],
        rows: days.map((day, at) => {
          const credits = dayUse.get(day)?.credits;
          return {
            key: day,
            cells: [
              { text: formats.dayLong(day), value: day },
              {
                text:
                  credits === undefined ? '–' : formats.creditsExact(credits),
                value: credits ?? '',
              },
              ...lines.map(({ id, values }) => ({
                text: text(id, at),
                value: values[at] === undefined ? '' : String(values[at]),
              })),
              ...(foretold
                ? [
                    {
                      text: rangeText(at),
                      value: expected[at]?.range.join(' – ') ?? '',
                    },
                  ]
                : []),
            ],
          };
        }),
      }}
    >
      {() => (
        <Lines
          title={t('budgets.burn')}
          height={HEIGHT}
          periods={days}
          lines={shown}
          range={
            foretold && !hidden.has('projected')
              ? {
                  colour: slots[0],
                  values: expected.map(point => point?.range),
                }
              : undefined
          }
          formatPeriod={formats.dayShort}
          formatValue={formats.creditsShort}
          renderTooltip={at => (
            <ChartTooltip
              title={formats.dayLong(days[at])}
              lines={[
                ...shown.map(({ id, label, colour }) => ({
                  id,
                  label,
                  colour,
                  value: text(id, at),
                })),
                ...(expected[at] && !hidden.has('projected')
                  ? [{ id: 'range', label: rangeLabel, value: rangeText(at) }]
                  : []),
              ]}
            />
          )}
        />
      )}
    </ChartFrame>
  );
}
