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
  ReportContents,
  reportFormatsOf,
} from 'backstage-plugin-ai-credits-common';
import type {
  Content,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces';
import { periodTitle } from '../../contents/buildContents';
import { reportWords } from '../../contents/words';
import { titleOf } from '../../contents/writing';
import { ink } from './colours';
import { isBundled } from './letters';
import { Setting, Press, written, styled, rule } from './press';
import { sectionContent } from './blocks';
import { statRow } from './tables';

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
