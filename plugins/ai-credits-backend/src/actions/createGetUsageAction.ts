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
  granularitySchema,
  groupBySchema,
  measures,
} from 'backstage-plugin-ai-credits-common';
import { analyticsFor } from '../http';
import { asCaller, peopleOf } from './asCaller';
import {
  asOfField,
  filtersField,
  rangeFields,
  UNITS,
  VISIBLE,
  wholeField,
  wordField,
  wordsField,
  zoneField,
} from './fields';
import { readRange } from './ranges';
import { ActionOptions } from './types';

/** Rows of an answer: what an assistant can read. */
const ROWS = { standard: 50, most: 1_000 };

const groups = groupBySchema.options;

/** Questions about usage. */
export function createGetUsageAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;
  const { config, now } = context;
  actionsRegistry.register({
    name: 'get-usage',
    title: 'Get AI credits usage',
    description: `
Answers questions about what AI was used and what it cost: by person, team, department, service, project, product, action, use case, provider,
model, tier, time of day or weekday, as sums over a range or by hour, day, week or month.

Use it for "how much did we use last month?", "which models cost most?", "what did my team spend by day?". For single charges use
\`list-transactions\`, for what is left \`get-balance\` and \`get-budget-status\`.

${VISIBLE} ${UNITS}

## Filters

- \`range\` names the time (default last30Days), or \`from\` and \`to\`.
- \`filters\` narrow usage, such as \`{ "team": ["group:default/payments"], "status": ["failed"] }\`; "me" stands for the caller in \`user\`.
- \`groupBy\` parts the answer by up to 4 things; \`granularity\` parts it by time, in the field \`period\` of each row. A group that usage names
  nothing for is an empty text.
- \`measures\` are the figures of each row (default credits and requests). Latencies are milliseconds, rates are between 0 and 1. A figure without a
  value, such as an average of nothing, is absent.

## Size of the answer

At most \`limit\` rows (default ${ROWS.standard}, at most ${ROWS.most}) come back, the greatest first unless \`orderBy\` says otherwise; by time, the earliest first.
\`totals\` are of the whole range, whatever the limit. There are no pages: where \`truncated\` is true, ask for more rows, group by less, or narrow the range or
filters.

## Examples

- The five most expensive models of this month: \`{ "range": "thisMonth", "groupBy": ["model"], "limit": 5 }\`
- My own usage by day in the last week: \`{ "range": "last7Days", "granularity": "day", "filters": { "user": ["me"] } }\`
- The slowest models of October: \`{ "from": "2026-10-01", "to": "2026-11-01", "groupBy": ["model"], "measures": ["p95LatencyMs", "requests"] }\`
`,
    attributes: { destructive: false, idempotent: true, readOnly: true },
    schema: {
      input: z =>
        z
          .object({
            ...rangeFields(z, 'Defaults to last30Days.'),
            granularity: wordField(z, granularitySchema.options)
              .optional()
              .describe(
                'Parts the answer by time; a sum over all of it if absent.',
              ),
            groupBy: wordsField(
              z,
              groups,
              4,
              'Parts the answer by up to 4 of these; weekday is 1 for Monday to 7, hourOfDay 0 to 23.',
            ),
            measures: wordsField(
              z,
              measures,
              measures.length,
              'The figures of each row. Defaults to credits and requests.',
            ),
            filters: filtersField(z),
            orderBy: z
              .enum([...measures, ...groups, 'period'])
              .optional()
              .describe(
                'Orders rows by one of the asked measures, groups or period. Defaults to the first measure, or to period where there is a granularity.',
              ),
            direction: z
              .enum(['asc', 'desc'])
              .optional()
              .describe('Defaults to desc, and to asc for period.'),
            limit: wholeField(
              z,
              1,
              ROWS.most,
              `Rows at most, 1 to ${ROWS.most}. Defaults to ${ROWS.standard}.`,
            ),
          })
          .strict(),
      output: z =>
        z.object({
          from: z.string().describe('Beginning of the range, inclusive.'),
          to: z.string().describe('End of the range, exclusive.'),
          rows: z
            .array(z.record(z.union([z.string(), z.number()])))
            .describe(
              'A row each: its groups, its period where there is a granularity, and its measures.',
            ),
          totals: z
            .record(z.union([z.string(), z.number()]))
            .describe('The measures over the whole range, before limit.'),
          truncated: z.boolean().describe('More rows matched than limit.'),
          narrowed: z
            .boolean()
            .describe(
              'Usage that fits may be missing, since the caller sees only a part of all usage.',
            ),
          asOf: asOfField(z),
          timeZone: zoneField(z),
        }),
    },
    examples: [
      {
        title: 'Which models cost most in this month?',
        input: { range: 'thisMonth', groupBy: ['model'], limit: 2 },
        output: {
          from: '2026-10-31T17:00:00.000Z',
          to: '2026-11-20T17:00:00.000Z',
          rows: [
            { model: 'gpt-4o', credits: '412.25', requests: 1630 },
            { model: 'claude-sonnet-4', credits: '120', requests: 96 },
          ],
          totals: { credits: '687.5', requests: 2410 },
          truncated: true,
          narrowed: false,
          asOf: '2026-11-20T14:00:00.000Z',
          timeZone: 'Asia/Jakarta',
        },
      },
      {
        title: 'What did I use, by day?',
        input: {
          range: 'last7Days',
          granularity: 'day',
          filters: { user: ['me'] },
        },
      },
      {
        title: 'How often do calls of the checkout service fail?',
        input: {
          measures: ['requests', 'failed', 'successRate'],
          filters: { service: ['component:default/checkout'] },
        },
      },
    ],
    action: async ({ credentials, input }) =>
      asCaller(credentials, context, async caller => {
        const { direction, filters = {}, granularity, groupBy = [] } = input;
        const asked = input.measures ?? ['credits', 'requests'];
        const { from, to = new Date(now()).toISOString() } = readRange(
          input,
          now(),
          config.account.timeZone,
          'last30Days',
        );
        const { source, ...answer } = await analyticsFor(
          caller,
          {
            from,
            to,
            ...(granularity ? { granularity } : {}),
            groupBy,
            measures: asked,
            filters: {
              ...filters,
              ...(filters.user && {
                user: peopleOf(filters.user, caller, 'filters.user'),
              }),
            },
            orderBy: input.orderBy
              ? [
                  [
                    input.orderBy,
                    direction ?? (input.orderBy === 'period' ? 'asc' : 'desc'),
                  ],
                ]
              : [
                  ...(granularity ? [['period', direction ?? 'asc']] : []),
                  [asked[0], granularity ? 'desc' : direction ?? 'desc'],
                ],
            limit: input.limit ?? ROWS.standard,
          },
          context,
        );
        return { from: from!, to, ...answer };
      }),
  });
}
