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
  checkSources,
  columnsOf,
  parseMap,
  parseSet,
  rowToEvent,
} from './mapping';

const toTime = (text: string) => `time of ${text}`;

describe('rowToEvent', () => {
  it('builds nested fields from columns, factors and templates', () => {
    const sources = [
      parseSet('model=gpt-4.1'),
      parseSet('user=user:default/${login}'),
      parseSet('comment=${login} in ${place}'),
      parseMap('TIMESTAMP=occurredAt'),
      parseMap('ContextTokens=quantities.inputTokens'),
      parseMap('Elapsed time=latencyMs*1000'),
      parseMap('a=b=attributes.region'),
    ];
    expect(
      rowToEvent(
        {
          login: 'jo',
          place: '',
          TIMESTAMP: 'noon',
          ContextTokens: '4808.0',
          'Elapsed time': '1.83',
          'a=b': 'west',
        },
        sources,
        toTime,
      ),
    ).toEqual({
      model: 'gpt-4.1',
      user: 'user:default/jo',
      occurredAt: 'time of noon',
      quantities: { inputTokens: 4808 },
      latencyMs: 1830,
      attributes: { region: 'west' },
    });
    expect(columnsOf(sources)).toEqual([
      'login',
      'login',
      'place',
      'TIMESTAMP',
      'ContextTokens',
      'Elapsed time',
      'a=b',
    ]);
  });

  it('stops at the length that no text of an event has', () => {
    const cell = 'x'.repeat(60_000);
    const message = 'comment: must not have more than 1000 characters';
    for (const source of [
      parseSet(`comment=${'${a}'.repeat(250)}`),
      parseSet('comment=${b}${a}'),
      parseMap('a=comment'),
    ]) {
      expect(() => rowToEvent({ a: cell, b: 'y' }, [source], toTime)).toThrow(
        message,
      );
    }
    const fits = parseSet('comment=<${a}>');
    expect(rowToEvent({ a: 'x'.repeat(998) }, [fits], toTime)).toEqual({
      comment: `<${'x'.repeat(998)}>`,
    });
  });

  it('names the field whose text cannot be used', () => {
    const tokens = [parseMap('n=quantities.inputTokens')];
    for (const [text, message] of [
      ['12.5', /quantities.inputTokens: '12.5' is not a whole number/],
      ['many', /quantities.inputTokens: 'many' is not a number/],
    ] as const) {
      expect(() => rowToEvent({ n: text }, tokens, toTime)).toThrow(message);
    }
  });
});

it('refuses fields that events do not have, and wrong forms', () => {
  expect(() => parseMap('a=tokens')).toThrow(/no field 'tokens'/);
  expect(() => parseMap('a=toString')).toThrow(/no field/);
  expect(() => parseMap('occurredAt')).toThrow(/COLUMN=FIELD/);
  expect(() => parseMap('a=model*2')).toThrow(/no number to multiply/);
  expect(() => parseMap('a=latencyMs*x')).toThrow(/not a factor/);
  expect(() => parseSet('model')).toThrow(/FIELD=VALUE/);
  expect(() => parseSet('model', '--set')).toThrow(/^--set 'model' must be/);
  const model = parseSet('model=gpt-4.1');
  expect(() => checkSources([model, model], 'idFrom')).toThrow(/given twice/);
  expect(() => checkSources([], 'idFrom')).toThrow(/action or a model/);
  expect(() => checkSources([parseMap('a=id')], 'idFrom')).toThrow(
    /from idFrom/,
  );
});
