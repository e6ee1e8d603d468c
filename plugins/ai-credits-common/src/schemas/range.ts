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

import { z } from 'zod';

/** A refinement that says what is wrong with a range: it ends before it begins, or is too long. */
export function rangeWithin(days: number) {
  return (
    { from, to }: { from: string; to: string },
    ctx: z.RefinementCtx,
  ): void => {
    const length = Date.parse(to) - Date.parse(from);
    const wrong = (message: string) =>
      ctx.addIssue({ code: 'custom', path: ['to'], message });
    // What is no time is told so already.
    if (length <= 0) {
      wrong('must be after from');
    } else if (length > days * 86_400_000) {
      wrong(`must be at most ${days} days after from`);
    }
  };
}
