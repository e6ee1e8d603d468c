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
import { DAY_MS } from '../../../ledger/calendar';
import { titleOf, Writer } from '../writing';

/** A section of the blocks that have anything in them; none where none have. */
export function section(
  id: string,
  title: string,
  blocks: readonly (ReportBlock | undefined)[],
): ReportSection[] {
  const present = blocks.filter(
    (block): block is ReportBlock =>
      block !== undefined &&
      !(block.type === 'facts' && !block.facts.length) &&
      !(block.type === 'ranking' && !block.items.length),
  );
  return present.length ? [{ id, title, blocks: present }] : [];
}

/** The average of the days of the range that have begun. */
export function averageADay({ facts }: Writer, credits: bigint): bigint {
  const days = Math.max(
    1,
    Math.ceil(
      (Math.min(facts.range.to, facts.now) - facts.range.from) / DAY_MS - 0.05,
    ),
  );
  return credits / BigInt(days);
}

/** The subject in words. */
export function subjectTitle({ facts, words }: Writer): string {
  const { subject } = facts;
  return subject.kind === 'organization'
    ? facts.organization
    : `${words.subjects[subject.kind]} ${titleOf(facts.titles, subject.ref)}`;
}
