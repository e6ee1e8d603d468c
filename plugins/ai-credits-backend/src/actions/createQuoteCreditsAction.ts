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
  limits,
} from 'backstage-plugin-ai-credits-common';
import { quoteFor } from '../http';
import { asCaller } from './asCaller';
import { creditsField, textField, UNITS, wholeField } from './fields';
import { ActionOptions } from './types';

/** What something would cost. */
export function createQuoteCreditsAction(options: ActionOptions): void {
  const { actionsRegistry, context } = options;
  actionsRegistry.register({
    name: 'quote-credits',
    title: 'Quote AI credits',
    description: `
Tells what an AI action would cost by the rate card that is in force now. Nothing is charged or held.

Use it for "what does an image cost?", "what would 100,000 tokens of gpt-4o cost?", or to compare models: ask once for each. An action or a model is
required, by the names the rate card knows; \`get-usage\` grouped by action or model lists those in use. Where \`flags\` names an unknown action or model the
price is a default one: say so.

Input tokens include cached ones, output tokens include reasoning ones. ${UNITS}

## Examples

- One image: \`{ "action": "text-to-image" }\`
- Ten of them: \`{ "action": "text-to-image", "requests": 10 }\`
- A long call to a model: \`{ "model": "gpt-4o", "inputTokens": 100000, "outputTokens": 2000 }\`
`,
    attributes: { destructive: false, idempotent: true, readOnly: true },
    visibilityPermission: aiCreditsBalanceReadPermission,
    schema: {
      input: z => {
        const name = (text: string) =>
          textField(z, limits.nameLength).optional().describe(text);
        const count = (text: string) => wholeField(z, 0, limits.quantity, text);
        return z
          .object({
            action: name(
              'What would be done, such as "text-to-image". This or model is required.',
            ),
            model: name('The model, such as "gpt-4o".'),
            provider: name('Its provider, such as "openai", where it matters.'),
            requests: count('How many calls. Defaults to 1.'),
            inputTokens: count('Input tokens, cached ones included.'),
            outputTokens: count('Output tokens, reasoning ones included.'),
            cachedInputTokens: count(
              'Of the input tokens, those from a cache.',
            ),
            reasoningTokens: count(
              'Of the output tokens, those for reasoning.',
            ),
            images: count('Images.'),
            units: count('Anything else that the rate card counts.'),
          })
          .strict();
      },
      output: z =>
        z.object({
          credits: creditsField(z, 'What it would cost.'),
          rule: z
            .string()
            .describe(
              'The rules that made the price, such as "action:text-to-image × model:gpt-4o".',
            ),
          version: z.number().describe('The version of the rate card.'),
          flags: z
            .array(z.string())
            .describe(
              'unknown-action or unknown-model, where the price is a default one.',
            ),
        }),
    },
    examples: [
      {
        title: 'What does an image cost?',
        input: { action: 'text-to-image' },
        output: {
          credits: '8',
          rule: 'action:text-to-image',
          version: 1,
          flags: [],
        },
      },
      {
        title: 'What would a long call to a model cost?',
        input: { model: 'gpt-4o', inputTokens: 100_000, outputTokens: 2_000 },
      },
    ],
    action: async ({ credentials, input }) =>
      asCaller(credentials, context, caller => {
        const { action, model, provider, ...quantities } = input;
        return quoteFor(
          caller,
          // A quote is of an event that is never posted.
          {
            id: 'quote',
            source: 'assistant',
            action,
            model,
            provider,
            quantities,
          },
          context,
        );
      }),
  });
}
