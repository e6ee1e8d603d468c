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
  aiCreditsBalanceReadPermission,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { balanceFor } from '../http';
import { asCaller } from './asCaller';
import { asOfField, creditsField, UNITS, zoneField } from './fields';
import { ActionOptions } from './types';

/** What there is to spend. */
export function createGetBalanceAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;
  actionsRegistry.register({
    name: 'get-balance',
    title: 'Get AI credits balance',
    description: `
Tells how many AI credits the organisation can still spend, of which kind they are, and when the monthly allowance starts again.

Use it for "how many credits are left?", "are we running low?", "when do credits reset?". For the limit of one team or person use
\`get-budget-status\`, and for how long the credits will last \`get-forecast\`: a high balance does not mean that a team may use it.

- \`available\` is what can be spent now: free, purchased and other credits, less what is held.
- \`excess\` is what may be used beyond that in this month, counted apart.
- \`low\` is true when \`available\` is below the threshold at which the organisation wants to be told.

${UNITS}

## Examples

- How many credits are left: no input is needed; read \`available\`.
- When do free credits start again: read \`period.end\` and \`period.daysUntilReset\`.
`,
    attributes: { destructive: false, idempotent: true, readOnly: true },
    visibilityPermission: aiCreditsBalanceReadPermission,
    schema: {
      input: z => z.object({}).strict(),
      output: z =>
        z.object({
          available: creditsField(z, 'What can be spent now, without excess.'),
          free: creditsField(
            z,
            'Of these, what is left of the monthly allowance; it lapses at the end of the month.',
          ),
          purchased: creditsField(
            z,
            'Of these, bought ones; they never expire.',
          ),
          other: creditsField(
            z,
            'Of these, promotions, adjustments and refunds.',
          ),
          held: creditsField(
            z,
            'Held by open reservations, and not available.',
          ),
          excess: z
            .object({
              used: creditsField(z, 'Used of the excess in this month.'),
              limit: creditsField(z, 'What may be used of it in a month.'),
              remaining: creditsField(z, 'What is left of it.'),
            })
            .describe('What may be used after all other credits.'),
          period: z
            .object({
              start: z.string().describe('Beginning of the month, RFC 3339.'),
              end: z
                .string()
                .describe(
                  'End of the month, exclusive: the time of the next allowance.',
                ),
              daysUntilReset: z
                .number()
                .describe('Days until the next allowance.'),
            })
            .describe('The present month of the account.'),
          allocated: creditsField(z, 'What there was to spend in this month.'),
          used: creditsField(z, 'Used in this month, refunds deducted.'),
          utilisation: z
            .number()
            .describe('used / allocated: 0.5 is half, above 1 is more.'),
          averageDaily: creditsField(z, 'Used by day in this month.'),
          activeProducts: z
            .number()
            .describe('Products that used credits in this month.'),
          trend: z
            .number()
            .optional()
            .describe(
              'Change of used against the same part of last month: 0.1 is 10 % more. Absent when nothing was used then.',
            ),
          low: z
            .boolean()
            .describe('Whether available is below the threshold.'),
          lowBalanceThreshold: creditsField(
            z,
            'Below this the balance counts as low.',
          ),
          asOf: asOfField(z),
          timeZone: zoneField(z),
        }),
    },
    examples: [
      {
        title: 'How many credits are left?',
        input: {},
        output: {
          available: '2300.5',
          free: '800.5',
          purchased: '1500',
          other: '0',
          held: '12',
          excess: { used: '0', limit: '500', remaining: '500' },
          period: {
            start: '2026-10-31T17:00:00.000Z',
            end: '2026-11-30T17:00:00.000Z',
            daysUntilReset: 10,
          },
          allocated: '3000',
          used: '687.5',
          utilisation: 0.229167,
          averageDaily: '34.375',
          activeProducts: 6,
          trend: -0.04,
          low: false,
          lowBalanceThreshold: '200',
          asOf: '2026-11-20T14:00:00.000Z',
          timeZone: 'Asia/Jakarta',
        },
      },
    ],
    action: async ({ credentials }) =>
      asCaller(credentials, context, async caller => {
        const balance = await balanceFor(caller, {}, context);
        return {
          ...balance,
          low:
            parseCredits(balance.available) <
            parseCredits(balance.lowBalanceThreshold),
        };
      }),
  });
}
