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

import { ScheduledTask } from './types';

/** Folds usage into the rollups. */
export class FoldTask implements ScheduledTask {
  readonly name = 'fold' as const;
  readonly #fold: (signal: AbortSignal) => Promise<unknown>;

  constructor(options: { fold(signal: AbortSignal): Promise<unknown> }) {
    this.#fold = options.fold;
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#fold(signal);
  }
}
