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
  wasteDimensions,
  wasteRules,
} from 'backstage-plugin-ai-credits-common';
import { wasteFor } from '../http';
import { asCaller, peopleOf } from './asCaller';
import {
  asOfField,
  creditsField,
  filtersField,
  rangeFields,
  UNITS,
  VISIBLE,
  wholeField,
  zoneField,
} from './fields';
import { readRange } from './ranges';
import { ActionOptions, Zod } from './types';

/** Names in each list of the worst. */
const TOP = { standard: 3, most: 20 };

/** What was wasted. */
export function createListWasteAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;
  const { config, now } = context;
  actionsRegistry.register({
    name: 'list-waste',
    title: 'List AI credits waste',
    description: `
Tells how many AI credits were wasted, by which rule, and who and what wasted most of them.

Use it for "how much do we waste?", "why are so many credits lost?", "where should we begin?". For advice that saves credits use \`list-savings\`.

- \`failed\`: calls that failed and were charged all the same.
- \`regeneration\`: third and later attempts at the same item and action.
- \`rejected\`: what was generated and rejected.
- \`unused\`: what was generated and has had no outcome for \`unusedAfterDays\` days.

\`wasted\` counts each event once, under the first rule that finds it (\`counted\`); \`credits\` of a rule is all that it finds by itself, so these must not be added
up. \`suggestion\` is the one name that holds most of what a rule found. \`before\` is as long a stretch just before.

${VISIBLE} ${UNITS}

## Filters

- \`range\` names the time (default last30Days), or \`from\` and \`to\`; at most 400 days.
- \`filters\` narrow usage; "me" stands for the caller in \`user\`.

## Examples

- What was wasted lately: no input is needed.
- What my team wasted last month: \`{ "range": "lastMonth", "filters": { "team": ["group:default/payments"] } }\`
`,
    attributes: { destructive: false, idempotent: true, readOnly: true },
    schema: {
      input: z =>
        z
          .object({
            ...rangeFields(z, 'Defaults to last30Days.'),
            filters: filtersField(z),
            top: wholeField(
              z,
              0,
              TOP.most,
              `Names in each list of the worst, 0 to ${TOP.most}. Defaults to ${TOP.standard}.`,
            ),
          })
          .strict(),
      output: z =>
        z.object({
          from: z.string().describe('Beginning of the range, inclusive.'),
          to: z.string().describe('End of the range, exclusive.'),
          credits: creditsField(z, 'All that was used in the range.'),
          wasted: creditsField(z, 'What at least one rule found, once each.'),
          share: share(z, 'wasted of credits.'),
          events: z.number().describe('Events that at least one rule found.'),
          before: z
            .object({
              from: z.string().describe('Its beginning.'),
              to: z.string().describe('Its end.'),
              credits: creditsField(z, 'Used then.'),
              wasted: creditsField(z, 'Wasted then.'),
              share: share(z, 'wasted of credits then.'),
            })
            .describe('As long a stretch just before.'),
          unusedAfterDays: z
            .number()
            .describe(
              'Days without an outcome after which something is unused.',
            ),
          rules: z
            .array(
              z.object({
                rule: z.enum(wasteRules).describe('The rule.'),
                credits: creditsField(z, 'All that it finds by itself.'),
                counted: creditsField(z, 'What of it counts in wasted.'),
                events: z.number().describe('Events that it finds.'),
                items: z.number().describe('Items that these worked on.'),
                share: share(z, 'credits of all that was used.'),
                before: creditsField(z, 'credits in the stretch before.'),
                suggestion: z
                  .object({
                    dimension: z
                      .enum(wasteDimensions)
                      .describe('What the name is of.'),
                    ...part(z),
                  })
                  .optional()
                  .describe('Where to begin.'),
                worst: z
                  .record(z.array(z.object(part(z))))
                  .describe(
                    'Names with most of it, by user, team, useCase, action, product and model.',
                  ),
                worstItems: z
                  .array(
                    z.object({
                      ...part(z),
                      action: z.string().describe('What was done to it.'),
                      attempts: z.number().describe('How often.'),
                    }),
                  )
                  .describe('Items with most of it.'),
              }),
            )
            .describe(
              'What each rule found, in the order in which they count.',
            ),
          asOf: asOfField(z),
          timeZone: zoneField(z),
        }),
    },
    examples: [
      { title: 'How much was wasted in the last 30 days?', input: {} },
      {
        title: 'What did the team Payments waste last month?',
        input: {
          range: 'lastMonth',
          filters: { team: ['group:default/payments'] },
        },
      },
    ],
    action: async ({ credentials, input }) =>
      asCaller(credentials, context, async caller => {
        const { filters, top = TOP.standard, ...asked } = input;
        const { from, to = new Date(now()).toISOString() } = readRange(
          asked,
          now(),
          config.account.timeZone,
          'last30Days',
        );
        const { days, rules, ...answer } = await wasteFor(
          caller,
          {
            from,
            to,
            ...filters,
            user: peopleOf(filters?.user, caller, 'filters.user'),
          },
          context,
        );
        return {
          ...answer,
          rules: rules.map(({ worst, worstItems, ...rule }) => ({
            ...rule,
            worst: Object.fromEntries(
              Object.entries(worst).map(([dimension, parts]) => [
                dimension,
                parts.slice(0, top),
              ]),
            ),
            worstItems: worstItems.slice(0, top),
          })),
        };
      }),
  });
}

function share(z: Zod, text: string) {
  return z
    .number()
    .optional()
    .describe(`${text} 0 to 1; absent where nothing was used.`);
}

function part(z: Zod) {
  return {
    name: z.string().describe('The name; empty where events name none.'),
    credits: creditsField(z, 'What it wasted.'),
    events: z.number().describe('Events.'),
    share: z.number().describe('Of all that the rule found, 0 to 1.'),
  };
}
