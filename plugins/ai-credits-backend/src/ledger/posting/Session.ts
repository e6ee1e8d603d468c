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

import { Knex } from 'knex';
import { LotKind, Refusal } from 'backstage-plugin-ai-credits-common';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import {
  AccountRow,
  LotDetails,
  ledgerStore,
} from '../../database/LedgerStore';
import { ledgerWrites } from '../../database/ledgerWrites';
import { policyStore } from '../../database/PolicyStore';
import { runTogether, Statement } from '../../database/statements';
import { decide } from '../decide';
import {
  BudgetState,
  Command,
  Decision,
  Draw,
  EpochMs,
  LotState,
  Outcome,
} from '../types';
import { AccountSnapshot, StateReader } from './AccountCache';
import { BudgetDefinition, BudgetSubject } from './budgetIndex';
import { ZoneClock } from '../ZoneClock';
import { makeBlock, PendingEntry } from './journalWriter';

/** What the ledger is told by the configuration. */
export interface LedgerSettings {
  /** Micro-credits granted at the start of each month. */
  monthlyAllowance: bigint;
  /** Micro-credits that may be used past the lots in each month, unless an admin has set another limit. */
  excessLimit: bigint;
  /** How long after a month's end late events are still taken into it, in ms. */
  lateEventGraceMs: number;
  maxOpenHolds: number;
}

/** Burn-down priority of lots for which none was asked; lower burns first. */
export const DEFAULT_PRIORITY = 100;

/** A command with what the journal notes about the entry that it makes. */
export interface SessionCommand {
  command: Command;
  note?: Omit<PendingEntry, 'entry' | 'available'>;
  /** Of the lot that a grant creates. */
  lot?: Omit<LotDetails, 'seq'>;
}

/**
 * One transaction on an account, from taking its lock to writing what was
 * decided. The result of {@link Session.write} is the state to start the next
 * one with; it is good only once the transaction has committed.
 */
export class Session {
  readonly trx: Knex.Transaction;
  readonly account: AccountRow;
  readonly now: EpochMs;
  snapshot: AccountSnapshot;
  readonly reader: StateReader;
  readonly #calendar: ZoneClock;
  readonly #settings: LedgerSettings;
  #decision: Decision | undefined;
  #commands: SessionCommand[] = [];

  static async open(
    trx: Knex.Transaction,
    options: {
      accountId: number;
      calendar: ZoneClock;
      settings: LedgerSettings;
      /** What is remembered of the account; asked for once the lock has been taken. */
      remembered: (account: AccountRow) => Promise<AccountSnapshot | undefined>;
      now: () => EpochMs;
    },
  ): Promise<Session> {
    const account = await ledgerStore.lockAccount(trx, options.accountId);
    const lockedAt = performance.now();
    const remembered = await options.remembered(account);
    // Read the clock under the lock, so that time never runs backwards from one posting to the next.
    const now = options.now();
    const reader = new StateReader(trx, options.calendar);
    const snapshot =
      remembered?.version === account.version
        ? remembered
        : await reader.snapshot(
            account,
            await excessLimitOf(trx, account.id, options.settings),
            remembered,
          );
    return new Session(trx, account, snapshot, reader, now, lockedAt, options);
  }

  private constructor(
    trx: Knex.Transaction,
    account: AccountRow,
    snapshot: AccountSnapshot,
    reader: StateReader,
    now: EpochMs,
    /** When the lock was taken, as `performance.now` has it. */
    readonly lockedAt: number,
    options: { calendar: ZoneClock; settings: LedgerSettings },
  ) {
    this.trx = trx;
    this.account = account;
    this.snapshot = snapshot;
    this.reader = reader;
    this.now = now;
    this.#calendar = options.calendar;
    this.#settings = options.settings;
  }

  /**
   * The times of use of events for the lots, and the periods whose excess they
   * may use. An event of a month that is over counts there as long as the
   * grace lasts; after it, it is charged to the month of now.
   */
  async timesOfUse(
    occurred: readonly EpochMs[],
  ): Promise<Array<{ at: EpochMs; period: EpochMs }>> {
    const { now } = this;
    const current = this.#calendar.monthOf(now);
    const opened = this.#calendar.monthOf(this.account.openedAt).start;
    const months = occurred.map(time =>
      time >= opened && time < current.start
        ? this.#calendar.monthOf(time)
        : current,
    );
    this.snapshot = await this.reader.withPeriods(
      this.snapshot,
      months.map(month => month.start),
    );
    return occurred.map((time, i) => {
      const month = months[i];
      if (month === current) {
        return {
          at: time >= current.start && time < now ? time : now,
          period: current.start,
        };
      }
      const createdAt = this.snapshot.periodsCreatedAt.get(month.start);
      const open =
        createdAt === undefined ||
        now < Math.max(month.end, createdAt) + this.#settings.lateEventGraceMs;
      return open
        ? { at: time, period: month.start }
        : { at: now, period: current.start };
    });
  }

