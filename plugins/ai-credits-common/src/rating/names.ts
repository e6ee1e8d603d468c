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

/**
 * The form in which names of actions, models and providers are compared:
 * lower case, with runs of white space, dots, underscores and hyphens as one
 * hyphen. `GPT-4o` and `gpt 4o` are the same, and so are `Claude 3.7 Sonnet`
 * and `claude-3-7-sonnet`.
 *
 * @public
 */
export function normalizeName(name: string): string {
  return name
    .trim()
    .toLocaleLowerCase('en-US')
    .replace(/[\s._-]+/g, '-');
}

/**
 * Looks names up: an exact name first, then the longest prefix (a pattern with
 * `*` at its end), then the same without what precedes the last slash, as
 * gateways write `openai/gpt-4o`.
 */
export class NameIndex<T> {
  private readonly exact = new Map<string, T>();
  private readonly prefixes = new Map<string, T>();
  /** Lengths of the prefixes, longest first: a look-up costs one probe each, however many rules there are. */
  private lengths: number[] = [];

  /** The value under a pattern, made by `create` at first use. */
  obtain(pattern: string, create: () => T): T {
    const isPrefix = pattern.trimEnd().endsWith('*');
    const key = patternKey(pattern);
    const map = isPrefix ? this.prefixes : this.exact;
    let value = map.get(key);
    if (value === undefined) {
      value = create();
      map.set(key, value);
      if (isPrefix && !this.lengths.includes(key.length)) {
        this.lengths = [...this.lengths, key.length].sort((a, b) => b - a);
      }
    }
    return value;
  }

  find(name: string): T | undefined {
    const key = normalizeName(name);
    const found = this.findKey(key);
    if (found !== undefined) {
      return found;
    }
    const slash = key.lastIndexOf('/');
    return slash < 0 ? undefined : this.findKey(key.slice(slash + 1));
  }

  private findKey(key: string): T | undefined {
    const exact = this.exact.get(key);
    if (exact !== undefined) {
      return exact;
    }
    for (const length of this.lengths) {
      if (length <= key.length) {
        const match = this.prefixes.get(key.slice(0, length));
        if (match !== undefined) {
          return match;
        }
      }
    }
    return undefined;
  }
}

/** A pattern as it is compared, without its `*`. */
export function patternKey(pattern: string): string {
  const text = pattern.trim();
  return normalizeName(text.endsWith('*') ? text.slice(0, -1) : text);
}

/** Distinct names that are remembered before the memory is emptied; names come from outside. */
const REMEMBERED = 4_096;

/**
 * Remembers what a function answered for a name, at most {@link REMEMBERED}
 * names at a time, so that the many events with few names are looked up once.
 */
export class NameMemory<T> {
  private readonly known = new Map<string, T>();

  constructor(private readonly compute: (name: string) => T) {}

  get(name: string): T {
    let value = this.known.get(name);
    if (value === undefined) {
      value = this.compute(name);
      if (this.known.size >= REMEMBERED) {
        this.known.clear();
      }
      this.known.set(name, value);
    }
    return value;
  }
}
