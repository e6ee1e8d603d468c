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

import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  formatCredits,
  parseCredits,
} from '../../plugins/ai-credits-common/src/amounts';
import { EventResult, UsageClient } from './client';
import {
  columnsOf,
  MappedEvent,
  rowToEvent,
} from '../../plugins/ai-credits-backend/src/ingest/files/mapping';
import { parseTime } from '../../plugins/ai-credits-backend/src/ingest/files/times';
import { ReplayOptions } from './options';
import { Pace } from './pace';
import { grouped, Progress } from './progress';
import { FileRow, readRows } from './rows';
import { findShift } from './shiftTo';
import {
  fingerprintOf,
  NOTHING,
  ReplayState,
  StateFile,
  Totals,
} from './state';
import { applyShift } from './times';

const ERRORS_SHOWN = 10;
// At a chosen speed, events that are due within this time travel together.
const TOGETHER_MS = 200;

/** What a run came to. */
export interface ReplayResult {
  totals: Totals;
  /** Decimal string. */
  credits: string;
  finished: boolean;
}

interface Pending {
  number: number;
  progress: number;
  event?: MappedEvent;
  /** Why the row makes no event. */
  error?: string;
}

/** Plays one file to one portal. */
export class Replay {
  private errors = 0;
  private readonly progress: Progress;

  private constructor(
    private readonly file: string,
    private readonly options: ReplayOptions,
    private readonly stateFile: StateFile,
    private state: ReplayState,
    private readonly shiftMs: number,
    out: NodeJS.WriteStream,
  ) {
    this.progress = Progress.create(out, state.totals.sent);
  }

  /**
   * Opens the file and finds out where to begin.
   *
   * @param folders - where relative paths start, and where states are kept
   * @throws Error when the file cannot be read or lacks a column
   */
  static async create(
    options: ReplayOptions,
    folders: { cwd: string; state: string },
    out: NodeJS.WriteStream,
  ): Promise<Replay> {
    const file = path.resolve(folders.cwd, options.file);
    const { size, mtimeMs } = statSync(file);
    const stateFile = StateFile.at(folders.state, [
      file,
      options.source,
      options.url,
    ]);
    const fingerprint = fingerprintOf([
      size,
      mtimeMs,
      options.sources,
      options.idColumn,
      options.delimiter,
      options.timeZone,
      options.shift,
      options.shiftTo,
    ]);
    const before = stateFile.read();
    const goOn =
      before &&
      !before.finished &&
      !options.restart &&
      before.fingerprint === fingerprint;
    const state: ReplayState = goOn
      ? before
      : {
          fingerprint,
          rows: 0,
          finished: false,
          totals: { ...NOTHING },
          shifts: before?.shifts ?? {},
        };
    let shiftMs = 0;
    if (options.shiftTo !== undefined) {
      const name = `${options.shiftTo}`;
      shiftMs =
        state.shifts[name] ?? (await findShift(file, options, options.shiftTo));
      state.shifts = { ...state.shifts, [name]: shiftMs };
    }
    return new Replay(file, options, stateFile, state, shiftMs, out);
  }

  /** The first events, as they would be sent. */
  async preview(count: number): Promise<MappedEvent[]> {
    const events: MappedEvent[] = [];
    for await (const row of this.rows()) {
      const { event, error } = this.toPending(row);
      if (!event) {
        throw new Error(`row ${row.number}: ${error}`);
      }
      if (events.push(event) === count) {
        break;
      }
    }
    return events;
  }

  /**
   * Sends every row that has not been answered.
   *
   * @param signal - stops after what is under way has been written down
   * @throws PortalError when the portal refuses or stays away
   */
  async run(signal: AbortSignal): Promise<ReplayResult> {
    if (this.state.rows > 0) {
      this.progress.note(
        `Continuing after row ${grouped(
          this.state.rows,
        )}; --restart would start over`,
      );
    }
    const client = UsageClient.create({
      ...this.options,
      onRetry: (reason, waitMs) =>
        this.progress.note(
          `${reason}; trying again in ${(waitMs / 1000).toFixed(1)} s`,
        ),
    });
    try {
      for await (const batch of this.batches(signal)) {
        const results = await this.sendBatch(client, batch, signal);
        this.account(batch, results);
      }
      this.save(!signal.aborted);
    } catch (error) {
      this.save(false);
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      this.progress.clear();
    }
    const { totals, finished } = this.state;
    return { totals, finished, credits: formatCredits(BigInt(totals.credits)) };
  }

