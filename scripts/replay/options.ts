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
import {
  checkSources,
  FieldSource,
  parseMap,
  parseSet,
} from '../../plugins/ai-credits-backend/src/ingest/files/mapping';
import {
  isTimeZone,
  parseTime,
} from '../../plugins/ai-credits-backend/src/ingest/files/times';
import { parseShift, Shift } from './times';

/** The token that the demo portal accepts from machines in development. */
const DEVELOPMENT_TOKEN = 'development-only-ai-credits-machine';

export interface ReplayOptions {
  file: string;
  source: string;
  sources: FieldSource[];
  /** A column, or undefined for row numbers. */
  idColumn?: string;
  delimiter: string;
  timeZone: string;
  shift?: Shift;
  /** The newest time of the file is moved here, in epoch ms. */
  shiftTo?: number | 'now';
  url: string;
  token: string;
  /** Times real time; undefined is as fast as it goes. */
  speed?: number;
  batch: number;
  limit: number;
  restart: boolean;
  dryRun: boolean;
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
export function readOptions(
  args: string[],
  env: Readonly<Record<string, string | undefined>>,
): ReplayOptions | 'help' {
  try {
    return read(args, env);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `${error}`);
  }
}

function read(
  args: string[],
  env: Readonly<Record<string, string | undefined>>,
): ReplayOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: joinNegative(args),
    allowPositionals: true,
    options: {
      map: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', multiple: true, default: [] },
      source: { type: 'string' },
      'id-from': { type: 'string', default: 'row' },
      delimiter: { type: 'string', default: ',' },
      'time-zone': { type: 'string', default: 'UTC' },
      shift: { type: 'string' },
      'shift-to': { type: 'string' },
      url: { type: 'string', default: 'http://localhost:7007' },
      token: { type: 'string' },
      speed: { type: 'string', default: 'max' },
      batch: { type: 'string', default: '1000' },
      limit: { type: 'string' },
      restart: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return 'help';
  }
  const [file, ...more] = positionals;
  if (!file || more.length > 0) {
    throw new Error('Name one CSV file; --help shows how');
  }
  if (!values.source) {
    throw new Error('--source NAME is required');
  }
  const timeZone = values['time-zone'];
  if (!isTimeZone(timeZone)) {
    throw new Error(`--time-zone '${timeZone}' is not a time zone`);
  }
  const sources = [
    ...values.set.map(text => parseSet(text, '--set')),
    ...values.map.map(text => parseMap(text, '--map')),
  ];
  checkSources(sources, '--id-from COLUMN');
  if (values.shift && values['shift-to']) {
    throw new Error('Use one of --shift and --shift-to');
  }
  const shiftTo = values['shift-to'];
  return {
    file,
    source: values.source,
    sources,
    idColumn: values['id-from'] === 'row' ? undefined : values['id-from'],
    delimiter: values.delimiter === 'tab' ? '\t' : values.delimiter,
    timeZone,
    shift: values.shift ? parseShift(values.shift) : undefined,
    shiftTo:
      shiftTo === undefined || shiftTo === 'now'
        ? shiftTo
        : parseTime(shiftTo, timeZone),
    url: readUrl(values.url),
    token: values.token ?? (env.AI_CREDITS_TOKEN || DEVELOPMENT_TOKEN),
    speed: readSpeed(values.speed),
    batch: readCount('--batch', values.batch, 10_000),
    limit: values.limit
      ? readCount('--limit', values.limit, Number.MAX_SAFE_INTEGER)
      : Infinity,
    restart: values.restart,
    dryRun: values['dry-run'],
  };
}

/** parseArgs takes `--shift -1h` for two options. */
function joinNegative(args: string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    if (joined.at(-1) === '--shift' && /^-\d/.test(arg)) {
      joined[joined.length - 1] = `--shift=${arg}`;
    } else {
      joined.push(arg);
    }
  }
  return joined;
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error(`--url '${text}' is not an http address`);
  }
  return text.replace(/\/+$/, '');
}

function readSpeed(text: string): number | undefined {
  if (text === 'max') {
    return undefined;
  }
  const speed = Number(/^(\d+(?:\.\d+)?)x?$/.exec(text)?.[1]);
  if (!(speed > 0)) {
    throw new Error(`--speed '${text}' must be written 10x or max`);
  }
  return speed;
}

function readCount(option: string, text: string, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new Error(
      `${option} '${text}' must be a whole number from 1${
        max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`
      }`,
    );
  }
  return value;
}
