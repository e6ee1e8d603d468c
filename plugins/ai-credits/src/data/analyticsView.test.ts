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
  AnalyticsView,
  climbTo,
  drillInto,
  saysView,
  viewFromParams,
  viewToParams,
  withFilter,
} from './analyticsView';

const initial: AnalyticsView = {
  range: { preset: 'last30Days' },
  groupBy: 'model',
  filters: {},
  path: [],
};
const read = (text: string) =>
  viewFromParams(new URLSearchParams(text), initial);

it('survives the way through an address', () => {
  const view: AnalyticsView = {
    range: { preset: 'custom', firstDay: '2026-10-01', lastDay: '2026-10-31' },
    granularity: 'week',
    groupBy: 'user',
    // An empty text is usage that names no product; a comma is part of a name.
    filters: { product: ['', 'Writer, large'], team: ['group:default/a&b'] },
    path: ['team'],
  };
  const params = viewToParams(view, new URLSearchParams('theme=dark'));
  expect(params.get('theme')).toBe('dark');
  expect(viewFromParams(params, initial)).toEqual(view);
});

it.each([
  ['range=next-year&by=nothing&granularity=minute', initial],
  ['range=custom&from=2026-02-30&to=2026-03-02', initial],
  ['range=custom&from=2026-03-02&to=2026-03-01', initial],
  ['range=custom&from=2000-01-01&to=2026-03-01', initial],
  ['path=team,user', initial],
])('takes what makes no sense in %s from the initial view', (text, view) => {
  expect(read(text)).toEqual(view);
});

it('knows an address that says nothing', () => {
  expect(saysView(new URLSearchParams('tab=1'))).toBe(false);
  expect(saysView(new URLSearchParams('model=gpt-4o'))).toBe(true);
});

describe('looking into values', () => {
  const intoModel = drillInto(initial, 'gpt-4o');
  const intoUseCase = drillInto(intoModel, 'research');

  it('narrows to the value and groups by what says more', () => {
    expect(intoModel.filters).toEqual({ model: ['gpt-4o'] });
    expect(intoModel.groupBy).toBe('useCase');
    expect(intoUseCase.filters).toEqual({
      model: ['gpt-4o'],
      useCase: ['research'],
    });
    // Not back to the model: there is only one left.
    expect(intoUseCase.groupBy).toBe('user');
    expect(intoUseCase.path).toEqual(['model', 'useCase']);
  });

  it('leads back to each step, and all the way', () => {
    expect(climbTo(intoUseCase, 'useCase')).toEqual(intoModel);
    expect(climbTo(intoUseCase, undefined)).toEqual(initial);
  });

  it('keeps filters that were not looked into', () => {
    const filtered = withFilter(intoUseCase, 'team', ['group:default/a']);
    expect(climbTo(filtered, undefined).filters).toEqual({
      team: ['group:default/a'],
    });
  });

  it('forgets a step whose filter is removed', () => {
    expect(withFilter(intoUseCase, 'model', []).path).toEqual(['useCase']);
  });

  it('chooses only among what a page can be grouped by', () => {
    expect(drillInto(initial, 'gpt-4o', ['model', 'user']).groupBy).toBe(
      'user',
    );
    expect(drillInto(initial, 'gpt-4o', ['model']).groupBy).toBe('model');
  });
});
