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
import { isError } from '@backstage/errors';
import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import { AccountRow, ledgerStore } from '../database/LedgerStore';
import { isSystemic, withRetries } from '../database/retry';
import { IDS_PER_BATCH, usageStore } from '../database/UsageStore';
import { ChargeOutcome, Ledger, RatedUsage, RecordOutcome } from './api';
import { faultOfEvent } from './errors';
import { GENESIS_HASH } from './journal';
import { AccountSnapshot } from './posting/AccountCache';
import { ZoneClock } from './ZoneClock';
import {
  grantOperation,
  purchaseOperation,
  refundOperation,
} from './posting/creditOperations';
import {
  readHold,
  releaseOperation,
  reserveOperation,
  settleOperation,
} from './posting/holdOperations';
import { readBalance, readLots } from './posting/reading';
import { LedgerSettings, Session } from './posting/Session';
import {
  batchIds,
  postUsage,
  UsageItem,
  UsageResult,
} from './posting/UsageBatch';
import { UsageQueue } from './posting/UsageQueue';
import { ensureDims, ExpectedOutcome } from './posting/usageRows';
import { EpochMs } from './types';

/** Batch numbers that a process takes at once. */
const BATCH_STRETCH = 64;

/** A batch that was committed, in milliseconds. */
export interface PostedBatch {
  events: number;
  /** From asking for the first of them until the lock was taken. */
  waitedMs: number;
  lockedMs: number;
}

interface AccountDesk {
  row: Pick<AccountRow, 'id' | 'name' | 'openedAt'>;
  queue: UsageQueue<UsageItem, UsageResult>;
  cached?: AccountSnapshot;
  expected: ExpectedOutcome;
}

/** What operations on an account run with. */
export interface OperationContext {
  accountId: number;
  accountName: string;
  calendar: ZoneClock;
  dictionary: Dictionary;
  /** An id for a usage row that is made under the lock. */
  usageId: number;
}

/**
 * The ledger on a database. One desk per account and process serialises what
 * this process posts; the account's row serialises the replicas.
 */
export class DefaultLedger implements Ledger {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #settings: LedgerSettings;
  readonly #calendar: ZoneClock;
  readonly #dictionary: Dictionary;
  readonly #now: () => EpochMs;
  readonly #onPosted: () => void;
  readonly #onBatch: (batch: PostedBatch) => void;
  readonly #queueLimit: number;
  readonly #batchSize: number;
  readonly #desks = new Map<string, Promise<AccountDesk>>();
  readonly #queues: Array<UsageQueue<UsageItem, UsageResult>> = [];
  #batchNumber = 0;
  #batchNumbersLeft = 0;
  #batchNumbersTaking: Promise<void> | undefined;

  /** Opens the ledger and makes sure that the default account exists. */
  static async create(options: {
    knex: Knex;
    logger: LoggerService;
    dictionary: Dictionary;
    account: { name: string; openedAt?: EpochMs; timeZone: string };
    settings: LedgerSettings;
    queueLimit: number;
    batchSize: number;
    now?: () => EpochMs;
    /** Called after each posting was committed; must be quick and not throw. */
    onPosted?: () => void;
    /** Is told of each batch of usage that was committed; must be quick and not throw. */
    onBatch?: (batch: PostedBatch) => void;
  }): Promise<DefaultLedger> {
    const ledger = new DefaultLedger(options);
    const now = ledger.#now();
    await ledgerStore.ensureAccount(options.knex, {
      name: options.account.name,
      openedAt: options.account.openedAt ?? now,
      now,
      genesis: GENESIS_HASH,
    });
    return ledger;
  }