  /** Commands that open the months named and the one of now, oldest first, where they are not open yet. */
  async openPeriods(starts: Iterable<EpochMs> = []): Promise<SessionCommand[]> {
    const wanted = [
      ...new Set([...starts, this.#calendar.monthOf(this.now).start]),
    ].sort((a, b) => a - b);
    this.snapshot = await this.reader.withPeriods(this.snapshot, wanted);
    return wanted
      .filter(start => !this.snapshot.state.periods.has(start))
      .map(start => ({
        command: {
          type: 'open-period',
          start,
          end: this.#calendar.monthOf(start).end,
          allowance: this.#settings.monthlyAllowance,
          priority: DEFAULT_PRIORITY,
        },
        note: { occurredAt: start, reason: 'Monthly allowance' },
      }));
  }

  /** Keys of the budget periods that uses count against, read so that decisions can name them. */
  async budgetKeys(
    uses: ReadonlyArray<{ subject: BudgetSubject; occurredAt: EpochMs }>,
  ): Promise<string[][]> {
    const { budgets, state } = this.snapshot;
    const wanted = new Map<
      string,
      { definition: BudgetDefinition; start: EpochMs; end: EpochMs }
    >();
    const keys = uses.map(({ subject, occurredAt }) => {
      const list: string[] = [];
      for (const definition of budgets.of(subject)) {
        const { key, start, end } = budgets.periodOf(
          definition,
          occurredAt,
          this.#calendar,
        );
        if (start >= definition.trackedFrom) {
          list.push(key);
          if (!state.budgets.has(key)) {
            wanted.set(key, { definition, start, end });
          }
        }
      }
      return list;
    });
    this.snapshot = await this.reader.withBudgets(this.snapshot, wanted);
    return keys;
  }

  /** Decides on the commands. Called once in a session. */
  decide(commands: readonly SessionCommand[]): Outcome[] {
    this.#commands = [...commands];
    this.#decision = decide(
      this.snapshot.state,
      commands.map(item => item.command),
      this.now,
    );
    return this.#decision.outcomes;
  }

  /** Kinds of the lots that the outcomes may name. */
  lotKinds(): Map<number, LotKind> {
    const kinds = new Map(
      this.snapshot.state.lots.map(lot => [lot.id, lot.kind]),
    );
    for (const lot of this.#decision?.changes.createdLots ?? []) {
      kinds.set(lot.id, lot.kind);
    }
    return kinds;
  }

  get createdLots(): LotState[] {
    return this.#decision?.changes.createdLots ?? [];
  }

  /** The journal's number for the entry of a command that was posted. */
  seqOf(index: number): number {
    let seq = this.account.lastSeq;
    this.#decision!.outcomes.forEach((outcome, i) => {
      if (i <= index && outcome.status === 'posted') {
        seq += 1;
      }
    });
    return seq;
  }

  /**
   * Writes what was decided, in as few round trips as the engine allows: the
   * account is locked meanwhile.
   *
   * @param beside - statements that go with it, of tables that are not the
   *   ledger's own
   * @returns undefined when nothing of the account changed
   */
  async write(
    beside: readonly Statement[] = [],
  ): Promise<AccountSnapshot | undefined> {
    const decision = this.#decision!;
    const { changes, outcomes, next } = decision;
    const pending: PendingEntry[] = [];
    const lotDetails = new Map<number, LotDetails>();
    outcomes.forEach((outcome, i) => {
      if (outcome.status !== 'posted') {
        return;
      }
      const { note, lot } = this.#commands[i];
      pending.push({
        ...note,
        entry: outcome.entry,
        available: outcome.available,
      });
      for (const draw of outcome.entry.draws) {
        if ('lot' in draw) {
          lotDetails.set(draw.lot, {
            ...lot,
            seq: this.account.lastSeq + pending.length,
          });
        }
      }
    });
    const touched =
      pending.length ||
      changes.createdPeriods.length ||
      changes.updatedLots.length ||
      changes.openedHolds.length ||
      changes.closedHolds.length;
    const { trx, account, now } = this;
    if (!touched) {
      await runTogether(trx, beside);
      return undefined;
    }

    const accountId = account.id;
    const statements = [...beside];
    if (changes.createdLots.length) {
      statements.push(
        ledgerWrites.newLots(
          trx,
          accountId,
          changes.createdLots.map(lot => ({
            ...lot,
            ...(lotDetails.get(lot.id) as LotDetails),
          })),
        ),
      );
    }
    if (changes.updatedLots.length) {
      statements.push(ledgerWrites.lots(trx, accountId, changes.updatedLots));
    }
    const periods = [...changes.createdPeriods, ...changes.updatedPeriods];
    if (periods.length) {
      statements.push(ledgerWrites.periods(trx, accountId, periods, now));
    }
    const { known, fresh } = this.#budgetRows(changes.updatedBudgets);
    if (known.length) {
      statements.push(ledgerWrites.knownBudgetUses(trx, known));
    }
    if (fresh.length) {
      statements.push(
        ledgerWrites.budgetUses(
          trx,
          fresh.map(budget => ({
            ...budget,
            rolledOver: this.snapshot.rolledOver.get(budget.key),
          })),
        ),
      );
    }
    let head = {
      lastSeq: account.lastSeq,
      lastBlock: account.lastBlock,
      headHash: account.headHash,
    };
    if (pending.length) {
      const { block, entries } = makeBlock(account, pending, now);
      statements.push(
        ledgerWrites.entries(trx, accountId, entries),
        ledgerWrites.block(trx, accountId, block),
      );
      head = {
        lastSeq: account.lastSeq + entries.length,
        lastBlock: block.number,
        headHash: block.hash,
      };
    }
    const version = account.version + 1;
    statements.push(
      ledgerWrites.account(accountId, {
        version,
        ...head,
        nextLotId: next.nextLotId,
      }),
    );
    await runTogether(trx, statements);
    return this.#nextSnapshot(version, decision);
  }

  /**
   * Tells budget periods that have a row from those that may have none: what
   * is used of one has been written down, by this process or where it read it,
   * and rows are never deleted.
   */
  #budgetRows(budgets: readonly BudgetState[]): {
    known: BudgetState[];
    fresh: BudgetState[];
  } {
    const known: BudgetState[] = [];
    const fresh: BudgetState[] = [];
    for (const budget of budgets) {
      const before = this.snapshot.state.budgets.get(budget.key);
      (before && before.used > 0n ? known : fresh).push(budget);
    }
    return { known, fresh };
  }

  #nextSnapshot(version: number, decision: Decision): AccountSnapshot {
    const { next, changes } = decision;
    const periodsCreatedAt = new Map(this.snapshot.periodsCreatedAt);
    for (const period of changes.createdPeriods) {
      periodsCreatedAt.set(period.start, this.now);
    }
    return {
      ...this.snapshot,
      version,
      periodsCreatedAt,
      state: {
        ...next,
        // What is used up is read again only where a refund names it.
        lots: next.lots.filter(lot => !lot.closed && lot.remaining > 0n),
        // A cache, not a store: past this size it is read anew.
        budgets: next.budgets.size > 50_000 ? new Map() : next.budgets,
      },
    };
  }

  /** Whether another hold may be opened. */
  get holdsLeft(): boolean {
    return this.snapshot.state.holds.size < this.#settings.maxOpenHolds;
  }

  /** Puts a refusal in words that a caller can act on. */
  refusal(
    outcome: Extract<Outcome, { status: 'refused' }>,
  ): Omit<Refusal, 'contacts'> {
    const figures = {
      limit: formatCredits(outcome.limit),
      used: formatCredits(outcome.used),
      held: formatCredits(outcome.held),
      requested: formatCredits(outcome.requested),
    };
    if (outcome.reason === 'insufficient_credits') {
      return {
        reason: outcome.reason,
        scope: `account:${this.account.name}`,
        ...figures,
        resetsAt: new Date(this.#calendar.monthOf(this.now).end).toISOString(),
      };
    }
    const budget = this.snapshot.state.budgets.get(outcome.budget);
    const definition = budget && this.snapshot.budgets.byId(budget.budgetId);
    return {
      reason: outcome.reason,
      scope: definition
        ? `${definition.scopeKind}:${definition.scopeRef}`
        : `budget:${outcome.budget}`,
      ...figures,
      resetsAt: budget && new Date(budget.periodEnd).toISOString(),
    };
  }
}

/** The Excess Credits Limit that applies: an admin's, or else the configuration's. */
export async function excessLimitOf(
  trx: Knex,
  accountId: number,
  settings: Pick<LedgerSettings, 'excessLimit'>,
): Promise<bigint> {
  const policy = await policyStore.current(trx, accountId);
  return policy?.excessLimit ?? settings.excessLimit;
}

/** The lots that draws name. */
export function lotsOf(draws: readonly Draw[]): number[] {
  return draws.flatMap(draw => ('lot' in draw ? [draw.lot] : []));
}
