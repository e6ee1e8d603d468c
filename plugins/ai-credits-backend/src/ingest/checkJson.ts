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

/** Objects and lists of one body, at most. */
const MAX_NESTED = 1_000_000;

const [QUOTE, BACKSLASH, NEWLINE, BRACE, BRACKET] = Buffer.from('"\\\n{[');

/**
 * Counts the objects and lists of JSON, or of JSON a line, before it is parsed:
 * a few kilobytes inflate to millions of them.
 *
 * @throws InputError naming the limit that it is past
 */
export function checkJson(body: Uint8Array): void {
  // Fewer bytes do not hold more; most bodies are not looked at.
  if (body.length > MAX_NESTED) {
    jsonCheck()(body);
  }
}

/** {@link checkJson} for a body that arrives in parts, which are given to it one after the other. */
export function jsonCheck(): (part: Uint8Array) => void {
  let nested = 0;
  let inText = false;
  let escaped = false;
  return part => {
    for (let i = 0; i < part.length; i++) {
      const byte = part[i];
      if (escaped) {
        escaped = false;
      } else if (byte === QUOTE) {
        inText = !inText;
      } else if (byte === NEWLINE) {
        // No text of JSON goes on after a line's end.
        inText = false;
      } else if (inText) {
        escaped = byte === BACKSLASH;
      } else if (byte === BRACE || byte === BRACKET) {
        nested += 1;
        if (nested > MAX_NESTED) {
          throw new InputError(
            `The body must not have more than ${MAX_NESTED} objects and lists`,
          );
        }
      }
    }
  };
}
