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

import { ReportBlock, ReportSection } from 'backstage-plugin-ai-credits-common';
import type { Content } from 'pdfmake/interfaces';
import { barsSvg, colourOf, rankingSvg } from './charts';
import { ink } from './colours';
import { runsOf } from './letters';
import { GUTTER, Press, styled, WIDTH } from './press';
import { dataTable, factList } from './tables';

/** What may go on over a page, and need not be moved as a whole. */
const isLong = (content: Content) =>
  typeof content === 'object' && ('table' in content || 'text' in content);

/** A section: its title, and its blocks one after the other. */
export function sectionContent(
  press: Press,
  section: ReportSection,
): Content[] {
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
