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

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  CustomErrorBase,
  InputError,
  isError,
  stringifyError,
} from '@backstage/errors';
import {
  formatCredits,
  MAX_AMOUNT,
  PurchaseStatus,
} from 'backstage-plugin-ai-credits-common';
import { PurchaseProvider } from 'backstage-plugin-ai-credits-node';
import { Knex } from 'knex';
import { PackConfig } from '../config';
import { ledgerStore } from '../database/LedgerStore';
import { GrantOutcome, Ledger } from '../ledger/api';
import { EpochMs } from '../ledger/types';
import { multiplyPrice } from './prices';
import {
  NewPurchase,
  purchaseStore,
  StoredAttempt,
  StoredPurchase,
} from './PurchaseStore';

/** Who the journal names for automatic purchases. */
export const AUTOMATIC_ACTOR = 'automatic purchase';

/** Beyond what the attempts may take, before another run takes a purchase over. */
const SLACK_MS = 30_000;

/** How often it is looked whether another run has ended a purchase. */
const POLL_MS = 100;

/** Errors of the ledger that another try would meet again. */
const PERMANENT = new Set(['ConflictError', 'InputError', 'NotFoundError']);

/** Characters of an error that are kept. */
const ERROR_LENGTH = 300;

/** A purchase did not come about. */
export class PurchaseFailedError extends CustomErrorBase {
  name = 'PurchaseFailedError' as const;
  readonly statusCode = 502;
}

/** How providers are called. */
export interface PurchasingSettings {
  /** The id of the provider that buys. */
  provider: string;
  /** For one call of the provider. */
  timeoutMs: number;
  maxAttempts: number;
  /** Before the second attempt; doubled before each further one. */
  retryDelayMs: number;
}

/** Runs a purchase between the events that tell its beginning and its end. */
export type AuditPurchase = (
  purchase: StoredPurchase,
  run: () => Promise<StoredPurchase>,
) => Promise<StoredPurchase>;

/**
 * Makes purchases: asks the provider, adds the credits once it has said yes,
 * and writes down each attempt. A purchase is noted before the provider is
 * called and keeps its keys, so that after a crash anybody can go on with it
 * and nothing is bought or added twice.
 */
export class Purchaser {
  static create(options: {
    knex: Knex;
    account: string;
    ledger: Pick<Ledger, 'purchase'>;
    providers: ReadonlyMap<string, PurchaseProvider>;
    settings: PurchasingSettings;
    /** Surrounds what is done without a request that is audited. */
    audit?: AuditPurchase;
    logger: LoggerService;
    now?: () => EpochMs;
  }): Purchaser {
    return new Purchaser(options);
  }

  readonly #now: () => EpochMs;

  private constructor(
    private readonly options: Parameters<typeof Purchaser.create>[0],
  ) {
    this.#now = options.now ?? Date.now;
  }

  get settings(): PurchasingSettings {
    return this.options.settings;
  }

  /**
   * What is to be bought, priced now.
   *
   * @throws InputError when it is more than any amount can be
   */
  draft(
    pack: PackConfig,
    quantity: number,
    who: Pick<NewPurchase, 'origin' | 'windowKey' | 'requestedBy'> & {
      occurredAt?: string;
    },
  ): NewPurchase {
    const credits = pack.credits * BigInt(quantity);
    if (credits > MAX_AMOUNT) {
      throw new InputError(
        `quantity: must not come to more than ${formatCredits(
          MAX_AMOUNT,
        )} credits`,
      );
    }
    return {
      ...who,
      pack: pack.id,
      title: quantity === 1 ? pack.title : `${quantity} × ${pack.title}`,
      quantity,
      credits,
      price: {
        amount: multiplyPrice(pack.price.amount, quantity),
        currency: pack.price.currency,
      },
      // History was paid long ago.
      provider:
        who.occurredAt === undefined ? this.settings.provider : 'internal',
      orderKey: randomUUID(),
      requestedAt: this.#now(),
    };
  }

