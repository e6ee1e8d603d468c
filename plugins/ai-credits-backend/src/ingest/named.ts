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

import { entityRefSchema, limits } from 'backstage-plugin-ai-credits-common';
import type { EntityNames, FieldNames, MappedField } from '../config';
import { mappedFields } from '../config';

/** The kind that a name without one is of. */
const kinds: Partial<Record<MappedField, string>> = {
  user: 'user',
  team: 'group',
  service: 'component',
  project: 'system',
};

const FULL_REF = /^[a-z][a-z0-9]*:[^\s/:]+\/[^\s/:]+$/i;

// What no entity's name may have in it.
// eslint-disable-next-line no-control-regex
const FOREIGN = /[\s/:"'<>\\\u0000-\u001f\u007f\p{Surrogate}]+/gu;

// What no text of an event may have in it: control characters, and halves of surrogate pairs.
// eslint-disable-next-line no-control-regex
const ODD = /[\u0000-\u001f\u007f\p{Surrogate}]/gu;

/**
 * The fields of an event that a format has under names of its own: of each
 * field the first name that has a text that the field can take counts. A field
 * that only describes never makes an event invalid: its charge would be lost.
 *
 * @param read - what the format has under a name
 */
export function namedFields(
  read: (name: string) => unknown,
  names: FieldNames,
  entities: EntityNames,
): Partial<Record<MappedField, string>> {
  const fields: Partial<Record<MappedField, string>> = {};
  for (const field of mappedFields) {
    const kind = kinds[field];
    for (const name of names[field]) {
      const text = textOf(read(name));
      const value =
        text === undefined || kind === undefined
          ? nameOf(text)
          : refOf(text, kind, entities);
      if (value !== undefined) {
        fields[field] = value;
        break;
      }
    }
  }
  return fields;
}

/** A text as a name of an event takes it: odd characters are spaces, and what is too long is cut. */
export function nameOf(text: string | undefined): string | undefined {
  return textOf(text?.slice(0, limits.nameLength).replace(ODD, ' '));
}

/**
 * The entity that a name stands for: a full ref is one, an address of a known
 * domain is the person before the `@`, and what a name cannot have is a hyphen.
 * Whether the catalog knows it is for attribution to find out; undefined when
 * no entity can have the name.
 */
export function refOf(
  text: string,
  kind: string,
  { namespace, emailDomains }: EntityNames,
): string | undefined {
  if (text.length > limits.refLength) {
    return undefined;
  }
  if (FULL_REF.test(text)) {
    return knownForm(text);
  }
  const at = text.lastIndexOf('@');
  const isKnownAddress =
    kind === 'user' &&
    at > 0 &&
    emailDomains.includes(text.slice(at + 1).toLocaleLowerCase('en-US'));
  const name = (isKnownAddress ? text.slice(0, at) : text)
    .replace(FOREIGN, '-')
    .replace(/^-+|-+$/g, '');
  return knownForm(`${kind}:${namespace}/${name}`);
}

/** A ref, if an event takes it. */
function knownForm(ref: string): string | undefined {
  return entityRefSchema.safeParse(ref).success ? ref : undefined;
}

/** A text that says something; numbers are texts too, since some have numbers for names. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return undefined;
  }
  const text = String(value).trim();
  return text === '' ? undefined : text;
}
