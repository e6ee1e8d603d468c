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
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { Transaction } from 'backstage-plugin-ai-credits-common';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import { Server } from 'http';
import { AddressInfo } from 'net';
import { readAiCreditsConfig } from '../config';
import { UsageQueries } from '../usage/api';
import { HttpContext } from './context';
import { addTransactionRoutes } from './transactions';

const line: Transaction = {
  transactionId: 'u1',
  type: 'usage',
  occurredAt: '2026-11-20T23:30:00Z',
  recordedAt: '2026-11-20T23:30:01Z',
  credits: '-7',
  creditType: 'free',
  status: 'success',
  comment: 'x'.repeat(500),
};

describe('GET /v1/transactions/export', () => {
  let server: Server;
  let read = 0;
  const ended = jest.fn();
  let fails = false;

  /** A log without an end. */
  async function* pages(
    _account: string,
    _filter: unknown,
    _visible: unknown,
    signal?: AbortSignal,
  ): AsyncGenerator<Transaction[]> {
    try {
      for (;;) {
        signal?.throwIfAborted();
        read += 1;
        if (fails && read > 3) {
          throw new Error('the database went away');
        }
        yield Array.from({ length: 500 }, () => line);
        await new Promise(setImmediate);
      }
    } finally {
      ended();
    }
  }

  beforeEach(async () => {
    read = 0;
    fails = false;
    ended.mockClear();
    const context = {
      access: {
        requireUsage: async () => ({
          caller: { credentials: mockCredentials.user(), actor: 'a' },
          visible: { kind: 'all' },
        }),
      },
      auditor: mockServices.auditor.mock({
        createEvent: async () => ({
          success: async () => {},
          fail: async () => {},
        }),
      }),
      config: readAiCreditsConfig(
        mockServices.rootConfig({
          data: { aiCredits: { account: { timeZone: 'Asia/Jakarta' } } },
        }),
      ),
      now: () => Date.parse('2026-11-20T23:59:58Z'),
      usage: { exportTransactions: pages } as unknown as UsageQueries,
    } as unknown as HttpContext;
    const router = PromiseRouter();
    addTransactionRoutes(router, context);
    server = express().use(router).use(mockErrorHandler()).listen(0);
  });
  afterEach(() => server.close());

  const start = (signal?: AbortSignal) =>
    fetch(
      `http://localhost:${
        (server.address() as AddressInfo).port
      }/v1/transactions/export`,
      { signal },
    );

  async function until(condition: () => boolean) {
    for (let i = 0; i < 200 && !condition(); i += 1) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(condition()).toBe(true);
  }

  it('names the file and writes times as the account counts them', async () => {
    const gone = new AbortController();
    const response = await start(gone.signal);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="token_usage_history_2026-11-21_06-59-58.csv"',
    );
    const { value } = await response.body!.getReader().read();
    const [header, first] = new TextDecoder().decode(value).split('\r\n');
    expect(header).toMatch(/^Date and time,Type,User,Action,Model,Credits,/);
    expect(first).toMatch(/^2026-11-21 06:30:00,usage,,,,-7,free,success,xxx/);
    gone.abort();
    await until(() => ended.mock.calls.length > 0);
  });

  it('waits for a slow reader instead of filling the memory', async () => {
    const gone = new AbortController();
    const response = await start(gone.signal);
    const reader = response.body!.getReader();
    await reader.read();
    // The buffers on the way fill up, and then nothing more is read; an export
    // that does not wait would go on for ever.
    let before = -1;
    for (let i = 0; i < 30 && before !== read; i += 1) {
      before = read;
      await new Promise(resolve => setTimeout(resolve, 300));
    }
    expect(before).toBe(read);
    expect(ended).not.toHaveBeenCalled();
    gone.abort();
    await until(() => ended.mock.calls.length > 0);
  });

  it('stops reading when the reader goes away', async () => {
    const gone = new AbortController();
    const response = await start(gone.signal);
    await response.body!.getReader().read();
    gone.abort();
    await until(() => ended.mock.calls.length > 0);
    const then = read;
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(read).toBe(then);
  });

  it('breaks off when the log cannot be read on, so that no half file looks whole', async () => {
    fails = true;
    const response = await start();
    await expect(response.text()).rejects.toThrow(/terminated/);
  });
});
