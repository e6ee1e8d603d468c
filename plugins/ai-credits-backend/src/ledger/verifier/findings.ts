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

/** Findings that a proof keeps; there may be more. */
export const MAX_FINDINGS = 100;

/** Something that is not as it must be. */
export interface Finding {
  /** What was tested, such as `block-hash`. */
  check: string;
  /** Of what, such as `block 12`. */
  subject: string;
  expected: string;
  actual: string;
}

/** Collects findings, the first of them in full. */
export class Findings {
  readonly list: Finding[] = [];
  count = 0;

  /** Notes a finding unless both are the same. */
  expect(
    check: string,
    subject: string,
    expected: string | number | bigint | undefined,
    actual: string | number | bigint | undefined,
  ): boolean {
    if (String(expected) === String(actual)) {
      return true;
    }
    this.count += 1;
    if (this.list.length < MAX_FINDINGS) {
      this.list.push({
        check,
        subject,
        expected: String(expected ?? 'nothing'),
        actual: String(actual ?? 'nothing'),
      });
    }
    return false;
  }
}
