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
import { Dictionary } from '../../database/dictionary';
import { UsageRow } from '../../database/usageColumns';
import { usageDimColumns } from '../../database/vocabulary';
import {
  BudgetDefinition,
  BudgetIndex,
  budgetKey,
} from '../posting/budgetIndex';
import { ZoneClock } from '../ZoneClock';

const subjectDims = [
  'user',
  'team',
  'department',
  'path',
  'service',
  'project',
  'product',
  'model',
] as const;

/** Adds up what each budget must have used, from the usage rows alone. */
export class BudgetTally {
  readonly used = new Map<string, bigint>();
  readonly #index: BudgetIndex;
  readonly #calendar: ZoneClock;
  readonly #dictionary: Dictionary;
  readonly #budgetsOf = new Map<string, readonly BudgetDefinition[]>();
  #waiting: UsageRow[] = [];

  constructor(options: {
    index: BudgetIndex;
    calendar: ZoneClock;
    dictionary: Dictionary;
  }) {
    this.#index = options.index;
    this.#calendar = options.calendar;
    this.#dictionary = options.dictionary;
  }

  add(row: UsageRow): void {
    this.#waiting.push(row);
  }

  /** Counts the rows added so far; names are looked up for all of them at once. */
  async flush(knex: Knex): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    const unknown = rows.filter(row => !this.#budgetsOf.has(dimsOf(row)));
    const names = await this.#dictionary.refs(
      unknown.flatMap(row => subjectDims.map(dim => row[usageDimColumns[dim]])),
      knex,
    );
    if (this.#budgetsOf.size > 200_000) {
      this.#budgetsOf.clear();
    }
    for (const row of rows) {
      const dims = dimsOf(row);
      let budgets = this.#budgetsOf.get(dims);
      if (!budgets) {
        const name = (dim: (typeof subjectDims)[number]) =>
          names.get(row[usageDimColumns[dim]]);
        budgets = this.#index.of({
          user: name('user'),
          team: name('team'),
          department: name('department'),
          service: name('service'),
          project: name('project'),
          product: name('product'),
          model: name('model'),
          path: name('path')?.split('>') ?? [],
        });
        this.#budgetsOf.set(dims, budgets);
      }
      for (const definition of budgets) {
        const { start } = this.#calendar.periodOf(
          definition.period,
          row.occurred_at,
        );
        if (start >= definition.trackedFrom) {
          const key = budgetKey(definition.id, start);
          this.used.set(key, (this.used.get(key) ?? 0n) + row.credits);
        }
      }
    }
  }
}

function dimsOf(row: UsageRow): string {
  return subjectDims.map(dim => row[usageDimColumns[dim]]).join(',');
}
