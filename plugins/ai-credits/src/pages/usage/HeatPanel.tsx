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

import useMediaQuery from '@material-ui/core/useMediaQuery';
import { alpha, useTheme } from '@material-ui/core/styles';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { ChartFrame } from '../../charts/ChartFrame';
import { HeatMap } from '../../charts/HeatMap';
import { HEAT_STEPS, heatOpacities } from '../../charts/heatScale';
import { chartNumber } from '../../data/format';
import { weekdayNames } from '../../data/periodTexts';
import { useText } from '../../translations';
import { hoursText } from './hoursText';
import { HeatCell } from './patterns';

/** Seven rows, the axis and the legend. */
const HEIGHT = 250;

/** Credits by weekday and hour of the day. */
export function HeatPanel(props: {
  matrix: HeatCell[][] | undefined;
  error: unknown;
  onRetry: () => void;
  timeZone: string;
}) {
  const { matrix, timeZone } = props;
  const { t, formats } = useText();
  const { breakpoints, palette } = useTheme();
  const narrow = useMediaQuery(breakpoints.down('xs'));
  const names = weekdayNames(formats.locale, 'long');
  const every = narrow ? 6 : 3;
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const values = (matrix ?? []).map(row =>
    row.map(cell => chartNumber(cell.credits)),
  );
  const most = Math.max(...values.flat(), 0);

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!matrix) {
    status = props.error ? 'error' : 'loading';
  } else if (most <= 0) {
    status = 'empty';
  }

  const title = t('usage.heat');
  const steps = [
    t('usage.less'),
    ...Array.from({ length: HEAT_STEPS }, (_, step) =>
      t('usage.upTo', {
        credits: formats.creditsShort((most * (step + 1)) / HEAT_STEPS),
      }),
    ),
  ];
  return (
    <ChartFrame
      title={title}
      hint={`${t('chart.creditsUnit')} · ${timeZone}`}
      height={HEIGHT}
      status={status}
      error={props.error}
      onRetry={props.onRetry}
      fileName="credits_by_hour"
      timeZone={timeZone}
      // For the picture; on the page the map brings its own.
      legend={steps.map((label, step) => ({
        id: label,
        label,
        colour:
          step === 0
            ? palette.action.selected
            : alpha(palette.primary.main, heatOpacities[step - 1]),
        hidden: false,
      }))}
      table={{
        columns: [
          { title: t('usage.weekday') },
          ...hours.map(hour => ({
            title: hoursText(t, formats, hour),
            numeric: true,
          })),
        ],
        rows: (matrix ?? []).map((row, weekday) => ({
          key: names[weekday],
          cells: [
            { text: names[weekday], value: names[weekday] },
            ...row.map(cell => ({
              text: formats.creditsExact(cell.credits),
              value: formatCredits(cell.credits),
            })),
          ],
        })),
      }}
    >
      {() => (
        <HeatMap
          title={title}
          values={values}
          rowNames={weekdayNames(formats.locale, 'short')}
          columnNames={hours.map(hour =>
            hour % every ? '' : String(hour).padStart(2, '0'),
          )}
          gutter={narrow ? 10 : 5}
          describe={(weekday, hour) => {
            const cell = matrix?.[weekday][hour];
            return t('usage.heatCell', {
              weekday: names[weekday],
              hours: hoursText(t, formats, hour),
              credits: formats.creditsExact(cell?.credits ?? 0n),
              requests: formats.count(cell?.requests ?? 0),
            });
          }}
          idle={t('usage.heatIdle')}
          legend={steps}
        />
      )}
    </ChartFrame>
  );
}
