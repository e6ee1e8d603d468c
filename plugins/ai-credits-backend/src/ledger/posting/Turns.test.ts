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

import { Turns } from './Turns';

describe('Turns', () => {
  it('come in order, whoever is ready first', async () => {
    const turns = new Turns();
    const order: number[] = [];
    const [first, second, third] = [turns.next(), turns.next(), turns.next()];
    const take = async (turn: typeof first, number: number) => {
      await turn.come();
      order.push(number);
      turn.pass();
    };
    const last = take(third, 3);
    const middle = take(second, 2);
    await new Promise(resolve => setImmediate(resolve));
    expect(order).toEqual([]);
    await take(first, 1);
    await Promise.all([middle, last]);
    expect(order).toEqual([1, 2, 3]);
  });

  it('come anyway where the one before is held up', async () => {
    const turns = new Turns();
    const held = turns.next();
    const next = turns.next();
    const started = performance.now();
    await next.come();
    expect(performance.now() - started).toBeGreaterThan(100);
    next.pass();
    // Who comes later does not wait for the one that is held up again.
    await turns.next().come();
    held.pass();
  });
});
