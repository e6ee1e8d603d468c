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

import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { parseCredits, Refusal } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { PackConfig } from '../../config';
import { ledgerStore } from '../../database/LedgerStore';
import { DefaultLedger } from '../../ledger/DefaultLedger';
import { Session } from '../../ledger/posting/Session';
import { EpochMs } from '../../ledger/types';
import { WorkingLedger } from '../../ledger/workingLedger';
import { AccountPolicies } from '../../policies';
import { Purchaser } from '../Purchaser';
import { purchaseStore, StoredPurchase } from '../PurchaseStore';
import {
  AutomaticPurchaseDecision,
  decideAutomaticPurchase,
} from './decideAutomaticPurchase';

/** Between two looks at the balance that postings set off. */
const PAUSE_MS = 500;

/** How often it is looked whether another replica has ended a purchase. */
const POLL_MS = 100;

/** Refused charges that wait for a look at a time; further ones are answered at once. */
const MAX_WAITING = 200;

/** What a look at the balance led to. */
export type AutomaticPurchaseOutcome =
  | { action: 'made' | 'failed'; purchase: StoredPurchase }
  | Extract<AutomaticPurchaseDecision, { action: 'none' }>;

/** What a refused charge is told, besides the refusal. */
export type AutomaticPurchaseNote = NonNullable<Refusal['automaticPurchase']>;

/**
 * Buys credits by itself, as the policy says. Any number of replicas may look
 * at the same time: the decision is made and the purchase noted in one
 * transaction under the account's lock, its name is unique, and the database
 * keeps a second one from being under way.
 */
export class AutomaticPurchases {
  static create(options: {
    knex: Knex;
    account: string;
    ledger: DefaultLedger;
    policies: AccountPolicies;
    purchaser: Purchaser;
    packs: readonly PackConfig[];
    /** How long a refused charge waits for a purchase before it is answered. */
    refusalWaitMs: number;
    logger: LoggerService;
    now?: () => EpochMs;
  }): AutomaticPurchases {
    return new AutomaticPurchases(options);
  }

  readonly #now: () => EpochMs;
  #turn: Promise<unknown> = Promise.resolve();
  #pause: NodeJS.Timeout | undefined;
  #again = false;
  #waiting = 0;
  #stopped = false;

  private constructor(
    private readonly options: Parameters<typeof AutomaticPurchases.create>[0],
  ) {
    this.#now = options.now ?? Date.now;
  }