  private constructor(options: Parameters<typeof DefaultLedger.create>[0]) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#settings = options.settings;
    this.#calendar = new ZoneClock(options.account.timeZone);
    this.#dictionary = options.dictionary;
    this.#now = options.now ?? Date.now;
    this.#onPosted = options.onPosted ?? (() => {});
    this.#onBatch = options.onBatch ?? (() => {});
    this.#queueLimit = options.queueLimit;
    this.#batchSize = Math.min(options.batchSize, IDS_PER_BATCH);
  }

  get calendar(): ZoneClock {
    return this.#calendar;
  }

  /** Usage events that wait in this process, or are being posted. */
  get queueLength(): number {
    return this.#queues.reduce((sum, { length }) => sum + length, 0);
  }

  async record(
    account: string,
    events: readonly RatedUsage[],
  ): Promise<RecordOutcome[]> {
    const since = performance.now();
    const results = await this.#push(
      account,
      events.map(usage => ({ usage, mode: 'record' as const, since })),
    );
    return results.map(result => {
      if (!isError(result)) {
        return result as RecordOutcome;
      }
      const fault = faultOfEvent(result);
      if (fault === undefined) {
        throw result;
      }
      return { status: 'invalid', error: fault };
    });
  }

  async charge(account: string, usage: RatedUsage): Promise<ChargeOutcome> {
    const [result] = await this.#push(account, [
      { usage, mode: 'authorise', since: performance.now() },
    ]);
    if (isError(result)) {
      throw result;
    }
    return result as ChargeOutcome;
  }

  reserve: Ledger['reserve'] = async (account, event, options) => {
    await this.#ensureNames([event]);
    return this.transact(account, (session, context) =>
      reserveOperation(session, context, event, options),
    );
  };

  getHold: Ledger['getHold'] = id => readHold(this.#knex, id);

  settle: Ledger['settle'] = async (account, holdId, event, beyond) => {
    await this.#ensureNames([event]);
    return this.transact(account, (session, context) =>
      settleOperation(session, context, holdId, event, beyond),
    );
  };

  release: Ledger['release'] = (account, holdId) =>
    this.transact(account, session => releaseOperation(session, holdId));

  grant: Ledger['grant'] = async (account, request, actor) => {
    await this.#ensureActor(actor);
    return this.transact(account, (session, context) =>
      grantOperation(session, context, request, actor),
    );
  };

  purchase: Ledger['purchase'] = async (account, request, actor) => {
    await this.#ensureActor(actor);
    return this.transact(account, (session, context) =>
      purchaseOperation(session, context, request, actor),
    );
  };

  refund: Ledger['refund'] = async (account, request, actor) => {
    await this.#ensureActor(actor);
    return this.transact(account, (session, context) =>
      refundOperation(session, context, request, actor),
    );
  };

  balance: Ledger['balance'] = async account => {
    const row = await this.#account(account);
    await this.openCurrentPeriod(account);
    return readBalance(this.#knex, row, {
      calendar: this.#calendar,
      settings: this.#settings,
      now: this.#now(),
    });
  };

  lots: Ledger['lots'] = async (account, page) =>
    readLots(this.#knex, await this.#account(account), page, this.#now());

  /** Opens the month of now, with its allowance, unless it is open. */
  async openCurrentPeriod(account: string): Promise<void> {
    const { id } = await this.#account(account);
    const { start } = this.#calendar.monthOf(this.#now());
    const [period] = await ledgerStore.periods(this.#knex, id, [start]);
    if (!period) {
      await this.transact(account, async session => {
        session.decide(await session.openPeriods());
        return { answer: undefined, snapshot: await session.write() };
      });
    }
  }

  /**
   * Runs something alone on the account: takes the lock, hands out the
   * session, and commits what it wrote. Run again from the start after
   * transient database errors.
   */
  async transact<T>(
    account: string,
    run: (
      session: Session,
      context: OperationContext,
    ) => Promise<{ answer: T; snapshot?: AccountSnapshot }>,
  ): Promise<T> {
    const desk = await this.#desk(account);
    return desk.queue.exclusive(async () => {
      const usageId = (await this.#takeBatchNumber()) * IDS_PER_BATCH;
      return withRetries(async () => {
        try {
          const done = await this.#knex.transaction(async trx => {
            const session = await this.#openSession(trx, desk);
            return run(session, {
              accountId: desk.row.id,
              accountName: desk.row.name,
              calendar: this.#calendar,
              dictionary: this.#dictionary,
              usageId,
            });
          });
          if (done.snapshot) {
            desk.cached = done.snapshot;
            this.#onPosted();
          }
          return done.answer;
        } catch (error) {
          desk.cached = undefined;
          throw error;
        }
      }, this.#logger);
    });
  }

  async #push(
    account: string,
    items: UsageItem[],
  ): Promise<Array<UsageResult | Error>> {
    const desk = await this.#desk(account);
    return desk.queue.push(items);
  }

  /** Posts a batch; where it fails for another reason than a transient one, halves find the event at fault and spare the rest. */
  async #post(
    desk: AccountDesk,
    items: UsageItem[],
  ): Promise<Array<UsageResult | Error>> {
    try {
      await this.#ensureNames(items.map(item => item.usage));
      return await withRetries(
        async () =>
          // New ids each time: where only the answer to a commit was lost, the
          // keys name the rows of that commit and nothing is charged again.
          this.#postOnce(desk, items, batchIds(await this.#takeBatchNumber())),
        this.#logger,
      );
    } catch (error) {
      if (
        items.length === 1 ||
        (error as Error).name === 'ServiceUnavailableError' ||
        isSystemic(error)
      ) {
        return items.map(() => error as Error);
      }
      this.#logger.warn('A batch could not be posted, trying its halves', {
        events: items.length,
        reason: (error as Error).message.slice(0, 200),
      });
      const half = Math.ceil(items.length / 2);
      return [
        ...(await this.#post(desk, items.slice(0, half))),
        ...(await this.#post(desk, items.slice(half))),
      ];
    }
  }

  async #postOnce(
    desk: AccountDesk,
    items: UsageItem[],
    idOf: (index: number) => number,
  ): Promise<UsageResult[]> {
    try {
      const done = await this.#knex.transaction(trx =>
        postUsage(trx, items, {
          accountId: desk.row.id,
          idOf,
          dictionary: this.#dictionary,
          calendar: this.#calendar,
          expected: desk.expected,
          openSession: inner => this.#openSession(inner, desk),
        }),
      );
      // Only what has been committed is remembered.
      desk.expected = done.expected;
      if (done.snapshot) {
        desk.cached = done.snapshot;
        this.#onPosted();
      }
      this.#onBatch({
        events: items.length,
        waitedMs: done.lockedAt - items[0].since,
        lockedMs: performance.now() - done.lockedAt,
      });
      return done.results;
    } catch (error) {
      desk.cached = undefined;
      throw error;
    }
  }

  #openSession(trx: Knex.Transaction, desk: AccountDesk): Promise<Session> {
    return Session.open(trx, {
      accountId: desk.row.id,
      calendar: this.#calendar,
      settings: this.#settings,
      cached: desk.cached,
      now: this.#now,
    });
  }

  async #account(name: string): Promise<AccountDesk['row']> {
    return (await this.#desk(name)).row;
  }

  #desk(name: string): Promise<AccountDesk> {
    let desk = this.#desks.get(name);
    if (!desk) {
      desk = this.#openDesk(name);
      this.#desks.set(name, desk);
      desk.catch(() => this.#desks.delete(name));
    }
    return desk;
  }

  async #openDesk(name: string): Promise<AccountDesk> {
    const row = await ledgerStore.account(this.#knex, name);
    const desk: AccountDesk = {
      row,
      expected: { creditType: 'free', overLimit: false },
      queue: new UsageQueue<UsageItem, UsageResult>({
        run: items => this.#post(desk, items),
        keyOf: item => item.usage.key,
        limit: this.#queueLimit,
        batchSize: this.#batchSize,
      }),
    };
    this.#queues.push(desk.queue);
    return desk;
  }

  #ensureNames(events: readonly RatedUsage[]): Promise<void> {
    return withRetries(
      () => ensureDims(this.#dictionary, events),
      this.#logger,
    );
  }

  #ensureActor(actor: string): Promise<void> {
    return withRetries(
      () => this.#dictionary.ensure('actor', [actor]),
      this.#logger,
    );
  }

  async #takeBatchNumber(): Promise<number> {
    while (!this.#batchNumbersLeft) {
      this.#batchNumbersTaking ??= this.#takeStretch().finally(() => {
        this.#batchNumbersTaking = undefined;
      });
      await this.#batchNumbersTaking;
    }
    this.#batchNumbersLeft -= 1;
    const number = this.#batchNumber;
    this.#batchNumber += 1;
    return number;
  }

  async #takeStretch(): Promise<void> {
    this.#batchNumber = await withRetries(
      () => usageStore.takeBatchNumbers(this.#knex, BATCH_STRETCH),
      this.#logger,
    );
    this.#batchNumbersLeft = BATCH_STRETCH;
  }
}
