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

import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { CustomErrorBase } from '@backstage/errors';

/**
 * A purchase that a provider is asked to make.
 *
 * @public
 */
export interface PurchaseOrder {
  /** The same for each attempt at the same purchase: the provider bills it once. */
  idempotencyKey: string;
  account: string;
  /** `manual` by a person, otherwise what set it off. */
  origin: 'manual' | 'balance' | 'limit';
  pack: { id: string; title: string };
  quantity: number;
  /** Of all packs together, decimal text. */
  credits: string;
  /** Of all packs together; the amount is decimal text. */
  price: { amount: string; currency: string };
  /** Entity ref of who asked for it; absent for automatic purchases. */
  requestedBy?: string;
  /** RFC 3339. */
  requestedAt: string;
}

/**
 * Buys credits: places an order in a shop, writes to a billing system, or asks
 * whoever pays.
 *
 * @public
 */
export interface PurchaseProvider {
  /** What `aiCredits.purchasing.provider` names it by. */
  readonly id: string;
  /**
   * Buys, and resolves once it is certain; the credits are added then. It may be
   * called again with the same order after a crash or a failure, also when the
   * first call did buy.
   *
   * @throws PurchaseRejectedError when it is certain that nothing was bought
   *   and asking again would not help; any other error is tried again
   */
  purchase(
    order: PurchaseOrder,
    options: {
      /** Aborted when the time is up. */
      signal: AbortSignal;
    },
  ): Promise<{
    /** The name that the provider gives it, such as the number of an invoice. */
    reference?: string;
  }>;
}

/**
 * Thrown by a {@link PurchaseProvider} that has not bought and never will. The
 * message is shown to the admins.
 *
 * @public
 */
export class PurchaseRejectedError extends CustomErrorBase {
  name = 'PurchaseRejectedError' as const;
}

/**
 * See {@link aiCreditsPurchasingExtensionPoint}.
 *
 * @public
 */
export interface AiCreditsPurchasingExtensionPoint {
  /**
   * Adds a provider, which `aiCredits.purchasing.provider` can name then.
   *
   * @throws Error when there is one of that id already
   */
  addProvider(provider: PurchaseProvider): void;
}

/**
 * Where modules of the plugin `ai-credits` add ways to buy credits, besides the
 * built in `internal` and `webhook`.
 *
 * @public
 */
export const aiCreditsPurchasingExtensionPoint =
  createExtensionPoint<AiCreditsPurchasingExtensionPoint>({
    id: 'ai-credits.purchasing',
  });
