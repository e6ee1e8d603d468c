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

import { Recommendation } from 'backstage-plugin-ai-credits-common';
import { recommendationsFor } from '../http';
import { asCaller, peopleOf } from './asCaller';
import {
  asOfField,
  creditsField,
  filtersField,
  textField,
  UNITS,
  wholeField,
  zoneField,
} from './fields';
import { readRange } from './ranges';
import { ActionOptions, Zod } from './types';

/** Recommendations of an answer: what an assistant can read. */
const PAGE = { standard: 10, most: 50 };

const statuses = ['open', 'accepted', 'dismissed'] as const;

/** What would save credits. */
export function createListSavingsAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;
  const { config, now } = context;
  actionsRegistry.register({
    name: 'list-savings',
    title: 'List AI credits savings',
    description: `
Lists advice that would save AI credits, from the organisation's own results, with the evidence behind each.

Use it for "how can we save credits?", "which model should we use for this?", "what did it really save?".

- \`model-switch\`: another model costs less for a use case and is not worse by more than a margin; \`quality\` compares both.
- \`cached-input\`: the same input is sent again and could be read from a cache.
- \`off-peak\`: calls are faster or fail less at other hours.
- \`idle-allocation\`: a budget leaves credits unused that another lacks; it moves credits and saves none.

\`saving\` is in 30 days, from low to high: give the range, and say what it rests on. Do not add up savings: \`potential\` counts each use once. \`status\` tells
whether it was accepted or dismissed, \`followUp\` what an accepted one really saved; \`current\` is false where usage no longer supports it. Accepting and
dismissing is for people, in the tab Savings of the portal.

The answer rests on the usage that the caller may see. ${UNITS}

## Filters

- \`status\` (default open), \`filters\` of usage, and \`from\` and \`to\` for the usage it rests on (default the last 90 days, at most 400).
- At most \`limit\` (default ${PAGE.standard}, at most ${PAGE.most}) come back, those that save most first; \`matching\` tells how many there are.

## Examples

- How can we save credits: no input is needed.
- What did accepted advice save: \`{ "status": "accepted" }\`
- Advice about one use case: \`{ "filters": { "useCase": ["email-writing"] } }\`
`,
    attributes: { destructive: false, idempotent: true, readOnly: true },
    schema: {
      input: z =>
        z
          .object({
            status: z
              .enum([...statuses, 'all'])
              .optional()
              .describe('Which. Defaults to open.'),
            from: textField(z, 40)
              .optional()
              .describe(
                'Beginning of the usage it rests on: a date or an RFC 3339 time. Defaults to 90 days before to.',
              ),
            to: textField(z, 40)
              .optional()
              .describe('End of it, exclusive. Defaults to now.'),
            filters: filtersField(z),
            limit: wholeField(
              z,
              1,
              PAGE.most,
              `Recommendations at most, 1 to ${PAGE.most}. Defaults to ${PAGE.standard}.`,
            ),
          })
          .strict(),
      output: z =>
        z.object({
          from: z.string().describe('Beginning of the usage it rests on.'),
          to: z.string().describe('End of it, exclusive.'),
          recommendations: z
            .array(recommendationField(z))
            .describe('Those that save most first.'),
          matching: z.number().describe('How many have the status.'),
          potential: saving(z, 'What open ones would save, each use once.'),
          saved: creditsField(
            z,
            'What accepted ones have saved for certain, as far as measured.',
          ),
          confidence: z
            .number()
            .describe(
              'Against advising a model that is worse, of all together.',
            ),
          minimumSamples: z
            .number()
            .describe('Results that each side of a comparison needs.'),
          compared: z.number().describe('Pairs of models that had enough.'),
          offPeak: z
            .enum(['recommended', 'no-difference', 'too-few'])
            .describe('Why there is advice about the time of day, or none.'),
          asOf: asOfField(z),
          timeZone: zoneField(z),
        }),
    },
    examples: [
      { title: 'How can we save credits?', input: {} },
      {
        title: 'What did accepted advice really save?',
        input: { status: 'accepted' },
      },
      {
        title: 'Is there a cheaper model for writing mail?',
        input: { filters: { useCase: ['email-writing'] } },
      },
    ],
    action: async ({ credentials, input }) =>
      asCaller(credentials, context, async caller => {
        const { filters, limit = PAGE.standard, status = 'open' } = input;
        const { recommendations, ...answer } = await recommendationsFor(
          caller,
          {
            ...readRange(
              { from: input.from, to: input.to },
              now(),
              config.account.timeZone,
            ),
            ...filters,
            user: peopleOf(filters?.user, caller, 'filters.user'),
          },
          context,
        );
        const matching = recommendations.filter(
          each => status === 'all' || each.status === status,
        );
        return {
          ...answer,
          matching: matching.length,
          recommendations: matching.slice(0, limit),
        };
      }),
  });
}

function saving(z: Zod, text: string) {
  return z
    .object({
      low: creditsField(z, 'At least.'),
      high: creditsField(z, 'At most.'),
    })
    .describe(`${text} In 30 days.`);
}

/** What all kinds have; the evidence of each kind is passed on as it is. */
function recommendationField(z: Zod) {
  const kinds = [
    'model-switch',
    'off-peak',
    'cached-input',
    'idle-allocation',
  ] as const satisfies readonly Recommendation['kind'][];
  return z
    .object({
      id: z.string().describe('Stays the same for the same advice.'),
      kind: z.enum(kinds).describe('What is advised.'),
      status: z.enum(statuses).describe('Whether it was decided on.'),
      current: z
        .boolean()
        .describe('Whether the usage of now still supports it.'),
      useCase: z.string().optional().describe('The use case.'),
      action: z.string().optional().describe('What is done.'),
      model: z.string().optional().describe('The model in use.'),
      toModel: z.string().optional().describe('The model that is advised.'),
      saving: saving(z, 'What it would save.').optional(),
      movable: creditsField(
        z,
        'Credits of each period that could move.',
      ).optional(),
      decision: z
        .object({
          status: z.enum(['accepted', 'dismissed']).describe('What.'),
          by: z.string().describe('Who.'),
          at: z.string().describe('When.'),
          reason: z.string().optional().describe('Why.'),
        })
        .optional()
        .describe('Who decided what, and why.'),
      followUp: z
        .object({
          state: z
            .enum(['early', 'measured'])
            .describe('early: too little has been used since to tell.'),
          days: z.number().describe('Days since.'),
          saved: creditsField(
            z,
            'Saved since; negative where it became dearer.',
          ).optional(),
        })
        .passthrough()
        .optional()
        .describe('What an accepted one really saved.'),
    })
    .passthrough();
}
