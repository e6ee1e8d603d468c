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

import { heatStep, moveInGrid } from './heatScale';

it('keeps nothing apart from little', () => {
  expect(heatStep(0, 100)).toBe(0);
  expect(heatStep(0.000001, 100)).toBe(1);
  expect(heatStep(20, 100)).toBe(1);
  expect(heatStep(20.1, 100)).toBe(2);
  expect(heatStep(100, 100)).toBe(5);
  expect(heatStep(-3, 100)).toBe(0);
  expect(heatStep(0, 0)).toBe(0);
});

it('moves by keys and stops at the edges', () => {
  const size = { rows: 7, columns: 24 };
  const from = { row: 6, column: 23 };
  expect(moveInGrid('ArrowDown', from, size)).toEqual(from);
  expect(moveInGrid('ArrowRight', from, size)).toEqual(from);
  expect(moveInGrid('ArrowUp', from, size)).toEqual({ row: 5, column: 23 });
  expect(moveInGrid('Home', from, size)).toEqual({ row: 6, column: 0 });
  expect(moveInGrid('Tab', from, size)).toBeUndefined();
});
