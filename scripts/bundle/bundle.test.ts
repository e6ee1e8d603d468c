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
import { Bundle, measureBundle } from './measure';

const MOST_BYTES = 250_000;
/** What every visitor of the portal pays, whether or not they open the pages. */
const MOST_INITIAL_BYTES = 25_000;

describe('what the frontend plugin adds to an app', () => {
  let bundle: Bundle;
  before(async () => {
    bundle = await measureBundle();
  });

  it(`weighs less than ${MOST_BYTES / 1000} kB with gzip`, () => {
    const chunks = [...bundle.initial, ...bundle.lazy]
      .sort((a, b) => b.gzip - a.gzip)
      .map(({ name, gzip }) => `${name}: ${gzip}`)
      .join('\n');
    assert.ok(
      bundle.gzip < MOST_BYTES,
      `It weighs ${bundle.gzip} bytes:\n${chunks}`,
    );
  });

  it('loads little before one of its pages is opened', () => {
    const bytes = bundle.initial.reduce((sum, { gzip }) => sum + gzip, 0);
    assert.ok(bytes > 0 && bytes < MOST_INITIAL_BYTES, `${bytes} bytes`);
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
