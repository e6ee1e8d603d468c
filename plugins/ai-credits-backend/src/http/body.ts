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

import { InputError } from '@backstage/errors';
import express, { Request, RequestHandler } from 'express';
import { Readable, Transform } from 'stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'zlib';
import { checkJson } from '../ingest';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from './errors';

/** The type of a body of one event a line. */
export const NDJSON = 'application/x-ndjson';

/**
 * Reads JSON bodies up to a limit that counts inflated bytes, and one of objects
 * and lists. A body of another type is refused, unless a route reads that type
 * itself.
 */
export function jsonBody(limit: number): RequestHandler[] {
  return [
    (req, _res, next) => {
      const hasBody =
        req.headers['transfer-encoding'] !== undefined ||
        Number(req.headers['content-length'] ?? 0) > 0;
      if (hasBody && !req.is('application/json')) {
        next(
          new UnsupportedMediaTypeError(
            `The body must be application/json, not ${
              req.headers['content-type'] ?? 'without a type'
            }`,
          ),
        );
        return;
      }
      next();
    },
    express.json({
      limit,
      type: 'application/json',
      verify: (_req, _res, body, charset) => {
        // What is counted are bytes of UTF-8, which RFC 8259 asks for.
        if (charset !== 'utf-8') {
          throw new UnsupportedMediaTypeError(
            `The body must be UTF-8, not ${charset}`,
          );
        }
        checkJson(body);
      },
    }),
  ];
}

const inflaters = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Reads any body up to a limit that counts inflated bytes; the route says which types it takes. */
export function rawBody(limit: number): RequestHandler {
  return express.raw({ limit, type: () => true });
}

/**
 * What {@link rawBody} read.
 *
 * @throws UnsupportedMediaTypeError when it is of none of the types
 * @throws InputError when there is none, or JSON of more parts than are taken
 */
export function bodyOf(req: Request, types: readonly string[]): Buffer {
  if (!Buffer.isBuffer(req.body) || req.body.length === 0) {
    throw new InputError('The body is empty');
  }
  assertType(req, types);
  if (req.is(['json', '+json', NDJSON])) {
    checkJson(req.body);
  }
  return req.body;
}

/** @throws UnsupportedMediaTypeError when the body is of none of the types */
export function assertType(req: Request, types: readonly string[]): void {
  if (!req.is([...types])) {
    throw new UnsupportedMediaTypeError(
      `The body must be ${types.join(' or ')}, not ${
        req.headers['content-type'] ?? 'without a type'
      }`,
    );
  }
}

/** @throws InputError when it is not JSON */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new InputError('The body is not valid JSON');
  }
}

/**
 * The body of a request as a stream, inflated, that fails once it has passed
 * `limit` bytes.
 *
 * @param key - the setting that the limit comes from
 * @throws UnsupportedMediaTypeError for an encoding that is not known
 */
export function bodyStream(
  req: Request,
  limit: number,
  key?: string,
): Readable {
  const encoding = (
    req.headers['content-encoding'] ?? 'identity'
  ).toLocaleLowerCase('en-US');
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) {
        done(new PayloadTooLargeError(limit, key));
      } else {
        done(null, chunk);
      }
    },
  });
  // What still arrives after a failure is read and dropped, so that the sender gets to see the answer.
  counter.on('close', () => {
    req.unpipe();
    req.resume();
  });
  req.on('aborted', () =>
    counter.destroy(new InputError('The request was aborted')),
  );
  if (encoding === 'identity') {
    req.pipe(counter);
    return counter;
  }
  if (!(encoding in inflaters)) {
    throw new UnsupportedMediaTypeError(
      `unsupported content encoding "${encoding}"`,
    );
  }
  const inflate = inflaters[encoding as keyof typeof inflaters]();
  inflate.on('error', () =>
    counter.destroy(new InputError(`The body is not valid ${encoding}`)),
  );
  req.pipe(inflate).pipe(counter);
  return counter;
}
