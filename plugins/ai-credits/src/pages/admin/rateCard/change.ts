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

import { parseCredits } from 'backstage-plugin-ai-credits-common';

/** How much more or less the draft would charge, as a share; undefined where nothing was charged. */
export function shareOfChange(sums: {
  current: string;
  draft: string;
}): number | undefined {
  const current = parseCredits(sums.current);
  return current > 0n
    ? Number(parseCredits(sums.draft)) / Number(current) - 1
    : undefined;
}
