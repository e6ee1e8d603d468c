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

import { FieldKind, fieldKind, fieldNames } from './fields';

/** Where one field of an event comes from. */
export interface FieldSource {
  field: string;
  kind: FieldKind;
  /** A column, or a text in which `${column}` stands for columns. */
  from: { column: string; factor?: number } | { template: string };
}

/** A row of the file: cells by column. */
export type Row = Readonly<Record<string, string>>;

export type EventValue = string | number | { [name: string]: string | number };

/** An event as it is sent. */
export type ReplayEvent = Record<string, EventValue>;

const TEMPLATE_COLUMN = /\$\{([^}]+)\}/g;

/**
 * Reads one `--map COLUMN=FIELD` or `COLUMN=FIELD*FACTOR`. The last `=` counts,
 * since a column's name may hold one and a field's does not.
 *
 * @throws Error when the form is wrong or events have no such field
 */
export function parseMap(text: string): FieldSource {
  const split = text.lastIndexOf('=');
  if (split < 1 || split === text.length - 1) {
    throw new Error(`--map '${text}' must be written COLUMN=FIELD`);
  }
  const column = text.slice(0, split);
  const [field, factorText] = text.slice(split + 1).split('*');
  const kind = knownKind(field, '--map', text);
  if (factorText === undefined) {
    return { field, kind, from: { column } };
  }
  const factor = Number(factorText);
  if (!Number.isFinite(factor) || factor <= 0) {
    throw new Error(`--map '${text}': '${factorText}' is not a factor above 0`);
  }
  if (kind !== 'integer' && kind !== 'number') {
    throw new Error(`--map '${text}': ${field} is no number to multiply`);
  }
  return { field, kind, from: { column, factor } };
}

/**
 * Reads one `--set FIELD=VALUE`.
 *
 * @throws Error when the form is wrong or events have no such field
 */
export function parseSet(text: string): FieldSource {
  const split = text.indexOf('=');
  if (split < 1) {
    throw new Error(`--set '${text}' must be written FIELD=VALUE`);
  }
  const field = text.slice(0, split);
  const kind = knownKind(field, '--set', text);
  return { field, kind, from: { template: text.slice(split + 1) } };
}

function knownKind(field: string, option: string, text: string): FieldKind {
  const kind = fieldKind(field);
  if (!kind) {
    throw new Error(
      `${option} '${text}': events have no field '${field}'; there are ${fieldNames().join(
        ', ',
      )}`,
    );
  }
  return kind;
}

/** Columns that a mapping reads. */
export function columnsOf(sources: readonly FieldSource[]): string[] {
  return sources.flatMap(({ from }) =>
    'column' in from
      ? [from.column]
      : [...from.template.matchAll(TEMPLATE_COLUMN)].map(match => match[1]),
  );
}

/**
 * Builds the event of a row. Empty cells leave their field out.
 *
 * @param toTime - turns the text of a time into RFC 3339
 * @throws Error that names the field whose text cannot be used
 */
export function rowToEvent(
  row: Row,
  sources: readonly FieldSource[],
  toTime: (text: string) => string,
): ReplayEvent {
  const event: ReplayEvent = {};
  for (const source of sources) {
    const text = textOf(row, source);
    if (text === '') {
      continue;
    }
    const value = convert(text, source, toTime);
    const dot = source.field.indexOf('.');
    if (dot < 0) {
      event[source.field] = value;
    } else {
      const group = source.field.slice(0, dot);
      const inner = (event[group] ??= {}) as Record<string, string | number>;
      inner[source.field.slice(dot + 1)] = value;
    }
  }
  return event;
}

/** The text of a field before it is converted; empty when its columns are. */
export function textOf(row: Row, { from }: FieldSource): string {
  if ('column' in from) {
    return (row[from.column] ?? '').trim();
  }
  let missing = false;
  const text = from.template.replace(TEMPLATE_COLUMN, (_, column: string) => {
    const cell = (row[column] ?? '').trim();
    missing ||= cell === '';
    return cell;
  });
  return missing ? '' : text;
}

function convert(
  text: string,
  { field, kind, from }: FieldSource,
  toTime: (text: string) => string,
): string | number {
  if (kind === 'text') {
    return text;
  }
  if (kind === 'time') {
    return toTime(text);
  }
  const factor = 'column' in from ? from.factor ?? 1 : 1;
  const value = Number(text) * factor;
  if (!Number.isFinite(value)) {
    throw new Error(`${field}: '${text}' is not a number`);
  }
  if (kind === 'number') {
    return value;
  }
  // 0.3 seconds times 1000 is 300 within a rounding error of the double.
  const whole = Math.round(value);
  if (Math.abs(value - whole) > 1e-6 * Math.max(1, Math.abs(value))) {
    throw new Error(`${field}: '${text}' is not a whole number`);
  }
  return whole;
}
