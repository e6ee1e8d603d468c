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
import type { IngestConfig } from '../../config';
import type { RawEvent } from '../readNdjson';
import { payloadToUsage } from './payloadToUsage';

/**
 * The usage in what LiteLLM's generic API callback posts: a list of payloads
 * (`json_array`), one (`single`), or one a line (`ndjson`), which it calls
 * `application/json` too.
 *
 * @throws InputError when it is none of them, or has more than a batch takes
 */
export function readPayloads(text: string, config: IngestConfig): RawEvent[] {
  const payloads = whole(text) ?? lines(text);
  return payloads.flatMap(each =>
    'error' in each ? each : payloadToUsage(each.value, config) ?? [],
  );
}

function whole(text: string): RawEvent[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const list = Array.isArray(value) ? value : [value];
  checkCount(list.length);
  return list.map(each => ({ value: each }));
}

function lines(text: string): RawEvent[] {
  const payloads: RawEvent[] = [];
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    number += 1;
    const line = start === end ? '' : text.slice(start, end).trim();
    start = end + 1;
    if (line !== '') {
      checkCount(payloads.length + 1);
      payloads.push(parseLine(line, number));
    }
  }
  if (payloads.length < 2) {
    throw new InputError('The body is not valid JSON');
  }
  return payloads;
}

function parseLine(line: string, number: number): RawEvent {
  try {
    return { value: JSON.parse(line) };
  } catch {
    return { error: `line ${number}: is not valid JSON` };
  }
}

function checkCount(payloads: number): void {
  if (payloads > limits.batchEvents) {
    throw new InputError(
      `The body must not have more than ${limits.batchEvents} payloads`,
    );
  }
}
