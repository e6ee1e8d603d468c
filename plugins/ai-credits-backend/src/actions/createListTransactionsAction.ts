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
  creditTypeSchema,
  transactionTypeSchema,
} from 'backstage-plugin-ai-credits-common';
import { transactionsFor } from '../http';
import { asCaller, peopleOf } from './asCaller';
import {
  creditsField,
  namesField,
  rangeFields,
  textField,
  UNITS,
  VISIBLE,
  wholeField,
  wordsField,
  zoneField,
} from './fields';
import { readRange } from './ranges';
import { ActionOptions, Zod } from './types';

/** Lines of an answer: what an assistant can read. */
const PAGE = { standard: 20, most: 100 };

const types = transactionTypeSchema.options;
const creditTypes = creditTypeSchema.options;

/** The transaction log. */
export function createListTransactionsAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;
  const { config, now } = context;
  actionsRegistry.register({
    name: 'list-transactions',
    title: 'List AI credits transactions',
    description: `
Lists the transaction log, newest first unless another \`order\` is given: single charges, and purchases, refunds, allowances, promotions, adjustments and expiries.

Use it for "what were my last charges?", "which were the dearest charges?", "why did this cost so much?", "when were credits bought?". For sums use \`get-usage\`: do not add up
transactions. A charge has negative credits; credits that were added are positive.

${VISIBLE} ${UNITS} No prompt or completion is ever stored, so none can be told.

## Filters

All that are given must fit; of several values of one, any. \`me\` stands for the caller in \`user\`. \`search\` looks for text in user, action, model,
product, item and comment. Without \`range\` or \`from\` the log is read from its newest line back.

## Pages

At most \`limit\` lines (default ${PAGE.standard}, at most ${PAGE.most}) come back; give \`nextCursor\` as \`cursor\` with the same filters and order for those behind them.
A \`range\` by name ends with the day, so the filters of the next page are the same.

## Examples

- My last charges: \`{ "user": ["me"], "type": ["usage"] }\`
- Purchases of this month: \`{ "range": "thisMonth", "type": ["purchase"] }\`
- The dearest charges of this month: \`{ "range": "thisMonth", "type": ["usage"], "order": "largest" }\`
- Calls of a team that went past a limit: \`{ "team": ["group:default/payments"], "status": ["over-limit"] }\`
`,
    attributes: { destructive: false, idempotent: true, readOnly: true },
    schema: {
      input: z =>
        z
          .object({
            ...rangeFields(z, 'All of the log if absent.'),
            type: wordsField(
              z,
              types,
              types.length,
              'What happened; usage are charges.',
            ),
            user: namesField(
              z,
              'People, as entity refs such as "user:default/jo.example", or "me".',
            ),
            team: namesField(
              z,
              'Teams that paid, as entity refs such as "group:default/payments".',
            ),
            service: namesField(
              z,
              'Services, as entity refs such as "component:default/checkout".',
            ),
            product: namesField(z, 'Products by name.'),
            model: namesField(z, 'Models by name.'),
            status: wordsField(
              z,
              ['success', 'failed', 'over-limit'],
              3,
              'How it ended; over-limit was recorded although a limit was passed.',
            ),
            creditType: wordsField(
              z,
              creditTypes,
              creditTypes.length,
              'Which credits paid; mixed is more than one kind.',
            ),
            search: textField(z, 100)
              .optional()
              .describe('Text to look for, of at most 100 characters.'),
            order: z
              .enum(['newest', 'oldest', 'largest'])
              .optional()
              .describe(
                'By time, or by how many credits came or went. Defaults to newest.',
              ),
            cursor: textField(z, 512)
              .optional()
              .describe(
                'nextCursor of the answer before, same filters and order.',
              ),
            limit: wholeField(
              z,
              1,
              PAGE.most,
              `Lines at most, 1 to ${PAGE.most}. Defaults to ${PAGE.standard}.`,
            ),
          })
          .strict(),
      output: z =>
        z.object({
          transactions: z
            .array(z.object(transactionFields(z)))
            .describe('The lines, in the order asked for.'),
          nextCursor: z
            .string()
            .optional()
            .describe('Present when there are more.'),
          timeZone: zoneField(z),
        }),
    },
    examples: [
      {
        title: 'What were my last charges?',
        input: { user: ['me'], type: ['usage'], limit: 10 },
      },
      {
        title: 'What was bought in this month?',
        input: { range: 'thisMonth', type: ['purchase'] },
        output: {
          transactions: [
            {
              transactionId: '0197a1f0-0000-7000-8000-000000000001',
              type: 'purchase',
              occurredAt: '2026-11-12T09:30:00.000Z',
              recordedAt: '2026-11-12T09:30:00.000Z',
              credits: '2500',
              creditType: 'purchased',
              status: 'success',
              actor: 'user:default/marieke.devries',
              price: { amount: '25.00', currency: 'USD' },
            },
          ],
          timeZone: 'Asia/Jakarta',
        },
      },
    ],
    action: async ({ credentials, input }) =>
      asCaller(credentials, context, async caller => {
        const { from, limit, range, search, to, user, ...filters } = input;
        return transactionsFor(
          caller,
          {
            ...filters,
            ...readRange({ range, from, to }, now(), config.account.timeZone),
            user: peopleOf(user, caller, 'user'),
            q: search,
            limit: limit ?? PAGE.standard,
          },
          context,
        );
      }),
  });
}

/** A line of the log. */
function transactionFields(z: Zod) {
  const name = (text: string) => z.string().optional().describe(text);
  const count = (text: string) => z.number().describe(text);
  return {
    transactionId: z.string().describe('Its id.'),
    type: z.string().describe('What happened.'),
    occurredAt: z.string().describe('When, RFC 3339 in UTC.'),
    recordedAt: z.string().describe('When it was written down.'),
    credits: creditsField(z, 'Negative: taken. Positive: added.'),
    creditType: z.string().describe('Which credits.'),
    status: z.string().describe('success, failed or over-limit.'),
    user: name('Who used AI.'),
    team: name('The team that paid.'),
    department: name('The department above it.'),
    service: name('The service that called.'),
    project: name('The project.'),
    product: name('The product.'),
    category: name('The category of the product.'),
    action: name('What was done.'),
    useCase: name('What for.'),
    provider: name('The provider of the model.'),
    model: name('The model.'),
    item: name('What was worked on.'),
    attempt: count('Which try at it.').optional(),
    quantities: z
      .object({
        requests: count('Calls.'),
        inputTokens: count('Input tokens, cached ones included.'),
        outputTokens: count('Output tokens, reasoning ones included.'),
        cachedInputTokens: count('Of the input tokens, cached ones.'),
        reasoningTokens: count('Of the output tokens, reasoning ones.'),
        images: count('Images.'),
        units: count('Anything else that the rate card counts.'),
      })
      .optional()
      .describe('What was counted.'),
    latencyMs: count('How long it took, in milliseconds.').optional(),
    comment: name('A comment, or the reason of a grant or refund.'),
    actor: name('Who did it, where an admin or the system did.'),
    flags: z
      .array(z.string())
      .optional()
      .describe('What the catalog or the rate card did not know.'),
    source: name('Where the event came from.'),
    eventId: name('Its id there.'),
    rateCardVersion: count('The rate card that priced it.').optional(),
    rule: name('The rules that made the price.'),
    price: z
      .object({
        amount: z.string().describe('Decimal.'),
        currency: z.string().describe('ISO 4217.'),
      })
      .optional()
      .describe('What a purchase cost.'),
    block: count('The journal block that holds it.').optional(),
  };
}
