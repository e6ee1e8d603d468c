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

import { en as adminEn } from './admin/en';
import adminId from './admin/id';
import { en } from './en';
import { en as entityEn } from './entity/en';
import entityId from './entity/id';
import id from './id';
import { en as insightsEn } from './insights/en';
import insightsId from './insights/id';
import { en as reportsEn } from './reports/en';
import reportsId from './reports/id';

function flatten(messages: object, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

const placeholders = (message: string) =>
  [...message.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort();

const areas: [string, object, Record<string, string>][] = [
  ['the pages', en, id],
  ['administration', adminEn, adminId],
  ['entities and the home page', entityEn, entityId],
  ['insights', insightsEn, insightsId],
  ['reports', reportsEn, reportsId],
];

describe.each(areas)('Indonesian of %s', (_, messages, translations) => {
  const english = flatten(messages);

  it('has every message, and none besides', () => {
    expect(Object.keys(translations).sort()).toEqual(
      english.map(([key]) => key).sort(),
    );
  });

  it.each(english)('says %s with the same values', (key, message) => {
    const translated = translations[key];
    expect(translated.trim()).not.toBe('');
    expect(placeholders(translated)).toEqual(placeholders(message));
  });
});
