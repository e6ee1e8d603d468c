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

import { forecastFor } from '../http';
import { asCaller, scopeOf } from './asCaller';
import {
  asOfField,
  creditsField,
  flagField,
  intervalField,
  scopeField,
  UNITS,
  zoneField,
} from './fields';
import { ActionOptions } from './types';

/** How long credits last. */
export function createGetForecastAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;
  actionsRegistry.register({
    name: 'get-forecast',
    title: 'Get AI credits forecast',
    description: `
Tells how long AI credits will last: of the whole organisation, of one budget, or of one team, department, person, project, service, product or model.

Use it for "when do we run out?", "will my team stay within its budget?", "when should we buy, and how much?".

- \`pace\` is the plain burn rate, the mean of the last 7 full days, and the date on which it uses up what is \`left\`.
- \`runsOut\` is what the forecast itself expects, with the ends of its interval; a date that is absent is more than a year ahead.
- \`endOfPeriod\` is the expected use at the end of the period, with its interval; \`projected\` the same by the pace of the period so far.
- Be honest about it: where \`enough\` is false, say that there is not enough data (\`reason.message\`) and give the pace only. Give the range, not just
  the middle, and \`pastError\` for how far the same method was off in the past. \`level\` is the part of cases that intervals are meant to hold.

${UNITS} Dates are days in the account's time zone.

## Scope

\`scope\` is \`account\` (default: the whole organisation), \`me\` for the caller, the id of a budget from \`get-budget-status\`, or a kind and a name:
\`team:group:default/payments\`, \`department:group:default/digital-commerce\`, \`user:user:default/jo.example\`, \`project:system:default/shop\`,
\`service:component:default/checkout\`, \`product:AI Assistant\`, \`model:gpt-4o\`. What the caller may not see is refused.

## Examples

- When does the organisation run out: no input is needed.
- Will Payments stay within its budget: \`{ "scope": "team:group:default/payments" }\`
- Day by day, to draw it: \`{ "days": true }\`
`,
    attributes: { destructive: false, idempotent: true, readOnly: true },
    schema: {
      input: z =>
        z
          .object({
            scope: scopeField(
              z,
              'What to forecast: account, me, the id of a budget, or kind and name such as "team:group:default/payments". Defaults to account.',
            ),
            days: flagField(
              z,
              'Whether to tell every past and expected day as well, which makes the answer long. Defaults to false.',
            ),
          })
          .strict(),
      output: z => {
        const day = (text: string) =>
          z.string().describe(`${text} A date such as 2026-11-20.`);
        return z.object({
          scope: z
            .object({
              kind: z.string().describe('account, or a kind of scope.'),
              ref: z
                .string()
                .optional()
                .describe('Entity ref or name; absent for the account.'),
            })
            .describe('What the forecast is about.'),
          budget: z
            .object({
              id: z.string().describe('Its id.'),
              credits: creditsField(z, 'Its limit in this period.'),
              status: z
                .enum(['on-track', 'at-risk', 'exceeded'])
                .describe('Whether it lasts at the pace so far.'),
            })
            .optional()
            .describe('The budget of the scope; absent where it has none.'),
          period: z
            .object({
              kind: z.string().describe('day, week, month, quarter or year.'),
              start: z.string().describe('RFC 3339.'),
              end: z.string().describe('RFC 3339, exclusive: the next reset.'),
              daysLeft: z.number().describe('Days left, today included.'),
            })
            .describe('The present period.'),
          today: day('The present day.'),
          usedToday: creditsField(z, 'Used today so far.'),
          used: creditsField(z, 'Used in the period so far.'),
          left: creditsField(
            z,
            'What is left to use. Absent where nothing limits the scope.',
          ).optional(),
          projected: creditsField(
            z,
            "Use at the end of the period at the period's pace so far.",
          ),
          pace: z
            .object({
              days: z.number().describe('Full days that the mean is of.'),
              perDay: creditsField(z, 'Used by day in them.'),
              runsOutOn: day('When that uses up what is left.').optional(),
            })
            .describe('The burn rate of the last full days.'),
          enough: z
            .boolean()
            .describe('Whether there is enough history for a forecast.'),
          reason: z
            .object({
              days: z.number().describe('Days of history there are.'),
              needed: z.number().describe('Days that are needed.'),
              message: z.string().describe('In words.'),
            })
            .optional()
            .describe('Why there is no forecast.'),
          method: z
            .object({
              id: z.string().describe('The method that did best here.'),
              parts: z
                .array(
                  z.object({
                    id: z.string().describe('A method.'),
                    weight: z.number().describe('Its part of the mean.'),
                  }),
                )
                .describe('What it is a mean of.'),
            })
            .optional()
            .describe('How it was forecast.'),
          pastError: z
            .object({
              origins: z
                .number()
                .describe('Past days on which the same forecast was tried.'),
              perDay: creditsField(z, 'How far off it was by day, on average.'),
              relative: z
                .number()
                .optional()
                .describe('The same against an average day: 0.1 is 10 %.'),
              scaled: z
                .number()
                .optional()
                .describe('Against repeating last week: below 1 is better.'),
              coverage: z
                .object({
                  days: z.number().describe('Part of days within.'),
                  sums: z.number().describe('Part of sums of days within.'),
                })
                .describe('How often the interval held what came, 0 to 1.'),
            })
            .optional()
            .describe(
              'How the method did in the past, on days it had not seen.',
            ),
          level: z
            .number()
            .describe('Part of cases that intervals are meant to hold: 0.8.'),
          endOfPeriod: intervalField(
            z,
            'Expected use at the end of the period.',
          ).optional(),
          runsOut: z
            .object({
              on: day('As likely before as after.').optional(),
              earliest: day('Early end of the interval.').optional(),
              latest: day('Late end of the interval.').optional(),
            })
            .optional()
            .describe('When what is left is used up, as expected.'),
          chanceOfRunningOut: z
            .number()
            .optional()
            .describe('Of using up what is left in this period, 0 to 1.'),
          account: z
            .object({
              available: creditsField(z, 'What can be spent now.'),
              free: creditsField(z, 'Of it, what is left of the allowance.'),
              lapsing: intervalField(
                z,
                'Of the allowance, what will lapse unused at the end of the month.',
              ),
              chanceOfRefusal: z
                .number()
                .describe(
                  'Of requests being refused before the next allowance, 0 to 1.',
                ),
              purchase: z
                .object({
                  by: day('The latest day to be on the safe side.'),
                  credits: creditsField(z, 'What to purchase.'),
                  pack: z
                    .object({
                      id: z.string().describe('Id of the pack.'),
                      title: z.string().describe('Its name.'),
                      quantity: z.number().describe('How many of it.'),
                      credits: creditsField(z, 'What they hold together.'),
                    })
                    .optional()
                    .describe('The pack that covers it best.'),
                })
                .optional()
                .describe(
                  'What to purchase so that credits last to the end of the next period; absent when they do.',
                ),
            })
            .optional()
            .describe('Of the account only.'),
          history: z
            .array(
              z.object({
                day: day('A day.'),
                credits: creditsField(z, 'Used.'),
              }),
            )
            .optional()
            .describe(
              'Full days that the forecast is made from, oldest first.',
            ),
          days: z
            .array(
              z.object({
                day: day('A day, today first.'),
                expected: creditsField(z, 'Expected on the day.'),
                lower: creditsField(z, 'Lower end.'),
                upper: creditsField(z, 'Upper end.'),
                total: intervalField(
                  z,
                  'Used in the period up to and including the day.',
                ),
              }),
            )
            .optional()
            .describe('Days to the end of the period.'),
          asOf: asOfField(z),
          timeZone: zoneField(z),
        });
      },
    },
    examples: [
      { title: 'When does the organisation run out of credits?', input: {} },
      {
        title: 'Will the team Payments stay within its budget?',
        input: { scope: 'team:group:default/payments' },
      },
      { title: 'How long do my own credits last?', input: { scope: 'me' } },
    ],
    action: async ({ credentials, input }) =>
      asCaller(credentials, context, async caller => {
        const { days, history, ...answer } = await forecastFor(
          caller,
          { scope: scopeOf(input.scope ?? 'account', caller) },
          context,
        );
        return input.days ? { ...answer, days, history } : answer;
      }),
  });
}
