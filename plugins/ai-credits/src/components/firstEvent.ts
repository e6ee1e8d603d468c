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

/** Who and what an event is charged to, by entity refs. */
export type EventParties = Partial<
  Record<'user' | 'team' | 'service' | 'project', string>
>;

/**
 * The command that sends a first usage event.
 *
 * @param baseUrl - the address of the plugin's HTTP API
 * @param id - the event's id, unique each time so that a second event is not a duplicate
 * @param about - what it names besides
 */
export function firstEventCommand(
  baseUrl: string,
  id: string,
  about: EventParties = {},
): string {
  const event = {
    id,
    source: 'quickstart',
    ...about,
    product: 'AI Assistant',
    action: 'chat',
    model: 'gpt-4o',
    quantities: { inputTokens: 472, outputTokens: 118 },
  };
  return [
    `curl -X POST '${baseUrl}/v1/usage' \\`,
    `  -H "Authorization: Bearer $AI_CREDITS_TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(event, undefined, 2)}'`,
  ].join('\n');
}
