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
import protobuf from 'protobufjs/light';

/** Spans of one request, at most, of whatever kind. */
export const MAX_SPANS = 20_000;
/** Fields of one request, at most, those of all submessages counted. */
const MAX_FIELDS = 1_000_000;

const DELIMITED = 2;

/**
 * Counts what a message holds before anything is made of it: a few kilobytes
 * inflate to millions of empty submessages, each an object to its decoder.
 *
 * @throws InputError naming the limit that it is past, and any other error when
 *   it is no such message
 */
export function checkWire(body: Uint8Array, request: protobuf.Type): void {
  const reader = protobuf.Reader.create(body);
  let fields = 0;
  let spans = 0;
  // As deep as the types are, since none of them holds itself.
  const visit = (type: protobuf.Type, end: number) => {
    while (reader.pos < end) {
      const tag = reader.uint32();
      fields += 1;
      if (fields > MAX_FIELDS) {
        throw new InputError(
          `A request must not have more than ${MAX_FIELDS} fields, those of all its spans counted`,
        );
      }
      const field = type.fieldsById[tag >>> 3];
      const inner = field?.resolve().resolvedType;
      // The decoder goes by the number and not by the kind on the wire.
      if (field && (tag & 7) !== wireType(field)) {
        throw new TypeError(`${field.name} is of another type`);
      }
      if (inner instanceof protobuf.Type) {
        const innerEnd = reader.uint32() + reader.pos;
        if (innerEnd > end) {
          throw new RangeError(`${field.name} is cut off`);
        }
        spans += inner.name === 'Span' ? 1 : 0;
        checkSpans(spans);
        visit(inner, innerEnd);
      } else {
        reader.skipType(tag & 7);
      }
    }
  };
  visit(request, reader.len);
}

/** @throws InputError when there are more than a request may have */
export function checkSpans(spans: number): void {
  if (spans > MAX_SPANS) {
    throw new InputError(
      `A request must not have more than ${MAX_SPANS} spans`,
    );
  }
}

function wireType(field: protobuf.Field): number {
  return (
    protobuf.types.basic[field.type as keyof typeof protobuf.types.basic] ??
    DELIMITED
  );
}
