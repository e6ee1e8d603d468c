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

import { InputError } from '@backstage/errors';
import {
  AllocationChange,
  allocationChangeSchema,
  Budget,
  budgetLimits,
} from 'backstage-plugin-ai-credits-common';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { RowProblem } from '../budgets';
import { describeIssues } from '../ingest';
import { guarded } from './transactionsCsv';

/** The columns that an import reads. */
const read = [
  'scope',
  'ref',
  'period',
  'credits',
  'mode',
  'thresholds',
  'rolloverCap',
  'version',
] as const;

/** The columns that are written for people to see, and passed over by an import. */
const shown = ['used', 'held', 'remaining', 'projected', 'status'] as const;

const required = ['scope', 'ref', 'credits'] as const;

/** One line of an import: the change, and the line's number in a spreadsheet. */
export interface AllocationRow {
  row: number;
  change: z.output<typeof allocationChangeSchema>;
  /** The file has the column, so an empty cell means none. */
  says: { rolloverCap: boolean; thresholds: boolean };
}

/** Allocations as a CSV file that can be changed and imported again. */
export function allocationsCsv(budgets: readonly Budget[]): string {
  const lines = budgets.map(budget => [
    budget.scope.kind,
    budget.scope.ref,
    budget.period,
    budget.baseCredits,
    budget.mode,
    budget.thresholds.join(' '),
    budget.rolloverCap,
    budget.version,
    ...shown.map(column => budget[column]),
  ]);
  return stringify(
    [[...read, ...shown], ...lines.map(line => line.map(guarded))],
    {
      record_delimiter: 'windows',
    },
  );
}

/**
 * Reads an import: its lines, and what is wrong with those that cannot be read.
 *
 * @throws InputError when it is no such file
 */
export function readAllocationsCsv(text: string): {
  rows: AllocationRow[];
  problems: RowProblem[];
} {
  const [header, ...lines] = parseCsv(text);
  const columns = (header ?? []).map(name => name.trim());
  const missing = required.filter(name => !columns.includes(name));
  if (missing.length) {
    throw new InputError(`The file has no column ${missing.join(', ')}`);
  }
  const known: readonly string[] = [...read, ...shown];
  const strange = columns.filter(
    (name, i) => !known.includes(name) || columns.indexOf(name) !== i,
  );
  if (strange.length) {
    throw new InputError(
      `The file has columns that are not known, or twice: ${strange
        .slice(0, 5)
        .join(', ')}`,
    );
  }
  if (lines.length === 0 || lines.length > budgetLimits.changes) {
    throw new InputError(
      `The file must have from 1 to ${budgetLimits.changes} lines below its header`,
    );
  }
  const problems: RowProblem[] = [];
  const rows = lines.flatMap((cells, i) => {
    const row = i + 2;
    const cell = (name: (typeof read)[number]) => {
      const at = columns.indexOf(name);
      return at < 0 ? undefined : plain(cells[at]);
    };
    const parsed = allocationChangeSchema.safeParse(changeOf(cell));
    if (!parsed.success) {
      problems.push({ row, message: describeIssues(parsed.error) });
      return [];
    }
    return [
      {
        row,
        change: parsed.data,
        says: {
          rolloverCap: columns.includes('rolloverCap'),
          thresholds: columns.includes('thresholds'),
        },
      },
    ];
  });
  return { rows, problems };
}

function changeOf(
  cell: (name: (typeof read)[number]) => string | undefined,
): unknown {
  const filled = (name: (typeof read)[number]) => cell(name) || undefined;
  const thresholds = cell('thresholds');
  const version = filled('version');
  return {
    scope: { kind: cell('scope'), ref: cell('ref') },
    period: filled('period'),
    credits: cell('credits'),
    mode: filled('mode'),
    thresholds:
      thresholds && thresholds.split(/[\s;]+/).map(percent => number(percent)),
    rolloverCap: filled('rolloverCap'),
    version: version && number(version),
  } satisfies Record<keyof AllocationChange, unknown>;
}

/** A cell as it was before the apostrophe that keeps spreadsheets from running it. */
function plain(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '');
}

function number(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

function parseCsv(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      skip_empty_lines: true,
      max_record_size: 16_384,
    });
  } catch (error) {
    if (error instanceof CsvError) {
      throw new InputError(`The file is not valid CSV: ${error.message}`);
    }
    throw error;
  }
}
