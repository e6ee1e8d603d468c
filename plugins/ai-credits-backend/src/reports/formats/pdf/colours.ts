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

/** The colours of categories, most used first, as the portal's light theme has them; told apart by colour-blind readers too. */
export const seriesColours = [
  '#437dde',
  '#e0a260',
  '#413aa0',
  '#6cc3d5',
  '#7b3f1e',
  '#c7638f',
  '#2f7d4f',
];
/** What stands for all others. */
export const restColour = '#9a9a9a';

/** Ink and lines. */
export const ink = {
  text: '#1c1f23',
  soft: '#5f6670',
  line: '#d9dce1',
  faint: '#eef0f3',
  accent: '#2b5fbf',
  notice: '#8a5a00',
  noticeFill: '#fff6e3',
};
