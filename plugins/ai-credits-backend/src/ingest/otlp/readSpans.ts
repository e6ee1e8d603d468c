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

/** A span, with nothing of it but what a usage event can be made of. */
export interface Span {
  /** Hexadecimal. */
  traceId: string;
  spanId: string;
  /** Nanoseconds since 1970, as digits. */
  start?: string;
  end?: string;
  failed: boolean;
  /** An attribute that was asked for, of the span or else of its resource. */
  attribute(name: string): string | number | boolean | undefined;
}

type Attributes = Map<string, string | number | boolean>;

const STATUS_ERROR = 2;

/**
 * The spans of an OTLP request in its JSON form. Attributes that are not named
 * in `wanted` are passed over, as are events and links: prompts and completions
 * are never looked at.
 */
export function* readSpans(
  request: unknown,
  wanted: ReadonlySet<string>,
): Generator<Span> {
  for (const ofResource of list(request, 'resourceSpans')) {
    const shared = readAttributes(field(ofResource, 'resource'), wanted);
    for (const ofScope of list(ofResource, 'scopeSpans')) {
      for (const span of list(ofScope, 'spans')) {
        const own = readAttributes(span, wanted);
        yield {
          traceId: text(field(span, 'traceId')),
          spanId: text(field(span, 'spanId')),
          start: digits(field(span, 'startTimeUnixNano')),
          end: digits(field(span, 'endTimeUnixNano')),
          failed: Number(field(field(span, 'status'), 'code')) === STATUS_ERROR,
          attribute: name => own.get(name) ?? shared.get(name),
        };
      }
    }
  }
}

function readAttributes(
  owner: unknown,
  wanted: ReadonlySet<string>,
): Attributes {
  const attributes: Attributes = new Map();
  for (const entry of list(owner, 'attributes')) {
    const key = field(entry, 'key');
    if (typeof key === 'string' && wanted.has(key)) {
      const value = scalar(field(entry, 'value'));
      if (value !== undefined) {
        attributes.set(key, value);
      }
    }
  }
  return attributes;
}

/** The value of an attribute that has one; lists and maps have none. */
function scalar(value: unknown): string | number | boolean | undefined {
  for (const name of ['stringValue', 'doubleValue', 'boolValue'] as const) {
    const found = field(value, name);
    if (
      typeof found === 'string' ||
      typeof found === 'number' ||
      typeof found === 'boolean'
    ) {
      return found;
    }
  }
  const int = digits(field(value, 'intValue'));
  return int === undefined ? undefined : Number(int);
}

function field(owner: unknown, name: string): unknown {
  return typeof owner === 'object' &&
    owner !== null &&
    Object.hasOwn(owner, name)
    ? (owner as Record<string, unknown>)[name]
    : undefined;
}

function list(owner: unknown, name: string): unknown[] {
  const found = field(owner, name);
  return Array.isArray(found) ? found : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A 64-bit integer is written as text, and by some as a number. */
function digits(value: unknown): string | undefined {
  const written = typeof value === 'number' ? String(value) : value;
  return typeof written === 'string' && /^-?\d{1,20}$/.test(written)
    ? written
    : undefined;
}
