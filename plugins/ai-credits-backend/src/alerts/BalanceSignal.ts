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

import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';

/** The channel on which pages hear that they should ask again. */
export const BALANCE_CHANNEL = 'ai-credits:balance';

const PAUSE_MS = 1_000;

/**
 * Tells the pages that figures have changed, at most once a second. No amounts
 * are sent: everybody hears it, and what each may see is for the API to say.
 */
export class BalanceSignal {
  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
  }): BalanceSignal {
    return new BalanceSignal(options.signals, options.logger);
  }

  #pause: NodeJS.Timeout | undefined;
  #again = false;

  private constructor(
    private readonly signals: SignalsService,
    private readonly logger: LoggerService,
  ) {}

  /** Something was posted, or a limit was changed. Costs next to nothing and never throws. */
  changed(): void {
    if (this.#pause) {
      this.#again = true;
      return;
    }
    this.#publish();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      // The last change within the pause is told after it.
      if (this.#again) {
        this.#again = false;
        this.changed();
      }
    }, PAUSE_MS);
    this.#pause.unref();
  }

  /** Ends the pause; nothing more is told. */
  stop(): void {
    clearTimeout(this.#pause);
  }

  #publish(): void {
    this.signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: BALANCE_CHANNEL,
        message: { changed: true },
      })
      .catch(error => {
        // Pages ask again by themselves, only later.
        this.logger.debug(
          `A change could not be signalled: ${stringifyError(error)}`,
        );
      });
  }
}
