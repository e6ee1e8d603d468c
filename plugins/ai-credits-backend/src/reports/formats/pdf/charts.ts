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
  ReportBlock,
  ReportCell,
  ReportFormats,
} from 'backstage-plugin-ai-credits-common';
import { ink, restColour, seriesColours } from './colours';
import { runsOf } from './letters';

type Bars = Extract<ReportBlock, { type: 'bars' }>;
type RankingBlock = Extract<ReportBlock, { type: 'ranking' }>;

/** What charts are drawn with. */
export interface ChartPen {
  formats: ReportFormats;
  /** How a name is written. */
  name(name: string, entity: boolean): string;
  otherFont?: string;
}

const FONT = 7.5;
/** Widths of letters differ; this is what one takes on average. */
const LETTER = 0.54;

const widthOf = (text: string, size = FONT) => text.length * size * LETTER;

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function shortened(text: string, width: number, size = FONT): string {
  const letters = Math.max(4, Math.floor(width / (size * LETTER)));
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

/** Text in SVG, each part of it in the font that can write it. */
function label(
  pen: ChartPen,
  x: number,
  y: number,
  text: string,
  options: {
    anchor?: 'start' | 'middle' | 'end';
    fill?: string;
    size?: number;
  } = {},
): string {
  const { anchor = 'start', fill = ink.soft, size = FONT } = options;
  const spans = runsOf(text.replace(/…/g, '...'), pen.otherFont)
    .map(({ font, text: part }) =>
      font === undefined
        ? escape(part)
        : `<tspan font-family="${font}">${escape(part)}</tspan>`,
    )
    .join('');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(
    1,
  )}" font-family="Roboto" font-size="${size}" fill="${fill}" text-anchor="${anchor}">${spans}</text>`;
}

/** Round steps of an axis that reach past the largest value. */
export function axisSteps(largest: number): number[] {
  if (!(largest > 0)) {
    return [0, 1];
  }
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10].map(each => each * power).find(each => each >= rough) ??
    power * 10;
  const steps: number[] = [];
  for (
    let i = 0;
    steps[steps.length - 1] === undefined || steps[steps.length - 1] < largest;
    i++
  ) {
    // Products of small numbers: what is not a number of steps is noise.
    steps.push(Number((i * step).toPrecision(12)));
  }
  return steps;
}

/** For the height of bars only: tables have the exact values. */
const height = (value: ReportCell) => Number(value);

export const colourOf = (line: { rest?: boolean }, i: number): string =>
  line.rest ? restColour : seriesColours[i % seriesColours.length];

/** Stacked bars over time. */
export function barsSvg(
  block: Bars,
  pen: ChartPen,
  size: { width: number; height: number },
): string {
  const { periods, series } = block;
  const sums = periods.map((_, i) =>
    series.reduce((sum, line) => sum + Math.max(0, height(line.values[i])), 0),
  );
  const steps = axisSteps(Math.max(0, ...sums));
  const top = steps[steps.length - 1];
  const ticks = steps.map(step => pen.formats.short(step));
  const left = Math.max(...ticks.map(tick => widthOf(tick))) + 8;
  const bottom = size.height - 24;
  // Room at the right for half of the last name under the bars.
  const plot = { width: size.width - left - 12, height: bottom - 6 };
  const y = (value: number) => bottom - (value / top) * plot.height;
  const slot = plot.width / Math.max(1, periods.length);
  const bar = Math.min(26, slot * 0.72);
  const parts: string[] = [];
  steps.forEach((step, i) => {
    parts.push(
      `<line x1="${left}" x2="${size.width}" y1="${y(step).toFixed(1)}" y2="${y(
        step,
      ).toFixed(1)}" stroke="${
        i === 0 ? ink.soft : ink.line
      }" stroke-width="0.6"/>`,
      label(pen, left - 5, y(step) + 2.6, ticks[i], { anchor: 'end' }),
    );
  });
  periods.forEach((_, p) => {
    let base = 0;
    series.forEach((line, s) => {
      const value = Math.max(0, height(line.values[p]));
      if (value > 0) {
        const from = y(base + value);
        parts.push(
          `<rect x="${(left + slot * p + (slot - bar) / 2).toFixed(
            2,
          )}" y="${from.toFixed(2)}" width="${bar.toFixed(2)}" height="${(
            y(base) - from
          ).toFixed(2)}" fill="${colourOf(line, s)}"/>`,
        );
        base += value;
      }
    });
  });
  parts.push(...periodLabels(block, pen, { left, slot, bottom }));
  return svg(size, parts);
}

/** As many names of periods as fit beside each other. */
function periodLabels(
  { periods }: Bars,
  pen: ChartPen,
  at: { left: number; slot: number; bottom: number },
): string[] {
  const names = periods.map(period => periodLabel(period, pen.formats));
  const widest = Math.max(...names.map(([name]) => widthOf(name))) + 6;
  const every = Math.max(1, Math.ceil(widest / at.slot));
  return names.flatMap(([name, under], i) => {
    const x = at.left + at.slot * (i + 0.5);
    return i % every === 0
      ? [
          label(pen, x, at.bottom + 10, name, { anchor: 'middle' }),
          ...(under
            ? [label(pen, x, at.bottom + 19, under, { anchor: 'middle' })]
            : []),
        ]
      : [];
  });
}

function periodLabel(
  period: string,
  formats: ReportFormats,
): [name: string, under?: string] {
  if (period.includes('T')) {
    return [period.slice(11, 13)];
  }
  return period.length === 7
    ? [formats.month(`${period}-01`)]
    : [formats.dayShort(period), formats.weekday(period)];
}

/** Horizontal bars with their values and shares. */
export function rankingSvg(
  block: RankingBlock,
  pen: ChartPen,
  width: number,
): string {
  const row = 17;
  const values = block.items.map(({ share, value }) => {
    const written = pen.formats.figure(value, block.format);
    return share === undefined
      ? written
      : `${written} · ${pen.formats.figure(share, 'percent')}`;
  });
  const right = Math.max(0, ...values.map(text => widthOf(text))) + 6;
  const left = width * 0.34;
  const plot = width - left - right;
  const largest = Math.max(...block.items.map(({ value }) => height(value)));
  const parts = block.items.flatMap((item, i) => {
    const y = i * row;
    const bar = largest > 0 ? (height(item.value) / largest) * plot : 0;
    return [
      label(
        pen,
        0,
        y + 11,
        shortened(
          pen.name(item.name, block.names === 'entity' && !item.rest),
          left - 6,
        ),
        { fill: ink.text },
      ),
      `<rect x="${left.toFixed(1)}" y="${y + 3}" width="${Math.max(
        0.5,
        bar,
      ).toFixed(1)}" height="${row - 6}" fill="${
        item.rest ? restColour : seriesColours[0]
      }"/>`,
      label(pen, left + bar + 5, y + 11, values[i], { fill: ink.text }),
    ];
  });
  return svg({ width, height: block.items.length * row + 2 }, parts);
}

function svg(
  { width, height: tall }: { width: number; height: number },
  parts: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}">${parts.join(
    '',
  )}</svg>`;
}
