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

import { parseArgs } from 'node:util';

export interface BacktestOptions {
  file: string;
  dateColumn?: string;
  /** None means all columns of numbers. */
  valueColumns: string[];
  groupColumn?: string;
  /** None means all. */
  groups: string[];
  gaps: 'idle' | 'missing';
  decimal: '.' | ',';
  /** Undefined is guessed from the first line. */
  delimiter?: string;
  horizon: number;
  level: number;
  json: boolean;
}

/** A command line that cannot be used; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Reads the command line.
 *
 * @returns 'help' when that was asked for
 * @throws UsageError
 */
export function readOptions(args: string[]): BacktestOptions | 'help' {
  try {
    return read(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `${error}`);
  }
}

function read(args: string[]): BacktestOptions | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      file: { type: 'string', short: 'f' },
      'date-column': { type: 'string' },
      'value-column': { type: 'string', multiple: true, default: [] },
      'group-column': { type: 'string' },
      group: { type: 'string', multiple: true, default: [] },
      gaps: { type: 'string', default: 'idle' },
      decimal: { type: 'string', default: '.' },
      delimiter: { type: 'string' },
      horizon: { type: 'string', default: '14' },
      level: { type: 'string', default: '0.8' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return 'help';
  }
  const files = [...(values.file ? [values.file] : []), ...positionals];
  if (files.length !== 1) {
    throw new Error('Name one CSV file with --file; --help shows how');
  }
  if (values.group.length && values['group-column'] === undefined) {
    throw new Error('--group needs --group-column');
  }
  const { delimiter } = values;
  if (
    delimiter !== undefined &&
    delimiter !== 'tab' &&
    delimiter.length !== 1
  ) {
    throw new Error(`--delimiter '${delimiter}' must be one character, or tab`);
  }
  return {
    file: files[0],
    dateColumn: values['date-column'],
    valueColumns: values['value-column'],
    groupColumn: values['group-column'],
    groups: values.group,
    gaps: oneOf('--gaps', values.gaps, ['idle', 'missing']),
    decimal: oneOf('--decimal', values.decimal, ['.', ',']),
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    horizon: readHorizon(values.horizon),
    level: readLevel(values.level),
    json: values.json,
  };
}

function oneOf<T extends string>(
  name: string,
  value: string,
  allowed: readonly T[],
): T {
  const found = allowed.find(each => each === value);
  if (found === undefined) {
    throw new Error(`${name} '${value}' must be one of: ${allowed.join(' ')}`);
  }
  return found;
}

function readHorizon(text: string): number {
  const horizon = Number(text);
  if (!/^\d+$/.test(text) || horizon < 1 || horizon > 31) {
    throw new Error(`--horizon '${text}' must be a whole number from 1 to 31`);
  }
  return horizon;
}

function readLevel(text: string): number {
  const level = text.trim() === '' ? NaN : Number(text);
  if (!(level >= 0.5 && level <= 0.99)) {
    throw new Error(`--level '${text}' must be from 0.5 to 0.99`);
  }
  return level;
}
