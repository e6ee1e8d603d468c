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
import { JsonObject } from '@backstage/types';
import { readPurchasing } from './purchasing';

const read = (purchasing?: JsonObject) =>
  readPurchasing(
    mockServices.rootConfig({
      data: purchasing ? { aiCredits: { purchasing } } : {},
    }),
  );
const webhook = {
  url: 'https://billing.example.com/orders',
  secret: 'sixteen letters!',
};

describe('readPurchasing', () => {
  it('buys internally where nothing is set', () => {
    expect(read()).toEqual({
      provider: 'internal',
      timeoutMs: 10_000,
      maxAttempts: 3,
      retryDelayMs: 1_000,
      refusalWaitMs: 2_000,
      webhook: undefined,
    });
  });

  it('takes a webhook and times', () => {
    expect(
      read({
        provider: 'webhook',
        webhook,
        timeout: '2s',
        retryDelay: { milliseconds: 5 },
        maxAttempts: 1,
      }),
    ).toMatchObject({
      provider: 'webhook',
      webhook,
      timeoutMs: 2_000,
      retryDelayMs: 5,
      maxAttempts: 1,
    });
  });

  it.each<[JsonObject, RegExp]>([
    [{ provider: 'webhook' }, /webhook must be set/],
    [{ webhook: { ...webhook, secret: 'short' } }, /secret must have at least/],
    [{ webhook: { ...webhook, url: 'ftp://x' } }, /url must be an http/],
    [{ webhook: { ...webhook, url: 'nowhere' } }, /url must be an http/],
    [{ maxAttempts: 11 }, /maxAttempts must be a whole number from 1 to 10/],
    [{ timeout: '2m' }, /timeout must be at most 60 seconds/],
    [{ refusalWait: '11s' }, /refusalWait must be at most 10 seconds/],
  ])('refuses %j', (purchasing, message) => {
    expect(() => read(purchasing)).toThrow(message);
  });

  it('does not tell the secret in what it complains about', () => {
    expect(() =>
      read({ webhook: { ...webhook, secret: 'too short' } }),
    ).not.toThrow(/too short/);
  });
});
