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
import { Readable } from 'stream';
import { StringDecoder } from 'string_decoder';
import { jsonCheck } from './checkJson';

/** One line of what arrived: a value still to be checked, or why it is none. */
export type RawEvent = { value: unknown } | { error: string };

/** Characters of one line, at most. */
export const LINE_LIMIT = 64 * 1024;

/**
 * Reads newline-delimited JSON as it arrives. A broken or overlong line becomes
 * an error with its number and the rest is kept; empty lines are skipped.
 *
 * @throws InputError as soon as there are more than `maxLines` values, or more
 *   objects and lists than any body may have
 */
export async function readNdjson(
  body: Readable,
  maxLines: number,
): Promise<RawEvent[]> {
  const events: RawEvent[] = [];
  for await (const event of ndjsonLines(checked(body))) {
    if (events.length >= maxLines) {
      throw new InputError(
        `The body must not have more than ${maxLines} events`,
      );
    }
    events.push(event);
  }
  return events;
}

async function* checked(body: Readable): AsyncGenerator<Buffer> {
  const check = jsonCheck();
  for await (const part of body) {
    check(part);
    yield part;
  }
}

/** The lines of {@link readNdjson}, one by one in constant memory. */
export async function* ndjsonLines(
  body: AsyncIterable<Buffer>,
): AsyncGenerator<RawEvent> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let overlong = false;
  let number = 0;

  const take = (line: string): RawEvent[] => {
    number += 1;
    const tooLong = overlong || line.length > LINE_LIMIT;
    overlong = false;
    if (tooLong) {
      return [tooLongLine(number)];
    }
    return line.trim() === '' ? [] : [parseLine(line, number)];
  };

  for await (const chunk of body) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield* take(line);
    }
    if (rest.length > LINE_LIMIT) {
      // What follows up to the line's end is not kept.
      overlong = true;
      rest = '';
    }
  }
  rest += decoder.end();
  if (rest !== '' || overlong) {
    yield* take(rest);
  }
}

function parseLine(line: string, number: number): RawEvent {
  try {
    // Some writers put a byte order mark before the first line.
    return {
      value: JSON.parse(number === 1 ? line.replace(/^\ufeff/, '') : line),
    };
  } catch {
    return { error: `line ${number}: is not valid JSON` };
  }
}

function tooLongLine(number: number): RawEvent {
  return {
    error: `line ${number}: must not have more than ${LINE_LIMIT} characters`,
  };
}
