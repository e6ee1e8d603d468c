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
import { readInteger } from './numbers';
import { insertRows, rowset } from './rowset';
import { dimKinds, DimKind } from './vocabulary';

/** Entries kept in memory; past it the cache starts afresh, so that hostile names cannot fill it. */
const MAX_CACHED = 500_000;

/**
 * Entity refs and names as small integers. Rows are never changed, so both
 * directions are cached without an expiry. The id 0 stands for nothing.
 */
export class Dictionary {
  readonly #knex: Knex;
  #ids = new Map<DimKind, Map<string, number>>();
  #refs = new Map<number, string>();

  static create(options: { knex: Knex }): Dictionary {
    return new Dictionary(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The id of a name seen before in this process, without asking the database. */
  cached(kind: DimKind, ref: string | undefined): number | undefined {
    return ref === undefined ? 0 : this.#ids.get(kind)?.get(ref);
  }

  /** The id of a name that {@link ensure} has been called for. */
  id(kind: DimKind, ref: string | undefined): number {
    const id = this.cached(kind, ref);
    if (id === undefined) {
      throw new Error(`No id was made for a ${kind}`);
    }
    return id;
  }

  /** Makes sure that each name has an id. Commits on its own: an entry too many does no harm. */
  async ensure(kind: DimKind, refs: Iterable<string>): Promise<void> {
    const missing = [...new Set(refs)].filter(
      ref => this.cached(kind, ref) === undefined,
    );
    if (!missing.length) {
      return;
    }
    await this.#load(kind, missing);
    const unknown = missing
      .filter(ref => this.cached(kind, ref) === undefined)
      // One order for all replicas, so that they cannot deadlock.
      .sort();
    if (unknown.length) {
      await insertRows(
        this.#knex,
        'dim',
        {
          kind: { type: 'smallint', values: unknown.map(() => dimKinds[kind]) },
          ref: { type: 'text', values: unknown },
        },
        'on conflict do nothing',
      );
      await this.#load(kind, unknown);
    }
  }

  /** Ids of names, where they exist; nothing is created. */
  async resolve(
    kind: DimKind,
    refs: readonly string[],
  ): Promise<Map<string, number>> {
    await this.#load(
      kind,
      refs.filter(ref => this.cached(kind, ref) === undefined),
    );
    const found = new Map<string, number>();
    for (const ref of refs) {
      const id = this.cached(kind, ref);
      if (id) {
        found.set(ref, id);
      }
    }
    return found;
  }

  /**
   * Names of ids; 0 and unknown ids are left out.
   *
   * @param via - the transaction that is open, if any: SQLite has one
   *   connection, and a look-up beside the transaction would wait for ever
   */
  async refs(
    ids: Iterable<number>,
    via: Knex = this.#knex,
  ): Promise<Map<number, string>> {
    const found = new Map<number, string>();
    const missing: number[] = [];
    for (const id of new Set(ids)) {
      const ref = this.#refs.get(id);
      if (ref !== undefined) {
        found.set(id, ref);
      } else if (id) {
        missing.push(id);
      }
    }
    if (missing.length) {
      const set = rowset(via, { id: { type: 'int', values: missing } });
      const rows: Array<{ id: number; kind: number; ref: string }> = await via(
        'dim',
      )
        .whereRaw(`id in (select id from ${set.sql} as wanted)`, set.bindings)
        .select('id', 'kind', 'ref');
      for (const row of rows) {
        const id = readInteger(row.id);
        found.set(id, row.ref);
        this.#remember(kindOf(row.kind), row.ref, id);
      }
    }
    return found;
  }

  async #load(kind: DimKind, refs: readonly string[]): Promise<void> {
    if (!refs.length) {
      return;
    }
    const set = rowset(this.#knex, { ref: { type: 'text', values: refs } });
    const rows: Array<{ id: number; ref: string }> = await this.#knex('dim')
      .where('kind', dimKinds[kind])
      .whereRaw(`ref in (select ref from ${set.sql} as wanted)`, set.bindings)
      .select('id', 'ref');
    for (const row of rows) {
      this.#remember(kind, row.ref, readInteger(row.id));
    }
  }

  #remember(kind: DimKind, ref: string, id: number): void {
    if (this.#refs.size >= MAX_CACHED) {
      this.#ids = new Map();
      this.#refs = new Map();
    }
    let ids = this.#ids.get(kind);
    if (!ids) {
      ids = new Map();
      this.#ids.set(kind, ids);
    }
    ids.set(ref, id);
    this.#refs.set(id, ref);
  }
}

const kinds = new Map<number, DimKind>(
  (Object.keys(dimKinds) as DimKind[]).map(kind => [dimKinds[kind], kind]),
);

function kindOf(kind: number): DimKind {
  const word = kinds.get(Number(kind));
  if (!word) {
    throw new Error(`No dictionary kind is stored as ${kind}`);
  }
  return word;
}
