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
  formatCredits,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';
import { useText } from '../translations';
import { LegendItem } from './Legend';
import { ChartTable } from './table';
import { TooltipLine } from './ChartTooltip';
import { useColours } from './useColours';
import { useHidden } from './useHidden';

/** Of the series of all others; no value is called that: the first character is for private use. */
export const OTHER = '\ue000other';

/** Credits of one part of a stack, one amount for each period. */
export interface CreditSeries<Id extends string = string> {
  id: Id;
  label: string;
  colour: string;
  amounts: readonly MicroCredits[];
}

type Cell = ChartTable['rows'][number]['cells'][number];

/** Series with what chart, legend, tooltip and table show of them. */
export interface CreditStack<Id extends string> {
  series: CreditSeries<Id>[];
  /** Those that the reader did not take out. */
  visible: CreditSeries<Id>[];
  legend: LegendItem[];
  hidden: ReadonlySet<string>;
  toggle: (id: string) => void;
  /** What the visible ones have in a period, and their sum. */
  tooltipAt(at: number): { lines: TooltipLine[]; total: TooltipLine };
  columns: ChartTable['columns'];
  /** A cell for each series, whether it is visible or not. */
  cellsAt(at: number): Cell[];
  /** A cell of credits, exact. */
  cell(credits: MicroCredits): Cell;
}

/** What is common to charts of credits that are stacked over time. */
export function useCreditStack<Id extends string>(
  series: CreditSeries<Id>[],
): CreditStack<Id> {
  const { t, formats } = useText();
  const { hidden, toggle } = useHidden();
  const visible = series.filter(({ id }) => !hidden.has(id));
  const cell = (credits: MicroCredits) => ({
    text: formats.creditsExact(credits),
    value: formatCredits(credits),
  });
  return {
    series,
    visible,
    legend: series.map(({ id, label, colour }) => ({
      id,
      label,
      colour,
      hidden: hidden.has(id),
    })),
    hidden,
    toggle,
    tooltipAt: at => {
      const total = visible.reduce((sum, item) => sum + item.amounts[at], 0n);
      return {
        lines: visible
          .filter(({ amounts }) => amounts[at] !== 0n)
          .map(({ id, label, colour, amounts }) => ({
            id,
            label,
            colour,
            value: formats.creditsExact(amounts[at]),
            share:
              total > 0n
                ? formats.share(Number(amounts[at]) / Number(total))
                : undefined,
          })),
        total: {
          id: 'total',
          label: t('common.total'),
          value: formats.creditsExact(total),
        },
      };
    },
    columns: series.map(({ label }) => ({ title: label, numeric: true })),
    cellsAt: at => series.map(({ amounts }) => cell(amounts[at])),
    cell,
  };
}

/** The most used values of a dimension, and all others together, as a stack. */
export function useTopStack(
  dimension: string,
  parts: {
    top: readonly { name: string; amounts: MicroCredits[] }[];
    other?: { members: number; amounts: MicroCredits[] };
  },
  labelOf: (name: string) => string,
): CreditStack<string> {
  const { t, formats } = useText();
  const { top, other } = parts;
  const colours = useColours(
    dimension,
    top.map(({ name }) => name),
  );
  return useCreditStack([
    ...top.map(({ name, amounts }) => ({
      id: name,
      label: labelOf(name),
      colour: colours.of(name),
      amounts,
    })),
    ...(other
      ? [
          {
            id: OTHER,
            label: t('common.other', { number: formats.count(other.members) }),
            colour: colours.other,
            amounts: other.amounts,
          },
        ]
      : []),
  ]);
}
