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
});
