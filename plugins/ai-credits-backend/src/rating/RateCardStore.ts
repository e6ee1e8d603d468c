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

import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  RateCard,
  RateCardRules,
  rateCardRulesSchema,
} from 'backstage-plugin-ai-credits-common';
import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import {
  DbInteger,
  readInteger,
  readOptionalInteger,
} from '../database/numbers';
import type { EpochMs } from '../ledger/types';

/** A rate card as it is stored. */
export interface StoredRateCard {
  id: string;
  /** 0 for a draft. */
  version: number;
  name: string;
  status: RateCard['status'];
  rules: RateCardRules;
  note?: string;
  revision: number;
  effectiveFrom?: EpochMs;
  publishedAt?: EpochMs;
  publishedBy?: string;
}

interface Row {
  id: string;
  version: DbInteger;
  name: string;
  status: RateCard['status'];
  rules: string;
  note: string | null;
  revision: DbInteger;
  effective_from: DbInteger | null;
  published_at: DbInteger | null;
  published_by: string | null;
}

/** Drafts of an account, at most. */
const MAX_DRAFTS = 100;

/** Published versions and drafts of one account's rate card. Published ones are never changed. */
export class RateCardStore {
  static create(options: { knex: Knex; accountId: number }): RateCardStore {
    return new RateCardStore(options.knex, options.accountId);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly accountId: number,
  ) {}

  /** Publishes version 1 unless there is a version already; safe with several replicas. */
  async ensureFirst(card: {
    name: string;
    rules: RateCardRules;
    effectiveFrom: EpochMs;
    now: EpochMs;
  }): Promise<void> {
    const versions = await this.published();
    if (versions.length > 0) {
      return;
    }
    await this.knex('rate_card')
      .insert({
        id: randomUUID(),
        account_id: this.accountId,
        version: 1,
        name: card.name,
        status: 'published',
        rules: JSON.stringify(card.rules),
        effective_from: card.effectiveFrom,
        published_at: card.now,
        created_at: card.now,
      })
      .onConflict()
      .ignore();
  }

  /** Published versions, newest first, then drafts. */
  async list(): Promise<StoredRateCard[]> {
    const rows: Row[] = await this.rows()
      .orderBy('version', 'desc')
      .orderBy('created_at', 'desc')
      .orderBy('id');
    return rows.map(readRow);
  }

  /** Published versions, oldest first. */
  async published(): Promise<StoredRateCard[]> {
    const rows: Row[] = await this.rows()
      .where('version', '>', 0)
      .orderBy('version');
    return rows.map(readRow);
  }

  /** The newest version's number; a cheap look whether anything was published. */
  async newestVersion(): Promise<number> {
    const row = await this.rows().max({ version: 'version' }).first();
    return readInteger((row?.version as DbInteger | null) ?? 0);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredRateCard> {
    const row: Row | undefined = await this.rows().where({ id }).first();
    if (!row) {
      throw new NotFoundError(`There is no rate card ${id}`);
    }
    return readRow(row);
  }

  /** @throws InputError when there are too many drafts */
  async createDraft(card: {
    name: string;
    note?: string;
    rules: RateCardRules;
    now: EpochMs;
  }): Promise<StoredRateCard> {
    const drafts = await this.rows()
      .where('version', 0)
      .count({ count: '*' })
      .first();
    if (readInteger((drafts?.count as DbInteger) ?? 0) >= MAX_DRAFTS) {
      throw new InputError(
        `There are ${MAX_DRAFTS} drafts of the rate card already; change one of them`,
      );
    }
    const id = randomUUID();
    await this.knex('rate_card').insert({
      id,
      account_id: this.accountId,
      version: 0,
      name: card.name,
      status: 'draft',
      rules: JSON.stringify(card.rules),
      note: card.note ?? null,
      created_at: card.now,
    });
    return this.get(id);
  }

  /**
   * Changes a draft.
   *
   * @throws ConflictError when it is published, or was changed since `revision`
   */
  async updateDraft(
    id: string,
    card: {
      name: string;
      note?: string;
      rules: RateCardRules;
      revision?: number;
    },
  ): Promise<StoredRateCard> {
    const update = this.rows()
      .where({ id, status: 'draft' })
      .modify(query => {
        if (card.revision !== undefined) {
          query.where('revision', card.revision);
        }
      })
      .update({
        name: card.name,
        note: card.note ?? null,
        rules: JSON.stringify(card.rules),
        revision: this.knex.raw('revision + 1'),
      });
    const changed = Number(await update);
    const stored = await this.get(id);
    if (changed !== 1) {
      throw notADraft(stored, card.revision);
    }
    return stored;
  }

  /** @throws NotFoundError; ConflictError when it is published */
  async deleteDraft(id: string): Promise<void> {
    const stored = await this.get(id);
    const deleted = await this.rows().where({ id, status: 'draft' }).delete();
    if (deleted !== 1) {
      throw stored.status === 'draft'
        ? new NotFoundError(`There is no rate card ${id}`)
        : notADraft(stored, undefined);
    }
  }

  /**
   * Publishes a draft as the next version.
   *
   * @throws ConflictError when it is no draft of that revision any more, or
   *   another draft was published at the same moment
   */
  async publish(
    id: string,
    publication: {
      revision: number;
      effectiveFrom: EpochMs;
      publishedBy: string;
      now: EpochMs;
    },
  ): Promise<StoredRateCard> {
    const version = (await this.newestVersion()) + 1;
    let changed: number;
    try {
      changed = Number(
        await this.rows()
          .where({ id, status: 'draft', revision: publication.revision })
          .update({
            version,
            status: 'published',
            effective_from: publication.effectiveFrom,
            published_at: publication.now,
            published_by: publication.publishedBy,
          }),
      );
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          `Version ${version} of the rate card was published at the same moment; look at it, then publish again`,
        );
      }
      throw error;
    }
    const stored = await this.get(id);
    if (changed !== 1) {
      throw notADraft(stored, publication.revision);
    }
    return stored;
  }

  private rows() {
    return this.knex('rate_card').where('account_id', this.accountId);
  }
}

function notADraft(
  stored: StoredRateCard,
  revision: number | undefined,
): ConflictError {
  return new ConflictError(
    stored.status === 'published'
      ? `The rate card ${stored.id} is published as version ${stored.version} and cannot be changed`
      : `The rate card ${stored.id} was changed in the meantime: it has revision ${stored.revision}, not ${revision}`,
  );
}

function readRow(row: Row): StoredRateCard {
  return {
    id: row.id,
    version: readInteger(row.version),
    name: row.name,
    status: row.status,
    rules: rateCardRulesSchema.parse(JSON.parse(row.rules)),
    note: row.note ?? undefined,
    revision: readInteger(row.revision),
    effectiveFrom: readOptionalInteger(row.effective_from),
    publishedAt: readOptionalInteger(row.published_at),
    publishedBy: row.published_by ?? undefined,
  };
}
