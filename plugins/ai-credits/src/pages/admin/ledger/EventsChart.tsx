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

import { LedgerHealthResponse } from 'backstage-plugin-ai-credits-common';
import { ChartFrame } from '../../../charts/ChartFrame';
import { ChartTooltip } from '../../../charts/ChartTooltip';
import { StackedBars } from '../../../charts/lazy';
import { useColours } from '../../../charts/useColours';
import { useHidden } from '../../../charts/useHidden';
import { useAdminText } from '../../../translations/admin';

const HEIGHT = 240;

const kinds = [
  'flagged',
  'refused',
  'duplicates',
  'conflicts',
  'invalid',
] as const;

/** What was sent and not charged, or charged by an unknown name, day by day. */
export function EventsChart({ health }: { health: LedgerHealthResponse }) {
  const { t, formats } = useAdminText();
  const { hidden, toggle } = useHidden();
  const colours = useColours('ledger-event', [...kinds]);
  const { days, timeZone } = health;
  const series = kinds.map(kind => ({
    id: kind,
    label: t(`ledger.${kind}`),
    colour: colours.of(kind),
    values: days.map(day => day[kind]),
  }));
  const sumOf = (values: number[]) => values.reduce((sum, n) => sum + n, 0);
  const visible = series.filter(({ id }) => !hidden.has(id));
  const idle = series.every(({ values }) => sumOf(values) === 0);
  const title = t('ledger.events');
  return (
    <ChartFrame
      title={title}
      hint={t('ledger.eventsHint', { timeZone })}
      height={HEIGHT}
      status="ready"
      fileName="ledger_events"
      timeZone={timeZone}
      legend={series.map(({ colour, id, label, values }) => ({
        id,
        label: `${label} ${formats.count(sumOf(values))}`,
        colour,
        hidden: hidden.has(id),
      }))}
      onToggle={toggle}
      notice={t(idle ? 'ledger.eventsNone' : 'ledger.explain')}
      table={{
        columns: [
          { title: t('ledger.when') },
          ...series.map(({ label }) => ({ title: label, numeric: true })),
        ],
        rows: days.map(({ day }, at) => ({
          key: day,
          cells: [
            { text: formats.day(day), value: day },
            ...series.map(({ values }) => ({
              text: formats.count(values[at]),
              value: String(values[at]),
            })),
          ],
        })),
      }}
    >
      {() => (
        <StackedBars
          title={title}
          height={HEIGHT}
          periods={days.map(({ day }) => day)}
          parts={visible}
          formatPeriod={day => formats.dayShort(day)}
          formatValue={formats.creditsShort}
          renderTooltip={at => (
            <ChartTooltip
              title={formats.dayLong(days[at].day)}
              lines={visible.map(({ colour, id, label, values }) => ({
                id,
                label,
                colour,
                value: formats.count(values[at]),
              }))}
            />
          )}
        />
      )}
    </ChartFrame>
  );
}
