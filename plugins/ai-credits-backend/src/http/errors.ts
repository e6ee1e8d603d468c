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
  CustomErrorBase,
  InputError,
  isError,
  serializeError,
} from '@backstage/errors';
import { Refusal } from 'backstage-plugin-ai-credits-common';
import { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { describeIssues, UNSTORABLE } from '../ingest';

/** Seconds after which a client whose request was turned away for lack of room may try again. */
const RETRY_AFTER_SECONDS = 1;

/** Credits were refused. */
export class RefusedError extends CustomErrorBase {
  name = 'RefusedError' as const;
  readonly statusCode = 402;

  constructor(readonly refusal: Refusal) {
    super(messageOf(refusal));
  }
}

/** A body is larger than what is taken. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;

  constructor(limit: number, key = 'aiCredits.ingest.bodyLimit') {
    super(`The body must not exceed ${limit} bytes (${key})`);
  }
}

/** A body is of a type or an encoding that is not taken. */
export class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  readonly statusCode = 415;
}

function messageOf(refusal: Refusal): string {
  const { automaticPurchase, scope, limit, used, held, requested } = refusal;
  const why = automaticPurchase ? `. ${automaticPurchase.message}` : '';
  return refusal.reason === 'insufficient_credits'
    ? `Not enough credits in ${scope}: ${requested} requested, ${used} of ${limit} used, ${held} held${why}`
    : `The budget of ${scope} is used up: ${requested} requested, ${used} of ${limit} used, ${held} held`;
}

/** What the JSON parser says when a body is not as it should be. */
interface BodyError extends Error {
  type: string;
  limit?: number;
}

function isBodyError(error: unknown): error is BodyError {
  return (
    isError(error) && typeof (error as { type?: unknown }).type === 'string'
  );
}

/** Errors of libraries as the host's types, so that every answer has the host's shape. */
export function asHostError(error: unknown, bodyLimit: number): unknown {
  if (error instanceof z.ZodError) {
    return new InputError(describeIssues(error));
  }
  if (isBodyError(error)) {
    switch (error.type) {
      case 'entity.too.large':
        return new PayloadTooLargeError(error.limit ?? bodyLimit);
      case 'entity.parse.failed':
        return new InputError('The body is not valid JSON');
      case 'entity.verify.failed':
        // What a check of the body threw, which the parser would answer with 403.
        return error instanceof InputError
          ? new InputError(error.message)
          : error;
      case 'encoding.unsupported':
      case 'charset.unsupported':
        return new UnsupportedMediaTypeError(error.message);
      default:
    }
  }
  if (isError(error) && UNSTORABLE.has(error.code)) {
    return new InputError(
      'The request has a character that the database does not take, such as NUL',
    );
  }
  if (error instanceof URIError) {
    return new InputError('The path is not validly encoded');
  }
  return error;
}

/**
 * The last handler of the plugin's routes: adds what a refusal says to the
 * host's shape, tells when to try again, and leaves the rest to the host.
 */
export function errorHandler(options: {
  bodyLimit: number;
}): ErrorRequestHandler {
  return (rawError, req, res, next) => {
    const error = asHostError(rawError, options.bodyLimit);
    if (res.headersSent) {
      next(error);
      return;
    }
    if (error instanceof RefusedError) {
      const { refusal, statusCode } = error;
      const { name, message } = serializeError(error);
      res.status(statusCode).json({
        error: { name, message },
        request: { method: req.method, url: req.url },
        response: { statusCode },
        ...refusal,
      });
      return;
    }
    if (isError(error) && error.name === 'ServiceUnavailableError') {
      res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    }
    next(error);
  };
}
