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

import { mockErrorHandler } from '@backstage/backend-test-utils';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { Refusal } from 'backstage-plugin-ai-credits-common';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { jsonBody } from './body';
import { errorHandler, RefusedError } from './errors';

describe('errorHandler', () => {
  const refusal: Refusal = {
    reason: 'budget_exceeded',
    scope: 'team:group:default/payments',
    limit: '100',
    used: '98',
    held: '1',
    requested: '8',
    contacts: ['group:default/commerce'],
  };
  const errors: Record<string, () => unknown> = {
    full: () => new ServiceUnavailableError('The queue is full (20000)'),
    refused: () => new RefusedError(refusal),
    conflict: () => new ConflictError('changed'),
    zod: () =>
      z
        .strictObject({ a: z.object({ b: z.number() }) })
        .safeParse({ a: { b: 'x' }, 'c\n': 1 }).error,
    bug: () => new TypeError('a secret of the house'),
  };
  const app = express()
    .post('/body', ...jsonBody(1_000), (req, res) => {
      res.json(req.body);
    })
    .get('/%E0%A4%A', () => {})
    .get('/:name', (req, _res, next) => next(errors[req.params.name]()))
    .use(errorHandler({ bodyLimit: 1_000 }))
    .use(mockErrorHandler());

  it.each([
    ['full', 503, 'The queue is full (20000)', '1'],
    [
      'refused',
      402,
      'The budget of team:group:default/payments is used up: 8 requested, 98 of 100 used, 1 held',
      undefined,
    ],
    ['conflict', 409, 'changed', undefined],
    [
      'zod',
      400,
      'a.b: Invalid input: expected number, received string; c : is not a known field',
      undefined,
    ],
    ['bug', 500, 'a secret of the house', undefined],
  ])('answers %s with %i', async (name, status, message, retryAfter) => {
    const answer = await request(app).get(`/${name}`);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      error: { message },
      response: { statusCode: status },
    });
    expect(answer.headers['retry-after']).toBe(retryAfter);
  });

  it('says beside the host’s shape why credits are refused', async () => {
    const { body } = await request(app).get('/refused');
    expect(body).toEqual({
      error: { name: 'RefusedError', message: expect.any(String) },
      request: { method: 'GET', url: '/refused' },
      response: { statusCode: 402 },
      ...refusal,
    });
  });

  it('takes a body that is absent, and refuses one that is too large or cut off', async () => {
    const none = await request(app).post('/body');
    expect([none.status, none.body]).toEqual([200, {}]);
    const large = await request(app)
      .post('/body')
      .send({ text: 'x'.repeat(1_000) });
    expect(large.status).toBe(413);
    expect(large.body.error.message).toMatch(/1000 bytes/);
    const text = await request(app)
      .post('/body')
      .set('Content-Type', 'application/json')
      .send('{"a":');
    expect(text.status).toBe(400);
  });

  it('refuses a body in another encoding than UTF-8', async () => {
    const answer = await request(app)
      .post('/body')
      .set('Content-Type', 'application/json; charset=utf-16')
      .send('{"a":1}');
    expect(answer.status).toBe(415);
    expect(answer.body.error.message).toBe(
      'The body must be UTF-8, not utf-16',
    );
  });
});
