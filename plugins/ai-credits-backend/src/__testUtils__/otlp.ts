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

import { spawn } from 'child_process';
import path from 'path';
import { text } from 'stream/consumers';
import { Portal } from './portal';

export const OTLP_PATH = '/v1/ingest/otlp/v1/traces';

/** What an instrumented application did. */
export interface Call {
  attributes: Record<string, string | number | string[]>;
  resource?: Record<string, string>;
  /** The description of the span's error. */
  error?: string;
  /** What the span says in its name and its events. */
  prompt?: string;
}

/** Spans of the OpenTelemetry SDK that its exporters have delivered. */
export interface Exported {
  spans: Array<{ id: string; end: string }>;
  /** Of each delivery the error, null when there was none. */
  errors: Array<string | null>;
}

/** Lets the OpenTelemetry SDK make spans and its exporters deliver them, each time the same ones. */
export async function exportSpans(
  portal: Portal,
  calls: Call[],
  deliveries: Array<'json' | 'protobuf'>,
): Promise<Exported> {
  const client = spawn(process.execPath, [
    path.join(__dirname, 'otlpClient.js'),
  ]);
  client.stdin.end(
    JSON.stringify({
      url: `${portal.baseUrl}${OTLP_PATH}`,
      authorization: portal.authorization('machine'),
      calls,
      deliveries,
    }),
  );
  const [out, problems] = await Promise.all([
    text(client.stdout),
    text(client.stderr),
  ]);
  if (out === '') {
    throw new Error(problems);
  }
  return JSON.parse(out);
}
