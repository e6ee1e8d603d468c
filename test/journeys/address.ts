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

/** The port of the portal that the journeys start. */
export const portalPort = Number(process.env.AI_CREDITS_TEST_PORT ?? 27007);

/** Where the journeys go. */
export const portalUrl =
  process.env.AI_CREDITS_URL ?? `http://localhost:${portalPort}`;

/** Where the API of that portal answers: elsewhere while the app is served apart from the backend. */
export const apiUrl = process.env.AI_CREDITS_BACKEND_URL ?? portalUrl;

/** What the demo portal accepts from machines that record and charge. */
export const machineToken =
  process.env.AI_CREDITS_TOKEN ?? 'development-only-ai-credits-machine';
