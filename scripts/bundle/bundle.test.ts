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
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Bundle, Chunk, measureBundle, weightOf } from './measure';

/** Everything, whichever pages are opened. */
const MOST_BYTES = 420_000;
/** The first open of the overview, its charts included. */
const MOST_OVERVIEW_BYTES = 250_000;
/** What every visitor of the portal pays, whether or not they open the pages. */
const MOST_INITIAL_BYTES = 25_000;

/** What the home page, or the overview of an entity, pays for what it shows. */
const MOST_WIDGET_BYTES = 50_000;

const OVERVIEW = [
  'pages/Tab.tsx',
  'pages/overview/index.ts',
  'charts/StackedAreas.tsx',
  'charts/PeriodBars.tsx',
];

function expectLess(chunks: readonly Chunk[], most: number): void {
  const bytes = weightOf(chunks);
  const list = [...chunks]
    .sort((a, b) => b.gzip - a.gzip)
    .map(({ name, gzip }) => `${name}: ${gzip}`)
    .join('\n');
  assert.ok(bytes > 0 && bytes < most, `It weighs ${bytes} bytes:\n${list}`);
}

describe('what the frontend plugin adds to an app', () => {
  let bundle: Bundle;
  before(async () => {
    bundle = await measureBundle();
  });

  it(`weighs less than ${
    MOST_BYTES / 1000
  } kB with gzip, all pages together`, () => {
    expectLess([...bundle.initial, ...bundle.lazy], MOST_BYTES);
  });

  it(`weighs less than ${
    MOST_OVERVIEW_BYTES / 1000
  } kB when the overview is first opened`, () => {
    const opened = bundle.opened(OVERVIEW);
    expectLess(opened, MOST_OVERVIEW_BYTES);
    assert.ok(opened.some(({ packages }) => packages.includes('recharts')));
  });

  it(`weighs less than ${
    MOST_INITIAL_BYTES / 1000
  } kB before one of its pages is opened`, () => {
    // Every page watches for a low balance.
    expectLess(bundle.opened(['lowBalance/AppBanner.tsx']), MOST_INITIAL_BYTES);
  });

  it('draws no chart for the widget of the home page and the card of an entity', () => {
    for (const module of ['home/MyCredits.tsx', 'entity/EntityCard.tsx']) {
      const opened = bundle.opened(['lowBalance/AppBanner.tsx', module]);
      expectLess(opened, MOST_WIDGET_BYTES);
      assert.ok(!opened.some(({ packages }) => packages.includes('recharts')));
    }
    // The tab draws once its figures are there.
    const tab = bundle.opened(['entity/EntityTab.tsx']);
    assert.ok(!tab.some(({ packages }) => packages.includes('recharts')));
  });

  it('loads the drawing library with the first chart, and nothing but that', () => {
    const drawing = [...bundle.initial, ...bundle.lazy].filter(({ packages }) =>
      packages.includes('recharts'),
    );
    assert.equal(drawing.length, 1);
    assert.ok(bundle.lazy.includes(drawing[0]));
    assert.ok(!drawing[0].packages.includes('@tanstack/react-query'));
  });

  it('leaves the schema library to the backend', () => {
    const chunks = [...bundle.initial, ...bundle.lazy];
    assert.deepEqual(
      chunks.filter(({ packages }) => packages.includes('zod')),
      [],
    );
  });
});
