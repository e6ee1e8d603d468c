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

import { ReportBlock } from 'backstage-plugin-ai-credits-common';
import { ChartFrame } from '../../../charts/ChartFrame';
import { ChartTooltip } from '../../../charts/ChartTooltip';
import { StackedBars } from '../../../charts/lazy';
import { useColours } from '../../../charts/useColours';
import { useHidden } from '../../../charts/useHidden';
import { useReportsText } from '../../../translations/reports';
import { Drawing, titleOf } from './context';
import { stepsOf } from './writing';

const HEIGHT = 260;

/** Parts over time, as the document draws them. */
export function BarsBlock(props: {
  block: Extract<ReportBlock, { type: 'bars' }>;
  drawing: Drawing;
}) {
  const { t } = useReportsText();
  const { hidden, toggle } = useHidden();
  const { block, drawing } = props;
  const { contents, writing } = drawing;
  const steps = stepsOf(block.periods);
  const named = block.series.filter(({ rest }) => !rest);
  const colours = useColours(
    // A model keeps its colour on every page.
    'model',
    named.map(({ name }) => name),
  );
  const series = block.series.map(each => ({
    ...each,
    id: each.rest ? '\ue000rest' : each.name,
    label: titleOf(drawing, each.name),
    colour: each.rest ? colours.other : colours.of(each.name),
  }));
  const shown = series.filter(({ id }) => !hidden.has(id));
  const long = (at: number) => writing.periodLong(block.periods[at], steps);
  const empty = series.every(({ values }) =>
    values.every(value => Number(value) === 0),
  );
  return (
    <ChartFrame
      title={block.title}
      hint={`${block.unit} · ${contents.timeZone}`}
      height={HEIGHT}
      status={empty ? 'empty' : 'ready'}
      fileName={`report_${block.id}`}
      timeZone={contents.timeZone}
      legend={
        series.length > 1
          ? series.map(({ id, label, colour }) => ({
              id,
              label,
              colour,
              hidden: hidden.has(id),
            }))
          : undefined
      }
      onToggle={toggle}
      table={{
        columns: [
          { title: t('reports.period') },
          ...series.map(({ label }) => ({ title: label, numeric: true })),
        ],
        rows: block.periods.map((period, at) => ({
          key: period,
          cells: [
            { text: long(at), value: period },
            ...series.map(({ values }) => ({
              text: writing.cell(values[at], block.format),
              value: String(values[at]),
            })),
          ],
        })),
      }}
    >
      {() => (
        <StackedBars
          title={block.title}
          height={HEIGHT}
          periods={block.periods}
          parts={shown.map(({ id, colour, values }) => ({
            id,
            colour,
            // A refund may exceed what was used; nothing is drawn below zero.
            values: values.map(value => Math.max(Number(value), 0)),
          }))}
          formatPeriod={period => writing.periodShort(period, steps)}
          formatValue={writing.short}
          renderTooltip={at => (
            <ChartTooltip
              title={long(at)}
              lines={shown
                .filter(({ values }) => Number(values[at]) !== 0)
                .map(({ id, label, colour, values }) => ({
                  id,
                  label,
                  colour,
                  value: writing.cell(values[at], block.format),
                }))}
            />
          )}
        />
      )}
    </ChartFrame>
  );
}
