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

import {
  BudgetScopeKind,
  formatCredits,
  MicroCredits,
  ReportLanguage,
  reportFormatsOf,
} from 'backstage-plugin-ai-credits-common';
import { Directory } from '../attribution';
import { en, MessageWords } from './words.en';
import { id } from './words.id';

/** Notifications keep titles of 255 characters; a name alone may be as long. */
const MAX_NAME = 120;

const wordsOf: Record<ReportLanguage, MessageWords> = { en, id };

/** How people are written to: the words of the portal's language, and the names that people know. */
export interface Writing {
  words: MessageWords;
  /** An amount with all of its decimals. */
  credits(amount: MicroCredits | string): string;
  /** A date such as `2026-11-30`, as people write it. */
  day(date: string): string;
  /** What a person, a group or a part of the catalog is called; anything else is its own name. */
  nameOf(ref: string): string;
  /** Such as `team Payments`; with a capital where a sentence begins. */
  scope(scope: { kind: BudgetScopeKind; ref: string }, place?: 'start'): string;
}

/**
 * Writing in a language.
 *
 * @param directory - what the catalog says now; names are those of refs without it
 */
export function writingIn(
  language: ReportLanguage,
  directory?: () => Directory,
): Writing {
  const words = wordsOf[language];
  const formats = reportFormatsOf(language);
  const nameOf = (ref: string) =>
    shortened(
      (directory && titleOf(ref, directory())) ??
        /^[a-z]+:[^/]+\/(.+)$/.exec(ref)?.[1] ??
        ref,
    );
  return {
    words,
    nameOf,
    credits: amount =>
      formats.cell(
        typeof amount === 'bigint' ? formatCredits(amount) : amount,
        'credits',
      ),
    day: date => formats.day(date),
    scope: ({ kind, ref }, place) => {
      const name =
        kind === 'product' || kind === 'model' ? shortened(ref) : nameOf(ref);
      const text = words.scope(words.scopes[kind], name);
      return place === 'start'
        ? `${text[0].toLocaleUpperCase(language)}${text.slice(1)}`
        : text;
    },
  };
}

function titleOf(
  ref: string,
  { groups, projects, services, users }: Directory,
): string | undefined {
  return (
    users.get(ref) ??
    groups.get(ref) ??
    services.get(ref) ??
    projects.get(ref)
  )?.title;
}

/** A name that leaves room for words beside it. */
export function shortened(name: string): string {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
}
