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
import { z } from 'zod';

/** Problems of one value that are told at once. */
const MAX_ISSUES = 5;

/**
 * Parses with a schema.
 *
 * @throws InputError naming each field that is wrong, and its limit
 */
export function parseWith<T extends z.ZodType>(
  schema: T,
  value: unknown,
): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new InputError(describeIssues(result.error));
  }
  return result.data;
}

/** What is wrong, on one line: `quantities.inputTokens: Too small: expected number to be >=0`. */
export function describeIssues(error: z.ZodError): string {
  const lines = error.issues.slice(0, MAX_ISSUES).map(describe);
  const more = error.issues.length - lines.length;
  return `${lines.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function describe(issue: z.core.$ZodIssue): string {
  const at = (path: PropertyKey[]) => path.map(printable).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MAX_ISSUES)
      .map(key => `${at([...issue.path, key])}: is not a known field`)
      .join('; ');
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearest(issue.errors)
      .map(inner =>
        describe({ ...inner, path: [...issue.path, ...inner.path] }),
      )
      .join('; ');
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    const missing = issue.message.endsWith('received undefined');
    if (missing && issue.path.length > 0) {
      return `${at(issue.path)}: is required`;
    }
  }
  return issue.path.length > 0
    ? `${at(issue.path)}: ${issue.message}`
    : issue.message;
}

/** What is wrong by the alternative that was meant: the one that is of the type that was sent, or else all of them. */
function nearest(alternatives: z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const isOfType = (issues: z.core.$ZodIssue[]) =>
    !issues.some(
      ({ code, path }) => code === 'invalid_type' && path.length === 0,
    );
  return (alternatives.find(isOfType) ?? alternatives.flat()).slice(
    0,
    MAX_ISSUES,
  );
}

/** Names of fields come from outside too. */
function printable(key: PropertyKey): string {
  return (
    String(key)
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u001f\u007f]/g, ' ')
      .slice(0, 80)
  );
}
