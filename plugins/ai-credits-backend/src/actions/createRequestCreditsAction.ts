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
  aiCreditsRequestCreatePermission,
  budgetPeriodSchema,
  creditRequestKindSchema,
  creditRequestStatusSchema,
  limits,
} from 'backstage-plugin-ai-credits-common';
import { InputError } from '@backstage/errors';
import { createRequest, readScope } from '../http';
import { asCaller, ME, scopeOf } from './asCaller';
import {
  creditsField,
  scopeField,
  scopeRefField,
  textField,
  UNITS,
  wordField,
} from './fields';
import { ActionOptions } from './types';

const NAME = 'request-credits';

const periods = budgetPeriodSchema.options;
const kinds = creditRequestKindSchema.options;
const statuses = creditRequestStatusSchema.options;

/** Asks an approver for more credits. */
export function createRequestCreditsAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;
  actionsRegistry.register({
    name: NAME,
    title: 'Request AI credits',
    description: `
Asks an approver to raise a budget, in the name of the caller. It changes no limit itself: somebody who leads the department above, or an administrator,
grants or declines it in the portal, and the caller is notified.

Use it only when the caller wants to ask for more, and tell them for what, how many and why before. Find the budget with \`get-budget-status\` first: only a
scope with a budget can be asked for, by people who are in it or own it.

- \`kind\` is \`once\` (default: for the present period alone) or \`permanent\` (every period from now).
- \`idempotencyKey\` is a text of your own that names this wish. Send the same key when you try again: the same content is then the same request, and
  approvers are asked once. The answer tells how the request stands now.

Who asked may withdraw a request in the portal. At most 20 requests of a person can wait at a time. ${UNITS}

## Examples

- 50 more for my team in this month: \`{ "scope": "team:group:default/payments", "credits": "50", "reason": "Launch of the new shop", "idempotencyKey": "shop-launch-2026-11" }\`
- A higher limit of my own for good: \`{ "scope": "me", "credits": "20", "kind": "permanent", "reason": "New tasks", "idempotencyKey": "new-tasks-1" }\`
`,
    attributes: { destructive: false, idempotent: true, readOnly: false },
    visibilityPermission: aiCreditsRequestCreatePermission,
    schema: {
      input: z =>
        z
          .object({
            scope: scopeField(
              z,
              'Whose budget: me, or kind and name such as "team:group:default/payments". Defaults to me.',
            ),
            credits: z
              .union([textField(z, 32), z.number()])
              .describe(
                'How many credits more, above zero, with up to 6 decimals, such as "50".',
              ),
            kind: wordField(z, kinds)
              .optional()
              .describe('once or permanent. Defaults to once.'),
            period: wordField(z, periods)
              .optional()
              .describe('The period of the budget. Defaults to month.'),
            reason: textField(z, limits.textLength)
              .min(1, 'must not be empty')
              .describe(
                `Why, for the approver to read, at most ${limits.textLength} characters.`,
              ),
            idempotencyKey: textField(z, limits.keyLength)
              .min(1, 'must not be empty')
              .describe(
                `Names this wish, at most ${limits.keyLength} characters; the same when it is sent again. The keys of a person are theirs alone.`,
              ),
          })
          .strict(),
      output: z =>
        z.object({
          id: z.string().describe('Its id.'),
          scope: scopeRefField(z, 'Whose budget.'),
          period: z.string().describe('The period of the budget.'),
          credits: creditsField(z, 'How many more were asked for.'),
          kind: z.string().describe('once or permanent.'),
          reason: z.string().describe('Why.'),
          status: wordField(z, statuses).describe('How it stands now.'),
          requestedBy: z.string().describe('Who asked.'),
          requestedAt: z.string().describe('When, RFC 3339.'),
          approvers: z
            .array(z.string())
            .describe('Who can decide, as entity refs.'),
          decidedBy: z.string().optional().describe('Who decided.'),
          decidedAt: z.string().optional().describe('When.'),
          comment: z.string().optional().describe('What they said.'),
          granted: creditsField(z, 'How many were granted.').optional(),
          budget: z
            .object({
              id: z.string().describe('Its id.'),
              credits: creditsField(z, 'Its limit now.'),
              used: creditsField(z, 'Used.'),
              held: creditsField(z, 'Held.'),
            })
            .optional()
            .describe('The budget as it is now.'),
        }),
    },
    examples: [
      {
        title: 'Ask for 50 more for the team Payments in this month',
        input: {
          scope: 'team:group:default/payments',
          credits: '50',
          reason: 'Launch of the new shop',
          idempotencyKey: 'shop-launch-2026-11',
        },
        output: {
          id: '12',
          scope: { kind: 'team', ref: 'group:default/payments' },
          period: 'month',
          credits: '50',
          kind: 'once',
          reason: 'Launch of the new shop',
          status: 'open',
          requestedBy: 'user:default/jo.example',
          requestedAt: '2026-11-20T14:00:00.000Z',
          approvers: ['group:default/digital-commerce'],
        },
      },
      {
        title: 'Ask for a higher limit of my own for good',
        input: {
          scope: 'me',
          credits: '20',
          kind: 'permanent',
          reason: 'New tasks',
          idempotencyKey: 'new-tasks-1',
        },
      },
    ],
    action: async ({ credentials, input }) =>
      asCaller(credentials, context, async caller => {
        const scope = readScope(scopeOf(input.scope ?? ME, caller));
        if (typeof scope === 'string' || 'id' in scope) {
          throw new InputError(
            `scope: must be ${ME}, or a kind and a ref such as team:group:default/payments`,
          );
        }
        return createRequest(caller, { ...input, scope }, context, {
          // There is no request to tell who asked.
          meta: { actor: caller.actor, through: `action ${NAME}` },
        });
      }),
  });
}