  /** Something was posted: looks at the balance soon, at most twice a second. Never throws. */
  changed(): void {
    if (this.#stopped) {
      return;
    }
    if (this.#pause) {
      this.#again = true;
      return;
    }
    this.#pause = setTimeout(() => this.#resume(), PAUSE_MS);
    this.#pause.unref();
    // Not within the posting that tells it.
    setImmediate(() => this.#look());
  }

  /** No posting sets off a look any more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#pause);
  }

  /** The scheduled look: first what was left under way, then the balance. */
  async run(signal?: AbortSignal): Promise<void> {
    await this.options.purchaser.resumeAbandoned(signal);
    if (!signal?.aborted) {
      await this.check({ signal });
    }
  }

  /**
   * Looks whether credits must be bought, and buys them. One look at a time in
   * this process.
   *
   * @param options - `refused`: what a charge has just been refused
   */
  async check(
    options: { refused?: bigint; signal?: AbortSignal } = {},
  ): Promise<AutomaticPurchaseOutcome> {
    const mine = this.#turn.then(() => this.#check(options));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /**
   * A charge was refused for lack of credits: buys, if the policy says so, and
   * waits a little for it.
   *
   * @returns whether the charge should be tried again, and else what to tell.
   *   Never throws.
   */
  async afterRefusal(
    refusal: Pick<Refusal, 'reason' | 'requested'>,
  ): Promise<{ tryAgain: boolean; note?: AutomaticPurchaseNote }> {
    const { account, logger, policies, refusalWaitMs } = this.options;
    const refused = { tryAgain: false };
    if (
      refusal.reason !== 'insufficient_credits' ||
      this.#waiting >= MAX_WAITING
    ) {
      return refused;
    }
    let timer: NodeJS.Timeout | undefined;
    try {
      const { automaticPurchase } = await policies.current(account);
      // Others may have come to wait meanwhile.
      if (!automaticPurchase.enabled || this.#waiting >= MAX_WAITING) {
        return refused;
      }
      const outcome = await Promise.race([
        this.#checkAndWait(parseCredits(refusal.requested), refusalWaitMs),
        new Promise<'late'>(resolve => {
          timer = setTimeout(() => resolve('late'), refusalWaitMs);
        }),
      ]);
      // Another may have bought between the refusal and the look.
      const tryAgain =
        outcome !== 'late' &&
        (outcome.action === 'made' ||
          (outcome.action === 'none' &&
            (outcome.because === 'not-needed' ||
              (outcome.because === 'cooldown' &&
                outcome.last.status === 'made'))));
      return { tryAgain, note: noteOn(outcome) };
    } catch (error) {
      logger.warn(`The automatic purchase failed: ${stringifyError(error)}`);
      return {
        tryAgain: false,
        note: {
          status: 'failed',
          message: 'The automatic purchase failed; it is tried again',
        },
      };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Looks for a refused charge, whose place is free again once it has been looked: it may be told earlier. */
  async #checkAndWait(
    refused: bigint,
    waitMs: number,
  ): Promise<AutomaticPurchaseOutcome> {
    this.#waiting += 1;
    try {
      return await this.#checkAndWaitForOthers(refused, waitMs);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** A purchase that another replica makes is waited for. */
  async #checkAndWaitForOthers(
    refused: bigint,
    waitMs: number,
  ): Promise<AutomaticPurchaseOutcome> {
    const until = performance.now() + waitMs;
    let outcome = await this.check({ refused });
    while (
      outcome.action === 'none' &&
      outcome.because === 'in-flight' &&
      performance.now() < until
    ) {
      await sleep(POLL_MS);
      const { id } = outcome.purchase;
      const purchase = await purchaseStore.get(this.options.knex, id);
      if (purchase.status !== 'pending') {
        outcome = { action: purchase.status, purchase };
      }
    }
    return outcome;
  }

  async #check({
    refused,
    signal,
  }: {
    refused?: bigint;
    signal?: AbortSignal;
  }): Promise<AutomaticPurchaseOutcome> {
    const { account, ledger, logger, purchaser } = this.options;
    const first = await this.#firstLook(refused);
    if (first.action === 'none') {
      return first;
    }
    const noted = await ledger.transact(account, async session => ({
      answer: await this.#note(session, refused),
    }));
    if (typeof noted !== 'number') {
      return noted;
    }
    const purchase = await purchaser.complete(noted, signal);
    if (purchase?.status === 'made' || purchase?.status === 'failed') {
      const { status } = purchase;
      logger.info(`Automatic purchase ${noted}: ${status}`);
      return { action: status, purchase };
    }
    const { knex } = this.options;
    return {
      action: 'none',
      because: 'in-flight',
      purchase: await purchaseStore.get(knex, noted),
    };
  }

  /** Without the account's lock: most looks end here. */
  async #firstLook(
    refused: bigint | undefined,
  ): Promise<AutomaticPurchaseDecision> {
    const { account, knex, ledger, packs, policies, purchaser } = this.options;
    const { automaticPurchase: policy } = await policies.current(account);
    if (!policy.enabled) {
      return { action: 'none', because: 'off' };
    }
    const { id } = await ledgerStore.account(knex, account);
    const { available, excess, period } = await ledger.balance(account);
    const monthStart = Date.parse(period.start);
    return decideAutomaticPurchase({
      policy,
      provider: purchaser.settings.provider,
      pack: packs.find(pack => pack.id === policy.pack),
      available: parseCredits(available),
      excessRemaining: parseCredits(excess.remaining),
      refused,
      now: this.#now(),
      monthStart,
      purchases: await purchaseStore.automatic(knex, id, monthStart),
    });
  }

  /** Decides under the lock and notes the purchase; the number is that of the one to go on with. */
  async #note(
    session: Session,
    refused: bigint | undefined,
  ): Promise<number | Extract<AutomaticPurchaseDecision, { action: 'none' }>> {
    const { account, ledger, packs, policies, purchaser } = this.options;
    const { now, trx } = session;
    const { start } = ledger.calendar.monthOf(now);
    const { state } = await session.reader.withPeriods(session.snapshot, [
      start,
    ]);
    if (!state.periods.has(start)) {
      // The month has just begun, and its allowance is not granted yet.
      return { action: 'none', because: 'not-needed' };
    }
    const working = WorkingLedger.open(state, now);
    const { automaticPurchase: policy } = await policies.current(account, trx);
    const pack = packs.find(({ id }) => id === policy.pack);
    const decision = decideAutomaticPurchase({
      policy,
      provider: purchaser.settings.provider,
      pack,
      available: working.available,
      excessRemaining: working.excessRoom(start),
      refused,
      now: this.#now(),
      monthStart: start,
      purchases: await purchaseStore.automatic(trx, state.accountId, start),
    });
    const { maxAttempts } = purchaser.settings;
    switch (decision.action) {
      case 'ask-again':
        await purchaseStore.reopen(trx, decision.purchase.id, maxAttempts);
        return decision.purchase.id;
      case 'buy': {
        const draft = purchaser.draft(pack!, policy.quantity, {
          origin: policy.trigger,
          windowKey: decision.windowKey,
        });
        const id = await purchaseStore.insert(
          trx,
          state.accountId,
          draft,
          maxAttempts,
        );
        return id ?? { action: 'none', because: 'not-needed' };
      }
      default:
        return decision;
    }
  }

  #look(): void {
    if (this.#stopped) {
      return;
    }
    this.check().catch(error =>
      // The scheduled look comes all the same.
      this.options.logger.warn(
        `The balance could not be looked at for an automatic purchase: ${stringifyError(
          error,
        )}`,
      ),
    );
  }

  #resume(): void {
    this.#pause = undefined;
    if (this.#again) {
      this.#again = false;
      this.changed();
    }
  }
}

function noteOn(
  outcome: AutomaticPurchaseOutcome | 'late',
): AutomaticPurchaseNote | undefined {
  const pending: AutomaticPurchaseNote = {
    status: 'pending',
    message: 'An automatic purchase is under way; try again in a moment',
  };
  if (outcome === 'late') {
    return pending;
  }
  if (outcome.action !== 'none') {
    return outcome.action === 'failed'
      ? failed(outcome.purchase.error)
      : undefined;
  }
  switch (outcome.because) {
    case 'in-flight':
      return pending;
    case 'cooldown':
      return outcome.last.status === 'failed'
        ? failed(outcome.last.error)
        : {
            status: 'waiting',
            message: `The next automatic purchase can be made after ${new Date(
              outcome.until,
            ).toISOString()}`,
          };
    case 'capped':
      return {
        status: 'capped',
        message: `Automatic purchases have reached their cap on ${outcome.by} for this month`,
      };
    case 'too-small':
      return {
        status: 'too-small',
        message: 'One automatic purchase would not be enough for it',
      };
    case 'no-pack':
      return failed('its pack is no longer offered');
    default:
      return undefined;
  }
}

function failed(error: string | undefined): AutomaticPurchaseNote {
  return {
    status: 'failed',
    message: `The automatic purchase failed: ${error ?? 'unknown error'}`,
  };
}
