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
import { Ranking } from '../../../charts/Ranking';
import { Card } from './Card';
import { Drawing, titleOf } from './context';

/** Horizontal bars, most first. */
export function RankingBlock(props: {
  block: Extract<ReportBlock, { type: 'ranking' }>;
  drawing: Drawing;
  /** The title of the section. */
  heading: string;
}) {
  const { block, drawing } = props;
  const { writing } = drawing;
  const most = Math.max(...block.items.map(({ value }) => Number(value)), 0);
  return (
    <Card title={block.title} heading={props.heading} hint={block.unit}>
      <Ranking
        items={block.items.map((item, index) => ({
          id: `${index} ${item.name}`,
          label:
            block.names === 'entity' && !item.rest
              ? titleOf(drawing, item.name)
              : item.name,
          value: writing.cell(item.value, block.format),
          share:
            item.share === undefined ? '' : writing.cell(item.share, 'percent'),
          part: most > 0 ? Number(item.value) / most : 0,
        }))}
      />
    </Card>
  );
}
