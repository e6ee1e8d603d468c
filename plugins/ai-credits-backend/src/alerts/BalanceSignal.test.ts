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

import { mockServices } from '@backstage/backend-test-utils';
import { BALANCE_CHANNEL, BalanceSignal } from './BalanceSignal';

describe('BalanceSignal', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function setup() {
    const publish = jest.fn().mockResolvedValue(undefined);
    const signal = BalanceSignal.create({
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    return { publish, signal };
  }

  it('tells a change at once and those after it once a second, without amounts', async () => {
    const { publish, signal } = setup();
    for (let ms = 0; ms < 2_500; ms += 10) {
      signal.changed();
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(publish).toHaveBeenCalledTimes(3);
    await jest.advanceTimersByTimeAsync(10_000);
    // The last change was told too, and nothing after it.
    expect(publish).toHaveBeenCalledTimes(4);
    expect(publish).toHaveBeenLastCalledWith({
      recipients: { type: 'broadcast' },
      channel: BALANCE_CHANNEL,
      message: { changed: true },
    });
  });

  it('does not mind that nobody could be told', async () => {
    const { publish, signal } = setup();
    publish.mockRejectedValue(new Error('down'));
    signal.changed();
    await jest.advanceTimersByTimeAsync(1_500);
    signal.changed();
    await jest.advanceTimersByTimeAsync(0);
    expect(publish).toHaveBeenCalledTimes(2);
  });
});
