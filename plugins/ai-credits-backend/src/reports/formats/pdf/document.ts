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
  ReportContents,
  reportDecimalsOf,
  ReportFormats,
  reportFormatsOf,
  ReportSection,
  ReportStat,
} from 'backstage-plugin-ai-credits-common';
import type {
  Column,
  Content,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces';
import { periodTitle } from '../../contents/buildContents';
import { reportWords, ReportWords } from '../../contents/words';
import { titleOf } from '../../contents/writing';
import { barsSvg, ChartPen, colourOf, rankingSvg } from './charts';
import { ink } from './colours';
import { isBundled, runsOf } from './letters';

/** Points between the margins of A4. */
const WIDTH = 499;
const GUTTER = 22;
/** Words without a place to break that are longer than this are broken anywhere. */
const LONG_WORD = 28;

/** What a document is set with, besides its contents. */
export interface Setting {
  /** The name of a second font, where one is configured. */
  otherFont?: string;
}

interface Press extends Setting {
  contents: ReportContents;
  words: ReportWords;
  formats: ReportFormats;
  pen: ChartPen;
}

/** A document without what stands on every page. */
export interface SetDocument {
  definition: TDocumentDefinitions;
  header: { left: Content; right: Content };
  footer: Content;
}

/** Sets a report: what is in it and nothing else, in its language. */
export function documentOf(
  contents: ReportContents,
  setting: Setting = {},
): SetDocument {
  const formats = reportFormatsOf(contents.language);
  // Somebody whose name no font has is known by their ref.
  const titles = setting.otherFont
    ? contents.titles
    : Object.fromEntries(
        Object.entries(contents.titles).filter(([, title]) => isBundled(title)),
      );
  const name = (text: string, entity: boolean) =>
    entity ? titleOf(titles, text) : text;
  const press: Press = {
    ...setting,
    contents,
    formats,
    words: reportWords[contents.language],
    pen: { formats, name, ...setting },
  };
  const { words } = press;
  const period = periodTitle({ formats }, contents.firstDay, contents.lastDay);
  return {
    definition: {
      pageSize: 'A4',
      pageMargins: [48, 56, 48, 56],
      info: {
        title: `${contents.name}: ${period}`,
        author: titleOf(contents.titles, contents.owner),
        subject: `${words.kinds[contents.kind]}, ${contents.subjectTitle}`,
        creator: contents.organization,
        producer: 'AI Credits for Backstage',
        creationDate: new Date(contents.madeAt),
      },
      language: contents.language === 'id' ? 'id-ID' : 'en-GB',
      displayTitle: true,
      defaultStyle: {
        font: 'Roboto',
        fontSize: 9,
        color: ink.text,
        lineHeight: 1.15,
      },
      styles: {
        running: { fontSize: 7.5, color: ink.soft },
        kicker: {
          fontSize: 8,
          color: ink.accent,
          bold: true,
          characterSpacing: 0.4,
        },
        title: { fontSize: 24, bold: true, lineHeight: 1.05 },
        meta: { fontSize: 8.5, color: ink.soft },
        headline: { fontSize: 13.5, lineHeight: 1.25 },
        section: { fontSize: 13, bold: true },
        block: { fontSize: 9.5, bold: true },
        unit: { fontSize: 8, color: ink.soft },
        head: { fontSize: 7.5, color: ink.soft },
        label: { fontSize: 8, color: ink.soft },
        stat: { fontSize: 17, bold: true, lineHeight: 1.1 },
        note: { fontSize: 7.5, color: ink.soft },
      },
      content: [
        ...titleHead(press, period),
        ...(contents.stats.length ? [statRow(press)] : []),
        ...contents.sections.flatMap(section => sectionContent(press, section)),
      ],
    },
    header: {
      left: written(press, contents.name),
      right: written(press, `${contents.subjectTitle}, ${period}`),
    },
    footer: written(
      press,
      `${contents.organization}  ·  ${words.pdf.asOf(
        formats.minute(contents.asOf, contents.timeZone),
      )} (${contents.timeZone})`,
    ),
  };
}

/** Text in the fonts that can write it; long words may break anywhere. */
function written(press: Press, text: string): Content {
  const long = text.split(/\s/).some(word => word.length > LONG_WORD);
  const runs = runsOf(text, press.otherFont);
  return {
    text: runs.length === 1 && runs[0].font === undefined ? runs[0].text : runs,
    ...(long ? { wordBreak: 'break-all' as const } : {}),
  } as Content;
}

function styled(
  press: Press,
  text: string,
  more: Record<string, unknown>,
): Content {
  return { ...(written(press, text) as object), ...more } as unknown as Content;
}

function titleHead(press: Press, period: string): Content[] {
  const { contents, formats, words } = press;
  const facts: Array<[string, string]> = [
    [words.pdf.period, period],
    [words.pdf.madeAt, formats.minute(contents.madeAt, contents.timeZone)],
    [words.pdf.timeZone, contents.timeZone],
    [words.pdf.owner, press.pen.name(contents.owner, true)],
  ];
  return [
    styled(
      press,
      `${contents.organization}  ·  ${
        words.kinds[contents.kind]
      }`.toLocaleUpperCase(contents.language),
      { style: 'kicker', margin: [0, 0, 0, 6] },
    ),
    styled(press, contents.name, { style: 'title', margin: [0, 0, 0, 4] }),
    ...(contents.subject.kind === 'organization'
      ? []
      : [
          styled(press, contents.subjectTitle, {
            fontSize: 12,
            color: ink.soft,
            margin: [0, 0, 0, 4],
          }),
        ]),
    {
      margin: [0, 6, 0, 0],
      columns: facts.map(([name, value]) => ({
        width: '*',
        stack: [
          styled(press, name, { style: 'label' }),
          styled(press, value, { fontSize: 9 }),
        ],
      })),
      columnGap: 10,
    },
    rule(ink.accent, 1.2, [0, 10, 0, 14]),
    styled(press, contents.headline, {
      style: 'headline',
      margin: [0, 0, 0, 10],
    }),
    ...[
      ...contents.notices,
      ...(contents.scopeNote === undefined ? [] : [contents.scopeNote]),
      ...(press.otherFont === undefined && hasOtherLetters(contents)
        ? [words.pdf.letters]
        : []),
    ].map(
      (notice): Content => ({
        margin: [0, 0, 0, 8],
        table: {
          widths: ['*'],
          body: [
            [
              styled(press, notice, {
                color: ink.notice,
                fillColor: ink.noticeFill,
                margin: [6, 4, 6, 4],
              }) as TableCell,
            ],
          ],
        },
        layout: 'noBorders',
      }),
    ),
  ];
}

/** Whether names are in it that the bundled font cannot write. */
function hasOtherLetters({ name, sections }: ReportContents): boolean {
  return !isBundled(JSON.stringify([name, sections]));
}

function rule(
  colour: string,
  width: number,
  margin: [number, number, number, number],
): Content {
  return {
    margin,
    canvas: [
      {
        type: 'line',
        x1: 0,
        y1: 0,
        x2: WIDTH,
        y2: 0,
        lineWidth: width,
        lineColor: colour,
      },
    ],
  };
}

/** The figures in a row, each with its label above and what it means below. */
function statRow(press: Press): Content {
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

function figure({ formats }: Press, stat: ReportStat): string {
  return formats.figure(stat.value, stat.format, stat.unit);
}

/** What may go on over a page, and need not be moved as a whole. */
const isLong = (content: Content) =>
  typeof content === 'object' && ('table' in content || 'text' in content);

function sectionContent(press: Press, section: ReportSection): Content[] {
  const blocks: Content[] = [];
  const rankings = section.blocks.filter(
    (block): block is Extract<ReportBlock, { type: 'ranking' }> =>
      block.type === 'ranking',
  );
  for (const block of section.blocks) {
    if (block.type !== 'ranking') {
      blocks.push(...blockContent(press, section, block));
    } else if (block === rankings[0]) {
      // Beside each other: names and bars need half the page.
      for (let i = 0; i < rankings.length; i += 2) {
        blocks.push(rankingPair(press, rankings.slice(i, i + 2)));
      }
    }
  }
  const [first, ...rest] = blocks;
  const heading = styled(press, section.title, {
    style: 'section',
    margin: [0, 18, 0, 6],
  });
  // A heading stays with what it is the heading of: a chart is moved as a whole,
  // a table goes on over pages.
  return first === undefined || isLong(first)
    ? [{ stack: [heading], headlineLevel: 1 } as Content, ...blocks]
    : [{ unbreakable: true, stack: [heading, first] }, ...rest];
}

function blockContent(
  press: Press,
  section: ReportSection,
  block: Exclude<ReportBlock, { type: 'ranking' }>,
): Content[] {
  const { words } = press;
  switch (block.type) {
    case 'text':
      return [
        styled(press, block.text, {
          margin: [0, 2, 0, 6],
          color: ink.soft,
          fontSize: 8.5,
        }),
      ];
    case 'facts':
      return [factList(press, block.facts)];
    case 'bars':
      return [
        {
          unbreakable: true,
          margin: [0, 2, 0, 8],
          stack: [
            chartTitle(press, block.title, block.unit),
            {
              svg: barsSvg(block, press.pen, { width: WIDTH, height: 150 }),
              width: WIDTH,
            },
            legend(press, block),
          ],
        },
      ];
    case 'table':
      return [
        ...(block.title === section.title
          ? []
          : [
              styled(press, block.title, {
                style: 'block',
                margin: [0, block === section.blocks[0] ? 0 : 8, 0, 3],
                // The heading of the section is moved in place of its first one.
                ...(block === section.blocks[0] ? {} : { headlineLevel: 2 }),
              }),
            ]),
        block.rows.length
          ? dataTable(press, block)
          : styled(press, block.empty ?? words.emptyTable, {
              color: ink.soft,
              margin: [0, 0, 0, 6],
            }),
      ];
    default:
      return block satisfies never;
  }
}

function chartTitle(press: Press, title: string, unit: string): Content {
  return {
    margin: [0, 0, 0, 5],
    text: [
      { text: runsOf(title, press.otherFont), style: 'block' },
      { text: `  ${press.words.pdf.unit(unit)}`, style: 'unit' },
    ],
  } as Content;
}

function legend(
  press: Press,
  block: Extract<ReportBlock, { type: 'bars' }>,
): Content {
  const items = block.series.map(
    (line, i): Content => ({
      columns: [
        {
          width: 8,
          canvas: [
            {
              type: 'rect',
              x: 0,
              y: 1.5,
              w: 7,
              h: 7,
              color: colourOf(line, i),
            },
          ],
        },
        {
          width: 'auto',
          stack: [styled(press, line.name, { fontSize: 7.5 })],
        },
      ],
      columnGap: 3,
    }),
  );
  const rows: Content[] = [];
  for (let i = 0; i < items.length; i += 4) {
    rows.push({
      columns: [0, 1, 2, 3].map(k => ({
        width: '*',
        stack: items[i + k] ? [items[i + k]] : [''],
      })),
      columnGap: 8,
      margin: [0, 2, 0, 0],
    });
  }
  return { stack: rows, margin: [0, 2, 0, 0] };
}

function rankingPair(
  press: Press,
  pair: ReadonlyArray<Extract<ReportBlock, { type: 'ranking' }>>,
): Content {
  const width = (WIDTH - GUTTER) / 2;
  return {
    unbreakable: true,
    margin: [0, 2, 0, 10],
    columns: [
      ...pair.map(block => ({
        width,
        stack: [
          chartTitle(press, block.title, block.unit),
          { svg: rankingSvg(block, press.pen, width), width },
        ],
      })),
      ...(pair.length === 1 ? [{ width, text: '' }] : []),
    ],
    columnGap: GUTTER,
  };
}

/** Labels with their figures, in two columns. */
function factList(press: Press, facts: readonly ReportStat[]): Content {
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

function dataTable(
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
