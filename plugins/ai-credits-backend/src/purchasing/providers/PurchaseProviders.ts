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
  AiCreditsPurchasingExtensionPoint,
  PurchaseProvider,
} from 'backstage-plugin-ai-credits-node';
import { PurchasingConfig } from '../../config';
import { internalProvider } from './internal';
import { createWebhookProvider } from './webhook';

/** The built-in providers and those of modules, by id. */
export class PurchaseProviders implements AiCreditsPurchasingExtensionPoint {
  readonly #providers = new Map<string, PurchaseProvider>([
    [internalProvider.id, internalProvider],
  ]);

  addProvider(provider: PurchaseProvider): void {
    if (provider.id === 'webhook' || this.#providers.has(provider.id)) {
      throw new Error(`There is a purchase provider '${provider.id}' already`);
    }
    this.#providers.set(provider.id, provider);
  }

  /**
   * All providers there are, once modules have added theirs.
   *
   * @throws InputError when the configuration names one that is not there
   */
  withConfig(
    config: Pick<PurchasingConfig, 'provider' | 'webhook'>,
  ): ReadonlyMap<string, PurchaseProvider> {
    const providers = new Map(this.#providers);
    if (config.webhook) {
      providers.set('webhook', createWebhookProvider(config.webhook));
    }
    if (!providers.has(config.provider)) {
      throw new InputError(
        `aiCredits.purchasing.provider must be one of ${[
          ...providers.keys(),
        ].join(', ')}, not '${config.provider}'`,
      );
    }
    return providers;
  }
}
