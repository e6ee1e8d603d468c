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

import { UsageQueue } from './UsageQueue';

describe('UsageQueue', () => {
  it('lets no more wait than its limit, of either kind', async () => {
    let open = () => {};
    const gate = new Promise<void>(resolve => {
      open = resolve;
    });
    const queue = new UsageQueue<string, string>({
      run: async items => {
        await gate;
        return items;
      },
      keyOf: item => item,
      limit: 2,
      batchSize: 10,
      lanes: 2,
    });
    const first = queue.exclusive(() => gate);
    await new Promise(resolve => setImmediate(resolve));

    const posted = queue.push(['a', 'b']);
    expect(() => queue.push(['c'])).toThrow('limit of 2');
    const waiting = [1, 2].map(n => queue.exclusive(async () => n));
    await expect(queue.exclusive(async () => 3)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });

    open();
    await first;
    await expect(posted).resolves.toEqual(['a', 'b']);
    await expect(Promise.all(waiting)).resolves.toEqual([1, 2]);
    await expect(queue.exclusive(async () => 4)).resolves.toBe(4);
  });

  /** A queue whose batches end when the test says so. */
  function openQueue(lanes: number) {
    const flying: Array<{ items: string[]; end(): void }> = [];
    const queue = new UsageQueue<string, string>({
      run: items =>
        new Promise(resolve => {
          flying.push({
            items,
            end: () => {
              flying.splice(
                flying.findIndex(batch => batch.items === items),
                1,
              );
              resolve(items);
            },
          });
        }),
      keyOf: item => item,
      limit: 10_000,
      batchSize: 1_000,
      lanes,
    });
    const turn = async () => {
      for (let i = 0; i < 3; i++) {
        await new Promise(resolve => setImmediate(resolve));
      }
    };
    return { queue, flying, turn };
  }
  const numbered = (name: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${name}${i}`);

  it('shares out what waits among its lanes, and starts none for a few', async () => {
    const { queue, flying, turn } = openQueue(2);
    const many = queue.push(numbered('a', 600));
    await turn();
    expect(flying.map(({ items }) => items.length)).toEqual([300, 300]);
    const few = queue.push(numbered('b', 20));
    await turn();
    expect(flying).toHaveLength(2);

    flying[1].end();
    await turn();
    // The few are not worth a lane while another batch is in flight.
    expect(flying).toHaveLength(1);
    flying[0].end();
    await turn();
    expect(flying.map(({ items }) => items)).toEqual([numbered('b', 20)]);
    flying[0].end();
    await expect(many).resolves.toEqual(numbered('a', 600));
    await expect(few).resolves.toEqual(numbered('b', 20));
  });

  it('never has two of one key in flight, and answers both', async () => {
    const { queue, flying, turn } = openQueue(2);
    const first = queue.push(['same']);
    await turn();
    const second = queue.push(['same', ...numbered('x', 300)]);
    await turn();
    expect(flying.map(({ items }) => items)).toEqual([
      ['same'],
      numbered('x', 300),
    ]);
    flying[1].end();
    await turn();
    expect(flying).toHaveLength(1);
    flying[0].end();
    await expect(first).resolves.toEqual(['same']);
    await turn();
    expect(flying.map(({ items }) => items)).toEqual([['same']]);
    flying[0].end();
    await expect(second).resolves.toHaveLength(301);
  });

  it('runs alone what asks for it, in turn with batches, however many wait', async () => {
    const { queue, flying, turn } = openQueue(2);
    const order: string[] = [];
    const run = (name: string) => async () => {
      expect(flying).toEqual([]);
      order.push(name);
      await turn();
      expect(flying).toEqual([]);
    };
    queue.push(numbered('a', 600));
    await turn();
    const alone = [run('one'), run('two')].map(each => queue.exclusive(each));
    queue.push(numbered('b', 400));
    await turn();
    // Both batches were in flight before; no other starts before its turn.
    expect(order).toEqual([]);
    expect(flying).toHaveLength(2);
    flying[0].end();
    flying[0].end();
    await alone[0];
    await turn();
    expect(order).toEqual(['one']);
    expect(flying.map(({ items }) => items.length)).toEqual([400]);
    flying[0].end();
    await alone[1];
    expect(order).toEqual(['one', 'two']);
  });
});
