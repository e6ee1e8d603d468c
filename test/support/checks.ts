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

/** Collects what holds and what does not, and goes on. */
export class Checks {
  passed = 0;
  readonly failures: string[] = [];

  private constructor(private readonly say: (line: string) => void) {}

  static create(say: (line: string) => void = console.log): Checks {
    return new Checks(say);
  }

  that(condition: boolean, what: string, detail: unknown = ''): void {
    if (condition) {
      this.passed += 1;
      this.say(`  ok    ${what}`);
    } else {
      const text = typeof detail === 'string' ? detail : JSON.stringify(detail);
      this.failures.push(`${what}${text ? `: ${text}` : ''}`);
      this.say(`  FAIL  ${what}${text ? `: ${text}` : ''}`);
    }
  }

  equal<T>(actual: T, expected: T, what: string): void {
    this.that(
      actual === expected,
      what,
      `expected ${expected}, found ${actual}`,
    );
  }
}
