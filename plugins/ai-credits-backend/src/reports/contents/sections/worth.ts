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
  reportLimits,
  ReportSection,
} from 'backstage-plugin-ai-credits-common';
import { stat, titleOf, Writer } from '../writing';
import { section } from './section';

/** What accepted items are worth against what their credits cost. */
export function returnsSection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  const { returns } = facts;
  if (!returns || !returns.rows.length) {
    return [];
  }
  const money = (id: string, label: string, value: string) =>
    stat(id, label, 'money', value).map(each => ({
      ...each,
      unit: returns.currency,
    }));
  return section('roi', words.sections.roi, [
    {
      type: 'facts',
      id: 'roi',
      facts: [
        ...money('value', words.roi.value, returns.value),
        ...money('cost', words.roi.cost, returns.cost),
        ...stat('ratio', words.roi.ratio, 'change', returns.ratio),
        ...stat('accepted', words.roi.accepted, 'count', returns.acceptedItems),
      ],
    },
    {
      type: 'table',
      id: 'returns',
      title: words.roi.byWork(returns.currency),
      columns: [
        { key: 'name', title: words.roi.work, format: 'text' },
        { key: 'accepted', title: words.roi.accepted, format: 'count' },
        { key: 'value', title: words.roi.value, format: 'money' },
        { key: 'credits', title: words.columns.credits, format: 'credits' },
        { key: 'cost', title: words.roi.cost, format: 'money' },
        { key: 'ratio', title: words.roi.ratio, format: 'change' },
      ],
      rows: returns.rows.slice(0, 20).map(row => ({
        name: [row.product, row.action].filter(Boolean).join(', '),
        accepted: row.acceptedItems,
        value: row.value,
        credits: row.credits,
        cost: row.cost,
        ...(row.ratio === undefined ? {} : { ratio: row.ratio }),
      })),
    },
    { type: 'text', id: 'roiNote', text: words.roi.note[returns.basis] },
  ]);
}

/** What would save credits; only what the numbers support. */
export function adviceSection(writer: Writer): ReportSection[] {
  const { facts, formats, words } = writer;
  const { advice } = facts;
  if (!advice) {
    return [];
  }
  const open = advice.recommendations.filter(({ status }) => status === 'open');
  const name = ({ ref }: { ref: string }) => titleOf(facts.titles, ref);
  const figure = (credits: string) => formats.figure(credits, 'credits');
  const text = (each: (typeof open)[number]): string => {
    switch (each.kind) {
      case 'model-switch':
        return words.advice.modelSwitch(
          each.model,
          each.toModel,
          [each.useCase, each.action].filter(Boolean).join(', '),
        );
      case 'off-peak':
        return words.advice.offPeak(
          each.model,
          `${each.peak.fromHour}:00`,
          `${each.peak.toHour}:00`,
        );
      case 'cached-input':
        return words.advice.cachedInput(each.model, each.useCase);
      case 'idle-allocation':
        return words.advice.idle(
          figure(each.movable),
          name(each.scope),
          name(each.toScope),
        );
      default:
        return each satisfies never;
    }
  };
  return section('recommendations', words.sections.recommendations, [
    {
      type: 'table',
      id: 'recommendations',
      title: words.sections.recommendations,
      columns: [
        { key: 'what', title: words.advice.what, format: 'text' },
        { key: 'low', title: words.advice.low, format: 'credits' },
        { key: 'high', title: words.advice.high, format: 'credits' },
      ],
      rows: open.slice(0, reportLimits.rows).map(each => ({
        what: text(each),
        ...('saving' in each
          ? { low: each.saving.low, high: each.saving.high }
          : {}),
      })),
      empty: words.advice.none,
    },
    ...(open.length
      ? [
          {
            type: 'text' as const,
            id: 'potential',
            text: words.advice.potential(
              figure(advice.potential.low),
              figure(advice.potential.high),
            ),
          },
        ]
      : []),
  ]);
}
