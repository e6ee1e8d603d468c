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

import Typography from '@material-ui/core/Typography';
import { ReportBlock, ReportStat } from 'backstage-plugin-ai-credits-common';
import { Facts } from '../../../components/Facts';
import { BarsBlock } from './BarsBlock';
import { Card } from './Card';
import { Drawing, titleOf } from './context';
import { RankingBlock } from './RankingBlock';
import { TableBlock } from './TableBlock';

/** A figure as cards and lists write it, with all decimals in its title. */
export function figureOf(
  drawing: Drawing,
  { format, unit, value }: ReportStat,
): { text: string; exact: string } {
  if (format === 'entity') {
    const title = titleOf(drawing, String(value));
    return { text: title, exact: title };
  }
  const { contents, writing } = drawing;
  if (format === 'instant') {
    const text = writing.minute(String(value), contents.timeZone);
    return { text, exact: text };
  }
  return {
    text: writing.figure(value, format, unit),
    exact: writing.cell(value, format),
  };
}

/** A part of a section, drawn by what it is. */
export function Block(props: {
  block: ReportBlock;
  drawing: Drawing;
  /** The title of the section. */
  heading: string;
}) {
  const { block, drawing, heading } = props;
  switch (block.type) {
    case 'text':
      return <Typography variant="body2">{block.text}</Typography>;
    case 'facts':
      return (
        <Card heading={heading}>
          <Facts
            items={block.facts.map(fact => {
              const { exact, text } = figureOf(drawing, fact);
              return {
                label: fact.label,
                note: fact.note,
                value: text,
                title: exact,
              };
            })}
          />
        </Card>
      );
    case 'table':
      return <TableBlock {...props} block={block} />;
    case 'bars':
      return <BarsBlock {...props} block={block} />;
    case 'ranking':
      return <RankingBlock {...props} block={block} />;
    default:
      // Made by a newer server; what this page knows is still readable.
      return null;
  }
}
