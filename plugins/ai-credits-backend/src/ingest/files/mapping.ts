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
import { limits } from 'backstage-plugin-ai-credits-common';
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

/** An event as the row says it, still to be checked. */
export type MappedEvent = Record<string, EventValue>;

const TEMPLATE_COLUMN = /\$\{([^}]+)\}/g;

/**
 * Reads one `COLUMN=FIELD` or `COLUMN=FIELD*FACTOR`. The last `=` counts,
 * since a column's name may hold one and a field's does not.
 *
 * @param option - what messages call the text by
 * @throws InputError when the form is wrong or events have no such field
 */
export function parseMap(text: string, option = 'map'): FieldSource {
  const split = text.lastIndexOf('=');
  if (split < 1 || split === text.length - 1) {
    throw new InputError(`${option} '${text}' must be written COLUMN=FIELD`);
  }
  const column = text.slice(0, split);
  const [field, factorText] = text.slice(split + 1).split('*');
  const kind = knownKind(field, option, text);
  if (factorText === undefined) {
    return { field, kind, from: { column } };
  }
  const factor = Number(factorText);
  if (!Number.isFinite(factor) || factor <= 0) {
    throw new InputError(
      `${option} '${text}': '${factorText}' is not a factor above 0`,
    );
  }
  if (kind !== 'integer' && kind !== 'number') {
    throw new InputError(
      `${option} '${text}': ${field} is no number to multiply`,
    );
  }
  return { field, kind, from: { column, factor } };
}

/**
 * Reads one `FIELD=VALUE`.
 *
 * @param option - what messages call the text by
 * @throws InputError when the form is wrong or events have no such field
 */
export function parseSet(text: string, option = 'set'): FieldSource {
  const split = text.indexOf('=');
  if (split < 1) {
    throw new InputError(`${option} '${text}' must be written FIELD=VALUE`);
  }
  const field = text.slice(0, split);
  const kind = knownKind(field, option, text);
  return { field, kind, from: { template: text.slice(split + 1) } };
}

function knownKind(field: string, option: string, text: string): FieldKind {
  const kind = fieldKind(field);
  if (!kind) {
    throw new InputError(
      `${option} '${text}': events have no field '${field}'; there are ${fieldNames().join(
        ', ',
      )}`,
    );
  }
  return kind;
}

/**
 * Checks that a mapping makes events: each field once, and an action or a model.
 *
 * @param ids - what messages say ids come from
 * @throws InputError when it does not
 */
export function checkSources(
  sources: readonly FieldSource[],
  ids: string,
): void {
  const fields = new Set<string>();
  for (const { field } of sources) {
    if (field === 'id') {
      throw new InputError(`ids come from ${ids}`);
    }
    if (fields.has(field)) {
      throw new InputError(`${field} is given twice`);
    }
    fields.add(field);
  }
  if (!fields.has('action') && !fields.has('model')) {
    throw new InputError(
      'An event needs an action or a model; set one for all rows, for example model=gpt-4.1',
    );
  }
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
 * @throws InputError that names the field whose text cannot be used
 */
export function rowToEvent(
  row: Row,
  sources: readonly FieldSource[],
  toTime: (text: string) => string,
): MappedEvent {
  const event: MappedEvent = {};
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

/**
 * The text of a field before it is converted; empty when a column of it is.
 *
 * @throws InputError as soon as it is longer than any text of an event
 */
export function textOf(row: Row, { field, from }: FieldSource): string {
  if ('column' in from) {
    return bounded(cellOf(row, from.column), field);
  }
  let text = '';
  let end = 0;
  for (const { 0: place, 1: column, index } of from.template.matchAll(
    TEMPLATE_COLUMN,
  )) {
    const cell = cellOf(row, column);
    if (cell === '') {
      return '';
    }
    text = bounded(text + from.template.slice(end, index) + cell, field);
    end = index + place.length;
  }
  return bounded(text + from.template.slice(end), field);
}

/** The text in a column; empty where the row has none, whatever the column is called. */
export function cellOf(row: Row, column: string): string {
  return Object.hasOwn(row, column) ? row[column].trim() : '';
}

function bounded(text: string, field: string): string {
  if (text.length > limits.textLength) {
    throw new InputError(
      `${field}: must not have more than ${limits.textLength} characters`,
    );
  }
  return text;
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
    throw new InputError(`${field}: '${text}' is not a number`);
  }
  if (kind === 'number') {
    return value;
  }
  // 0.3 seconds times 1000 is 300 within a rounding error of the double.
  const whole = Math.round(value);
  if (Math.abs(value - whole) > 1e-6 * Math.max(1, Math.abs(value))) {
    throw new InputError(`${field}: '${text}' is not a whole number`);
  }
  return whole;
}