  /**
   * Buys for a person. Asked again with the same key it gives the same answer,
   * or tries again what has failed.
   *
   * @throws ConflictError when the key was used for something else, or another
   *   call with it takes too long
   * @throws PurchaseFailedError when the provider has not bought
   */
  async buy(draft: NewPurchase): Promise<GrantOutcome> {
    const { account, knex } = this.options;
    const { id: accountId } = await ledgerStore.account(knex, account);
    if (await this.#boughtUnnoted(accountId, draft)) {
      return this.#post(draft);
    }
    const { maxAttempts } = this.settings;
    const inserted = await purchaseStore.insert(
      knex,
      accountId,
      draft,
      maxAttempts,
    );
    const purchase =
      inserted === undefined
        ? await purchaseStore.find(
            knex,
            accountId,
            draft.origin,
            draft.windowKey,
          )
        : await purchaseStore.get(knex, inserted);
    if (!purchase || !isSame(purchase, draft)) {
      throw new ConflictError(
        'idempotencyKey has been used for another purchase',
      );
    }
    if (purchase.status === 'failed') {
      await purchaseStore.reopen(knex, purchase.id, maxAttempts);
    }
    const ended =
      (await this.#complete(purchase.id, run => run())) ??
      (await this.#wait(purchase.id));
    if (ended.status !== 'made') {
      throw new PurchaseFailedError(
        `The purchase failed: ${ended.error}. No credits were added; it can be tried again`,
      );
    }
    return this.#post(ended);
  }

  /** Newest first, with the attempts at each. */
  async list(
    account: string,
    filter: { status?: PurchaseStatus; before?: number },
    limit: number,
  ): Promise<{ purchases: StoredPurchase[]; attempts: StoredAttempt[] }> {
    const { knex } = this.options;
    const { id } = await ledgerStore.account(knex, account);
    const purchases = await purchaseStore.list(knex, id, filter, limit);
    const attempts = await purchaseStore.attempts(
      knex,
      purchases.map(purchase => purchase.id),
    );
    return { purchases, attempts };
  }

  /**
   * Goes on with a purchase under way until it is made or has failed.
   *
   * @returns how it ended; undefined when another run is at it
   * @throws whatever keeps the credits from being added, or the abortion; the
   *   purchase stays under way then and is gone on with later
   */
  async complete(
    id: number,
    signal?: AbortSignal,
  ): Promise<StoredPurchase | undefined> {
    const { audit, knex } = this.options;
    const purchase = await purchaseStore.get(knex, id);
    return this.#complete(
      id,
      run => (audit ? audit(purchase, run) : run()),
      signal,
    );
  }

  async #complete(
    id: number,
    audited: (run: () => Promise<StoredPurchase>) => Promise<StoredPurchase>,
    signal?: AbortSignal,
  ): Promise<StoredPurchase | undefined> {
    const { knex } = this.options;
    const claim = randomUUID();
    const now = this.#now();
    const until = now + this.#longestMs();
    if (!(await purchaseStore.claim(knex, id, claim, now, until))) {
      const purchase = await purchaseStore.get(knex, id);
      return purchase.status === 'pending' ? undefined : purchase;
    }
    try {
      return await audited(async () => {
        await this.#askProvider(id, signal);
        const purchase = await purchaseStore.get(knex, id);
        if (purchase.status === 'pending') {
          const { transactionId } = await this.#post(purchase);
          await purchaseStore.made(knex, id, this.#now(), transactionId);
        }
        return purchaseStore.get(knex, id);
      });
    } catch (error) {
      if (isError(error) && PERMANENT.has(error.name)) {
        // The ledger will never take it: whoever looks at the list must see why.
        await purchaseStore.fail(knex, id, this.#now(), true, messageOf(error));
      }
      await purchaseStore.unclaim(knex, id, claim);
      throw error;
    }
  }

  /** Goes on with what a process left behind that has ended meanwhile. */
  async resumeAbandoned(signal?: AbortSignal): Promise<void> {
    const { account, knex, logger } = this.options;
    const { id: accountId } = await ledgerStore.account(knex, account);
    for (const id of await purchaseStore.abandoned(
      knex,
      accountId,
      this.#now(),
    )) {
      if (signal?.aborted) {
        return;
      }
      await this.complete(id, signal).catch(error =>
        logger.warn(
          `Purchase ${id} could not be completed, it is tried again: ${stringifyError(
            error,
          )}`,
        ),
      );
    }
  }

  /** Calls the provider until it says yes, says never, or the attempts are used up. */
  async #askProvider(id: number, signal?: AbortSignal): Promise<void> {
    const { knex, logger } = this.options;
    for (let first = true; ; first = false) {
      const purchase = await purchaseStore.get(knex, id);
      if (purchase.confirmedAt !== undefined) {
        return;
      }
      // After a crash in the last attempt nobody knows what came of it: one more finds out.
      if (purchase.attemptsLeft <= 0 && !first) {
        await purchaseStore.fail(knex, id, this.#now(), true);
        return;
      }
      if (!first) {
        const tries = this.settings.maxAttempts - purchase.attemptsLeft;
        await sleep(this.settings.retryDelayMs * 2 ** (tries - 1), undefined, {
          signal,
        });
      }
      const number = await purchaseStore.startAttempt(
        knex,
        purchase,
        this.#now(),
      );
      try {
        const { reference } = await this.#call(purchase, signal);
        await purchaseStore.endAttempt(knex, id, number, this.#now(), {
          reference,
        });
        return;
      } catch (error) {
        const message = messageOf(error);
        await purchaseStore.endAttempt(knex, id, number, this.#now(), {
          error: message,
        });
        signal?.throwIfAborted();
        logger.warn(`Attempt ${number} at purchase ${id} failed: ${message}`);
        if (isError(error) && error.name === 'PurchaseRejectedError') {
          // A no leaves open what came of an earlier attempt without an answer.
          await purchaseStore.fail(knex, id, this.#now(), purchase.uncertain);
          return;
        }
      }
    }
  }

  /** One call of the provider, which has its time and not more even when it does not listen. */
  async #call(
    purchase: StoredPurchase,
    signal?: AbortSignal,
  ): Promise<{ reference?: string }> {
    const provider = this.options.providers.get(purchase.provider);
    if (!provider) {
      throw new Error(`There is no purchase provider '${purchase.provider}'`);
    }
    const { timeoutMs } = this.settings;
    const timeout = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = new Error(
          `The purchase provider did not answer within ${timeoutMs} ms`,
        );
        timeout.abort(error);
        reject(error);
      }, timeoutMs);
      signal?.addEventListener('abort', () => {
        timeout.abort(signal.reason);
        reject(signal.reason);
      });
    });
    try {
      return await Promise.race([
        provider.purchase(orderOf(purchase, this.options.account), {
          signal: timeout.signal,
        }),
        late,
      ]);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Whether credits were added under the key by who noted no purchases yet, as
   * releases before did. No provider is asked then: it would bill what is there.
   */
  async #boughtUnnoted(
    accountId: number,
    { origin, windowKey }: NewPurchase,
  ): Promise<boolean> {
    const { knex } = this.options;
    return (
      (await ledgerStore.findIdempotency(
        knex,
        accountId,
        'purchase',
        windowKey,
      )) !== undefined &&
      (await purchaseStore.find(knex, accountId, origin, windowKey)) ===
        undefined
    );
  }

  /** Adds the credits; done before, it gives the same answer. */
  async #post(purchase: Omit<NewPurchase, 'quantity'>): Promise<GrantOutcome> {
    const { account, ledger } = this.options;
    const manual = purchase.origin === 'manual';
    return ledger.purchase(
      account,
      {
        pack: purchase.pack,
        ...(purchase.occurredAt === undefined
          ? {}
          : { occurredAt: purchase.occurredAt }),
        idempotencyKey: manual ? purchase.windowKey : purchase.orderKey,
        credits: purchase.credits,
        price: purchase.price,
        comment: manual
          ? purchase.title
          : `Automatic purchase: ${purchase.title}`,
      },
      purchase.requestedBy ?? AUTOMATIC_ACTOR,
    );
  }

  async #wait(id: number): Promise<StoredPurchase> {
    const { knex } = this.options;
    const patience = performance.now() + this.settings.timeoutMs;
    while (performance.now() < patience) {
      await sleep(POLL_MS);
      const purchase = await purchaseStore.get(knex, id);
      if (purchase.status !== 'pending') {
        return purchase;
      }
    }
    throw new ConflictError(
      'This purchase is under way already; ask again with the same idempotencyKey to learn how it ended',
    );
  }

  #longestMs(): number {
    const { maxAttempts, retryDelayMs, timeoutMs } = this.settings;
    return maxAttempts * timeoutMs + retryDelayMs * 2 ** maxAttempts + SLACK_MS;
  }
}

function orderOf(purchase: StoredPurchase, account: string) {
  return {
    idempotencyKey: purchase.orderKey,
    account,
    origin: purchase.origin,
    pack: { id: purchase.pack, title: purchase.title },
    quantity: purchase.quantity ?? 1,
    credits: formatCredits(purchase.credits),
    price: purchase.price,
    ...(purchase.requestedBy === undefined
      ? {}
      : { requestedBy: purchase.requestedBy }),
    requestedAt: new Date(purchase.requestedAt).toISOString(),
  };
}

function isSame(purchase: StoredPurchase, draft: NewPurchase): boolean {
  const at = (time: string | undefined) =>
    time === undefined ? undefined : Date.parse(time);
  return (
    purchase.pack === draft.pack &&
    purchase.quantity === draft.quantity &&
    at(purchase.occurredAt) === at(draft.occurredAt)
  );
}

function messageOf(error: unknown): string {
  const text =
    isError(error) && error.message ? error.message : 'unknown error';
  return text.replaceAll('\u0000', '').slice(0, ERROR_LENGTH);
}
