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
import { isPostgres } from '../database/engine';
import { AccountRow, ledgerStore } from '../database/LedgerStore';
import { isSystemic, withRetries } from '../database/retry';
import { IDS_PER_BATCH, usageStore } from '../database/UsageStore';
import { assertZoneOfAccount } from './accountZone';
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
import { settledWithin, Turn, Turns } from './posting/Turns';
import {
  batchIds,
  postUsage,
  UsageItem,
  UsageResult,
} from './posting/UsageBatch';
import { UsageQueue } from './posting/UsageQueue';
import { DimIds, ensureDims, ExpectedOutcome } from './posting/usageRows';
import { EpochMs } from './types';

/** Batch numbers that a process takes at once. */
const BATCH_STRETCH = 64;
/** Batches in flight: one that holds the account's lock, and one whose rows are inserted meanwhile. */
const LANES = 2;
/** How long the answer to a commit that has happened is waited for. */
const ANSWER_MS = 50;

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
  turns: Turns;
  /** Settles when the transaction of this process that took the lock last has ended, as far as the process knows. */
  ending?: Promise<void>;
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

  /**
   * Opens the ledger and makes sure that the default account exists.
   *
   * @throws InputError when the account was opened under another time zone
   */
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
    const account = await ledgerStore.ensureAccount(options.knex, {
      name: options.account.name,
      timeZone: options.account.timeZone,
      openedAt: options.account.openedAt ?? now,
      now,
      genesis: GENESIS_HASH,
    });
    await assertZoneOfAccount(options.knex, account, ledger.#calendar);
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
      return withRetries(
        () =>
          this.#transaction(desk, async (trx, openSession) =>
            run(await openSession(trx), {
              accountId: desk.row.id,
              accountName: desk.row.name,
              calendar: this.#calendar,
              dictionary: this.#dictionary,
              usageId,
            }),
          ),
        this.#logger,
      ).then(({ answer }) => answer);
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
    turn: Turn,
  ): Promise<Array<UsageResult | Error>> {
    try {
      const names = await this.#ensureNames(items.map(item => item.usage));
      return await withRetries(
        async () =>
          // New ids each time: where only the answer to a commit was lost, the
          // keys name the rows of that commit and nothing is charged again.
          this.#postOnce(
            desk,
            items,
            names,
            turn,
            batchIds(await this.#takeBatchNumber()),
          ),
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
        ...(await this.#post(desk, items.slice(0, half), turn)),
        ...(await this.#post(desk, items.slice(half), turn)),
      ];
    }
  }

  async #postOnce(
    desk: AccountDesk,
    items: UsageItem[],
    names: DimIds[],
    turn: Turn,
    idOf: (index: number) => number,
  ): Promise<UsageResult[]> {
    const done = await this.#transaction(desk, (trx, openSession) =>
      postUsage(trx, items, {
        accountId: desk.row.id,
        idOf,
        names,
        calendar: this.#calendar,
        expected: desk.expected,
        openSession: async inner => {
          await turn.come();
          const session = await openSession(inner);
          turn.pass();
          return session;
        },
      }),
    );
    desk.expected = done.expected;
    this.#onBatch({
      events: items.length,
      waitedMs: done.lockedAt - items[0].since,
      lockedMs: performance.now() - done.lockedAt,
    });
    return done.results;
  }

  /** Runs one transaction on an account. Only what has been committed is remembered. */
  async #transaction<T extends { snapshot?: AccountSnapshot }>(
    desk: AccountDesk,
    run: (
      trx: Knex.Transaction,
      openSession: (trx: Knex.Transaction) => Promise<Session>,
    ) => Promise<T>,
  ): Promise<T> {
    let end = () => {};
    const ending = new Promise<void>(resolve => {
      end = resolve;
    });
    try {
      const done = await this.#knex.transaction(trx =>
        run(trx, inner =>
          Session.open(inner, {
            accountId: desk.row.id,
            calendar: this.#calendar,
            settings: this.#settings,
            remembered: ({ version }) =>
              this.#remembered(desk, version, ending),
            now: this.#now,
          }),
        ),
      );
      const { snapshot } = done;
      if (snapshot) {
        // A later one may have been heard of before.
        if (!desk.cached || desk.cached.version <= snapshot.version) {
          desk.cached = snapshot;
        }
        this.#onPosted();
      }
      return done;
    } catch (error) {
      desk.cached = undefined;
      throw error;
    } finally {
      end();
      if (desk.ending === ending) {
        desk.ending = undefined;
      }
    }
  }

  /**
   * What this process remembers of an account whose lock the caller has just
   * been given. Who had it before has committed then, but the answer to that
   * commit may still be on its way here, on another connection: what it left
   * is worth a moment's wait, since all would have to be read anew without.
   * The version says whether what is remembered is good, so a wait in vain
   * does no harm; it is short, since others wait for the lock.
   */
  async #remembered(
    desk: AccountDesk,
    version: number,
    ending: Promise<void>,
  ): Promise<AccountSnapshot | undefined> {
    const before = desk.ending;
    desk.ending = ending;
    if (desk.cached && desk.cached.version > version) {
      // The database lost commits: a standby took over, or it was restored.
      // What is remembered of them must not pass for its next versions.
      desk.cached = undefined;
    }
    if (before && desk.cached?.version !== version) {
      await settledWithin(before, ANSWER_MS);
    }
    return desk.cached;
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
      turns: new Turns(),
      queue: new UsageQueue<UsageItem, UsageResult>({
        run: items => {
          const turn = desk.turns.next();
          return this.#post(desk, items, turn).finally(turn.pass);
        },
        keyOf: item => item.usage.key,
        limit: this.#queueLimit,
        batchSize: this.#batchSize,
        // SQLite has one connection, on which batches come one after another.
        lanes: isPostgres(this.#knex) ? LANES : 1,
      }),
    };
    this.#queues.push(desk.queue);
    return desk;
  }

  #ensureNames(events: readonly RatedUsage[]): Promise<DimIds[]> {
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
