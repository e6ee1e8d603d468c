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

import { ServiceUnavailableError } from '@backstage/errors';
import { Knex } from 'knex';
import { inSnapshot, isPostgres } from '../database/engine';
import {
  BlockRow,
  BlockStretch,
  IdRange,
  stretchOf,
  unfoldedBlocks,
  unfoldedBlocksSql,
} from './blocks';
import { Turns } from './Turns';

/** What takes longer is given up. */
const TIMEOUT_MS = 30_000;
/**
 * Compiling a statement takes longer than most of them do; rollups lie on disk in
 * the order of time, so that an index reads few pages of them.
 */
const SETTINGS = `set local statement_timeout = ${TIMEOUT_MS}; set local jit = off; set local random_page_cost = 1.1`;
/** What may wait to be folded before the rollups are left aside. */
const MAX_TAIL = { blocks: 20_000, events: 2_000_000 };

/** Connections that questions leave to charges, tasks, a proof and short reads. */
const LEFT_FREE = 4;
/** Questions that may wait for their turn. */
const MAX_WAITING = 500;
const turns = new WeakMap<Knex.Client, Turns>();

/** The turns at a database. A question may take half a minute, and a charge must find a connection meanwhile. */
function turnsAt({ client }: Knex): Turns {
  const known = turns.get(client);
  if (known) {
    return known;
  }
  const connections: number = client.pool?.max ?? 1;
  const made = new Turns({
    atATime: Math.max(1, connections - LEFT_FREE),
    waiting: MAX_WAITING,
  });
  turns.set(client, made);
  return made;
}

/**
 * Reads from one snapshot of the database, for a bounded time, once there is a
 * turn for it. Never within another such reading, which may have the last turn.
 *
 * @throws ServiceUnavailableError when it takes too long or too many wait
 */
export async function readSnapshot<T>(
  knex: Knex,
  read: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return takeTurn(knex, async trx => {
    if (isPostgres(trx)) {
      await trx.raw(SETTINGS);
    }
    return read(trx);
  });
}

/**
 * As {@link readSnapshot}, for questions that add to the rollups the events
 * which are not in them yet: those are looked up in the round trip that
 * prepares the snapshot.
 *
 * @param read - is given the ids of those events; undefined when there are too many to read each time
 */
export async function readWithTail<T>(
  knex: Knex,
  accountId: number,
  read: (trx: Knex.Transaction, tail: IdRange[] | undefined) => Promise<T>,
): Promise<T> {
  const unfolded = unfoldedBlocksSql(knex, accountId, MAX_TAIL);
  return takeTurn(knex, async trx => {
    const found = await trx.raw(
      isPostgres(trx) ? `${SETTINGS}; ${unfolded}` : unfolded,
    );
    const rows: BlockRow[] = isPostgres(trx) ? found.at(-1).rows : found;
    return read(trx, tailOf(stretchOf(rows, 0, MAX_TAIL)));
  });
}

/** The ids of the events that are not in the rollups yet, within a snapshot; undefined when there are too many to read each time. */
export async function unfoldedEvents(
  trx: Knex.Transaction,
  accountId: number,
): Promise<IdRange[] | undefined> {
  return tailOf(await unfoldedBlocks(trx, accountId, MAX_TAIL));
}

function tailOf({
  blocks,
  events,
  ranges,
}: Omit<BlockStretch, 'last'>): IdRange[] | undefined {
  return blocks < MAX_TAIL.blocks && events < MAX_TAIL.events
    ? ranges
    : undefined;
}

/**
 * Reads when it is this reader's turn. Nobody waits for the snapshot to be closed:
 * it changed nothing, so that what was read is right even if that fails. The
 * next one's turn begins afterwards.
 */
function takeTurn<T>(
  knex: Knex,
  read: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    turnsAt(knex)
      .take(() => inSnapshot(knex, async trx => resolve(await read(trx))))
      .catch(error => reject(inWords(error)));
  });
}

function inWords(error: { code?: unknown }): unknown {
  // PostgreSQL's query_canceled.
  return error.code === '57014'
    ? new ServiceUnavailableError(
        `The question was given up after ${
          TIMEOUT_MS / 1_000
        } seconds; ask for a shorter range or fewer groups`,
      )
    : error;
}
