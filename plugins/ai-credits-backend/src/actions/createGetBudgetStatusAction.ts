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

import { InputError } from '@backstage/errors';
import {
  aiCreditsBudgetReadPermission,
  BudgetsResponse,
  budgetPeriodSchema,
  budgetScopeKindSchema,
  limits,
} from 'backstage-plugin-ai-credits-common';
import { budgetFor, budgetsFor, Caller, readScope } from '../http';
import { asCaller, scopeOf } from './asCaller';
import {
  creditsField,
  scopeField,
  scopeRefField,
  textField,
  UNITS,
  wholeField,
  wordField,
  wordsField,
} from './fields';
import { ActionOptions } from './types';

/** Budgets of an answer: what an assistant can read. */
const PAGE = { standard: 20, most: 100 };

const kinds = budgetScopeKindSchema.options;

/** What teams, people and others may still use. */
export function createGetBudgetStatusAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;

  /** What the HTTP API answers to the same question. */
  const budgetsOf = async (
    caller: Caller,
    scope: string | undefined,
    query: object,
  ): Promise<BudgetsResponse> => {
    if (scope === undefined) {
      return budgetsFor(caller, query, context);
    }
    const wanted = readScope(scopeOf(scope, caller));
    if (wanted === 'account') {
      throw new InputError(
        'scope: the account has a balance and no budget; get-balance tells it',
      );
    }
    return 'id' in wanted
      ? { budgets: [await budgetFor(caller, String(wanted.id), {}, context)] }
      : budgetsFor(
          caller,
          { ...query, scopeKind: wanted.kind, ref: wanted.ref },
          context,
        );
  };

  actionsRegistry.register({
    name: 'get-budget-status',
    title: 'Get AI credits budget status',
    description: `
Tells what a team, department, person, project, service, product or model may use in its period, what of it is used, and whether it will last; or lists
the budgets that concern the caller.

Use it for "how much has my team left?", "which budgets are exceeded?", "may I still use AI this month?". All budgets that apply to a call must agree: a
person's, their team's, and those of the departments above.

- \`status\` is \`on-track\`, \`at-risk\` (it would be used up at the pace so far) or \`exceeded\`.
- \`mode\` is \`hard\` (calls past the limit are refused) or \`soft\` (they are let through, and people are told).
- \`remaining\` is credits less used and held, and below zero once exceeded. It starts anew at \`periodEnd\`.

The answer holds budgets of the caller, of their teams and the departments above, of what is below departments they lead, and of projects, services, products
and models. No budgets in the answer means that nothing limits the scope, or that the caller may not see it: say so, and do not guess.
${UNITS}

## Filters

- \`scope\`: \`me\`, the id of a budget, or kind and name such as \`team:group:default/payments\`. One scope may have several periods.
- \`kind\` and \`period\` narrow the list, \`under\` to what is directly below a group.

## Pages

At most \`limit\` budgets (default ${PAGE.standard}, at most ${PAGE.most}) come back; give \`nextCursor\` as \`cursor\` for more.

## Examples

- My own limit: \`{ "scope": "me" }\`
- The team Payments: \`{ "scope": "team:group:default/payments" }\`
- All departments: \`{ "kind": ["department"], "limit": 100 }\`
`,
    attributes: { destructive: false, idempotent: true, readOnly: true },
    visibilityPermission: aiCreditsBudgetReadPermission,
    schema: {
      input: z =>
        z
          .object({
            scope: scopeField(
              z,
              'One scope: me, the id of a budget, or kind and name such as "team:group:default/payments". Absent: all that the caller may see.',
            ),
            kind: wordsField(
              z,
              kinds,
              kinds.length,
              'Only scopes of these kinds. Not together with scope.',
            ),
            under: textField(z, limits.refLength)
              .optional()
              .describe(
                'Only what is directly below this group, an entity ref such as "group:default/digital-commerce". Not together with scope.',
              ),
            period: wordField(z, budgetPeriodSchema.options)
              .optional()
              .describe('Only budgets of such a period. Any if absent.'),
            cursor: textField(z, 512)
              .optional()
              .describe('nextCursor of the answer before.'),
            limit: wholeField(
              z,
              1,
              PAGE.most,
              `Budgets at most, 1 to ${PAGE.most}. Defaults to ${PAGE.standard}.`,
            ),
          })
          .strict(),
      output: z =>
        z.object({
          budgets: z
            .array(
              z.object({
                id: z.string().describe('Its id, good as scope.'),
                scope: scopeRefField(z, 'Whom or what it limits.'),
                period: z
                  .string()
                  .describe('day, week, month, quarter or year.'),
                periodStart: z.string().describe('RFC 3339.'),
                periodEnd: z
                  .string()
                  .describe('RFC 3339, exclusive: when it starts anew.'),
                credits: creditsField(
                  z,
                  'The limit of this period, what rolled over and was granted once included.',
                ),
                rolledOver: creditsField(z, 'Of it, left of the last period.'),
                grantedOnce: creditsField(
                  z,
                  'Of it, added by approvers to this period alone.',
                ).optional(),
                used: creditsField(z, 'Used in this period.'),
                held: creditsField(z, 'Held by open reservations.'),
                remaining: creditsField(z, 'Left to use.'),
                projected: creditsField(
                  z,
                  'Expected use at the end of the period at the pace so far.',
                ),
                status: z
                  .enum(['on-track', 'at-risk', 'exceeded'])
                  .describe('Whether it lasts.'),
                mode: z
                  .enum(['hard', 'soft'])
                  .describe('Whether calls past it are refused.'),
                thresholds: z
                  .array(z.number())
                  .describe('Percent of use at which people are told.'),
              }),
            )
            .describe('The budgets, oldest first.'),
          nextCursor: z
            .string()
            .optional()
            .describe('Present when there are more.'),
        }),
    },
    examples: [
      {
        title: 'How much has the team Payments left?',
        input: { scope: 'team:group:default/payments' },
        output: {
          budgets: [
            {
              id: '4',
              scope: { kind: 'team', ref: 'group:default/payments' },
              period: 'month',
              periodStart: '2026-10-31T17:00:00.000Z',
              periodEnd: '2026-11-30T17:00:00.000Z',
              credits: '600',
              rolledOver: '0',
              grantedOnce: '0',
              used: '412.5',
              held: '2',
              remaining: '185.5',
              projected: '618.75',
              status: 'at-risk',
              mode: 'hard',
              thresholds: [75, 90, 100],
            },
          ],
        },
      },
      { title: 'What may I still use myself?', input: { scope: 'me' } },
      {
        title: 'Which departments have budgets?',
        input: { kind: ['department'], limit: 100 },
      },
    ],
    action: async ({ credentials, input }) =>
      asCaller(credentials, context, async caller => {
        const { kind, scope, under, ...query } = input;
        if (
          scope !== undefined &&
          (kind !== undefined || under !== undefined)
        ) {
          throw new InputError(
            `${kind ? 'kind' : 'under'}: not together with scope`,
          );
        }
        return budgetsOf(caller, scope, {
          ...query,
          scopeKind: kind,
          parent: under,
          limit: query.limit ?? PAGE.standard,
        });
      }),
  });
}
