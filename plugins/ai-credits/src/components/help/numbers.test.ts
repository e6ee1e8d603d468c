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
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { adminHelpTopics } from '../../pages/admin/helpTopics';
import { entityHelp, homeHelp } from '../../entity/help';
import { en as adminEn } from '../../translations/admin/en';
import { en } from '../../translations/en';
import { en as entityEn } from '../../translations/entity/en';
import { HelpTopic, helpTopics } from './topics';

const file = resolve(__dirname, '../../../../../docs/numbers.md');

/** A message of the pages with what they would fill in. */
function text(key: string, messages: object = en): string {
  const message = key
    .split('.')
    .reduce<unknown>(
      (node, name) => (node as Record<string, unknown>)[name],
      messages,
    );
  return String(message).replace('{{timeZone}}', "the account's time zone");
}

/** What the help of every tab says, as a document. */
function numbers(): string {
  const lines = [
    '# What every number means',
    '',
    '<!-- Written from the help of the pages: UPDATE_DOCS=1 yarn workspace backstage-plugin-ai-credits test numbers -->',
    '',
    'The same texts stand behind the `?` of each tab, in the language of the reader, beside the rate card in force.',
    `Everywhere: ${text(
      'help.figureDays',
    )} Amounts are exact to 6 decimals; cards and tables show up to 2, and all 6 when pointed at.`,
  ];
  for (const topic of Object.values<HelpTopic>(helpTopics)) {
    lines.push('', `## ${text(topic.title)}`, '', text(topic.intro), '');
    for (const [term, meaning] of topic.figures) {
      lines.push(`- **${text(term)}**: ${text(meaning)}`);
    }
  }
  const about = (key: string) => text(key, entityEn);
  for (const { figures, intro, title } of [entityHelp, homeHelp]) {
    lines.push('', `## ${about(title)}`, '', about(intro), '');
    for (const [term, meaning] of figures) {
      lines.push(`- **${about(term)}**: ${about(meaning)}`);
    }
  }
  for (const topic of Object.values(adminHelpTopics)) {
    const say = (key: string) => text(key, adminEn);
    lines.push('', `## ${text('page.admin')}: ${say(topic.title)}`, '');
    lines.push(say(topic.intro), '');
    for (const [term, meaning] of topic.figures) {
      lines.push(`- **${say(term)}**: ${say(meaning)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

it('says in docs/numbers.md what the help says', () => {
  if (process.env.UPDATE_DOCS) {
    writeFileSync(file, numbers());
  }
  expect(readFileSync(file, 'utf8')).toBe(numbers());
});

it('explains each figure of a tab once', () => {
  for (const topic of Object.values<HelpTopic>(helpTopics)) {
    const terms = topic.figures.map(([term]) => text(term));
    expect(new Set(terms).size).toBe(terms.length);
  }
  for (const { figures } of Object.values(adminHelpTopics)) {
    const texts = figures.flat().map(key => text(key, adminEn));
    expect(new Set(texts).size).toBe(texts.length);
    // They are said without values.
    expect(texts.join()).not.toContain('{{');
  }
});
