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
  ReportFormats,
  ReportStat,
} from 'backstage-plugin-ai-credits-common';
import type { Content } from 'pdfmake/interfaces';
import { ReportWords } from '../../contents/words';
import { ChartPen } from './charts';
import { runsOf } from './letters';

/** Points between the margins of A4. */
export const WIDTH = 499;
/** Points between columns. */
export const GUTTER = 22;
/** Words without a place to break that are longer than this are broken anywhere. */
const LONG_WORD = 28;

/** What a document is set with, besides its contents. */
export interface Setting {
  /** The name of a second font, where one is configured. */
  otherFont?: string;
}

/** What every part of a document is set with. */
export interface Press extends Setting {
  contents: ReportContents;
  words: ReportWords;
  formats: ReportFormats;
  pen: ChartPen;
}

/** Text in the fonts that can write it; long words may break anywhere. */
export function written(press: Press, text: string): Content {
  const long = text.split(/\s/).some(word => word.length > LONG_WORD);
  const runs = runsOf(text, press.otherFont);
  return {
    text: runs.length === 1 && runs[0].font === undefined ? runs[0].text : runs,
    ...(long ? { wordBreak: 'break-all' as const } : {}),
  } as Content;
}

export function styled(
  press: Press,
  text: string,
  more: Record<string, unknown>,
): Content {
  return { ...(written(press, text) as object), ...more } as unknown as Content;
}

export function figure({ formats }: Press, stat: ReportStat): string {
  return formats.figure(stat.value, stat.format, stat.unit);
}

export function rule(
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
