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
  isReportFigure,
  ReportBlock,
  ReportCell,
  ReportColumn,
  reportDecimalsOf,
  ReportStat,
} from 'backstage-plugin-ai-credits-common';
import type { Column, Content, TableCell } from 'pdfmake/interfaces';
import { ink } from './colours';
import { figure, GUTTER, Press, styled } from './press';

/** The figures in a row, each with its label above and what it means below. */
export function statRow(press: Press): Content {
  const { contents } = press;
  return {
    margin: [0, 4, 0, 6],
    table: {
      widths: contents.stats.map(() => '*'),
      body: [
        contents.stats.map(
          (stat): TableCell => ({
            stack: [
              styled(press, stat.label, { style: 'label' }),
              styled(press, figure(press, stat), { style: 'stat' }),
              ...(stat.note
                ? [styled(press, stat.note, { style: 'note' })]
                : []),
            ],
            margin: [0, 8, 0, 6],
          }),
        ),
      ],
    },
    layout: 'stats',
  };
}

/** Labels with their figures, in two columns. */
export function factList(press: Press, facts: readonly ReportStat[]): Content {
  const half = Math.ceil(facts.length / 2);
  const column = (list: readonly ReportStat[]): Column => ({
    width: '*',
    table: {
      widths: ['auto', '*'],
      body: list.length
        ? list.map(fact => [
            styled(press, fact.label, { color: ink.soft }) as TableCell,
            styled(
              press,
              fact.note
                ? `${figure(press, fact)} (${fact.note})`
                : figure(press, fact),
              { alignment: 'right' },
            ) as TableCell,
          ])
        : [['', '']],
    },
    layout: 'facts',
  });
  return {
    unbreakable: true,
    margin: [0, 2, 0, 8],
    stack: [
      {
        columns: [column(facts.slice(0, half)), column(facts.slice(half))],
        columnGap: GUTTER,
      },
    ],
  };
}

export function dataTable(
  press: Press,
  block: Extract<ReportBlock, { type: 'table' }>,
): Content {
  const { formats, pen } = press;
  const { columns, rows, total } = block;
  const all = total ? [...rows, total] : rows;
  const decimals = columns.map(column => reportDecimalsOf(column, all));
  const isWord = ({ format }: ReportColumn) => !isReportFigure(format);
  const cell = (
    row: Record<string, ReportCell>,
    column: ReportColumn,
    i: number,
    more: Record<string, unknown> = {},
  ): TableCell => {
    const value = row[column.key];
    const text =
      column.format === 'entity' || column.format === 'text'
        ? pen.name(
            String(value ?? ''),
            column.format === 'entity' && row !== total,
          )
        : formats.cell(value, column.format, decimals[i]);
    return styled(press, text, {
      ...more,
      ...(isWord(column) ? {} : { alignment: 'right', noWrap: true }),
    }) as TableCell;
  };
  return {
    margin: [0, 2, 0, 10],
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map((column, i) =>
        i === 0 || (isWord(column) && columns.length < 4) ? '*' : 'auto',
      ),
      body: [
        columns.map(
          (column, i) =>
            styled(press, column.title, {
              style: 'head',
              alignment: i === 0 || isWord(column) ? 'left' : 'right',
            }) as TableCell,
        ),
        ...rows.map(row => columns.map((column, i) => cell(row, column, i))),
        ...(total
          ? [columns.map((column, i) => cell(total, column, i, { bold: true }))]
          : []),
      ],
    },
    layout: 'rows',
  };
}