  private rows(): AsyncGenerator<FileRow> {
    const { delimiter, sources, idColumn } = this.options;
    return readRows(this.file, {
      delimiter,
      columns: [...columnsOf(sources), ...(idColumn ? [idColumn] : [])],
    });
  }

  private async *batches(signal: AbortSignal): AsyncGenerator<Pending[]> {
    const pace = Pace.create(this.options.speed);
    let batch: Pending[] = [];
    for await (const row of this.rows()) {
      if (signal.aborted || row.number > this.options.limit) {
        break;
      }
      if (row.number <= this.state.rows) {
        continue;
      }
      const pending = this.toPending(row);
      const wait = pace.until(pending.event?.occurredAt);
      if (wait > TOGETHER_MS) {
        if (batch.length > 0) {
          yield batch;
          batch = [];
        }
        await sleep(pace.until(pending.event?.occurredAt), undefined, {
          signal,
        });
      }
      batch.push(pending);
      if (batch.length === this.options.batch) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0 && !signal.aborted) {
      yield batch;
    }
  }

  private toPending({ number, row, error, progress }: FileRow): Pending {
    const { source, sources, idColumn, timeZone, shift } = this.options;
    if (error) {
      return { number, progress, error };
    }
    try {
      const id = idColumn ? row[idColumn] : `row-${number}`;
      if (!id) {
        throw new Error(`column '${idColumn}' is empty, so it has no id`);
      }
      const event = rowToEvent(row, sources, text => {
        const ms = parseTime(text, timeZone) + this.shiftMs;
        return new Date(
          shift ? applyShift(ms, shift, timeZone) : ms,
        ).toISOString();
      });
      return { number, progress, event: { id, source, ...event } };
    } catch (cause) {
      return {
        number,
        progress,
        error: cause instanceof Error ? cause.message : `${cause}`,
      };
    }
  }

  private async sendBatch(
    client: UsageClient,
    batch: readonly Pending[],
    signal: AbortSignal,
  ): Promise<EventResult[]> {
    const events = batch.flatMap(({ event }) => (event ? [event] : []));
    const answers = (
      events.length > 0 ? await client.send(events, signal) : []
    ).values();
    return batch.map(({ event, error }) =>
      event
        ? (answers.next().value as EventResult)
        : { status: 'invalid', error },
    );
  }

  private account(batch: readonly Pending[], results: readonly EventResult[]) {
    const totals = { ...this.state.totals };
    let credits = BigInt(totals.credits);
    for (const [index, result] of results.entries()) {
      totals.sent += 1;
      if (result.status === 'charged') {
        totals.charged += 1;
        credits += parseCredits(result.credits ?? '0');
      } else if (result.status === 'duplicate') {
        totals.duplicates += 1;
      } else {
        totals.rejected += 1;
        this.report(batch[index].number, result);
      }
    }
    totals.credits = credits.toString();
    const last = batch[batch.length - 1];
    this.state = { ...this.state, totals, rows: last.number };
    this.stateFile.write(this.state);
    this.progress.update(
      Number.isFinite(this.options.limit)
        ? last.number / this.options.limit
        : last.progress,
      totals,
    );
  }

  private report(row: number, { status, error }: EventResult): void {
    this.errors += 1;
    if (this.errors <= ERRORS_SHOWN) {
      const why =
        status === 'conflict'
          ? `${
              error ?? 'this id was sent before with other content'
            }; another --source sends it as new usage`
          : error ?? 'refused';
      this.progress.note(`row ${row}: ${status}: ${why}`);
    } else if (this.errors === ERRORS_SHOWN + 1) {
      this.progress.note('More rows were rejected; only the first are shown');
    }
  }

  private save(finished: boolean): void {
    this.state = { ...this.state, finished };
    this.stateFile.write(this.state);
  }
}
