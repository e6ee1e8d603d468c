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

import { z } from 'zod';

/** The groups that operations are listed under. */
export type RouteTag =
  | 'Usage'
  | 'Connectors'
  | 'Credits'
  | 'Rate card'
  | 'Budgets'
  | 'Requests'
  | 'Analytics'
  | 'Reports'
  | 'Integrity'
  | 'Description';

/** What a route can be asked with a body. */
export interface RouteBody {
  schema: z.ZodType;
  /** The call may come without a body. */
  optional?: boolean;
  /** Also takes newline-delimited JSON, one of these a line. */
  lines?: z.ZodType;
  /** `application/json` unless said otherwise. */
  contentType?: string;
  /** Other types that the body can be of, each with its schema. */
  also?: Record<string, z.ZodType>;
}

/** What a route answers when all is well. */
export interface RouteAnswer {
  status: number;
  description: string;
  /** Absent: no body. */
  schema?: z.ZodType;
  /** `application/json` unless said otherwise. */
  contentType?: string;
}

/** One route of the HTTP API, as clients see it. */
export interface RouteDescription {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Under the plugin's base path, parameters in braces: `/v1/budgets/{id}`. */
  path: string;
  operationId: string;
  tag: RouteTag;
  summary: string;
  description?: string;
  /** The permission that a caller needs. */
  permission: string;
  /** The parameters in the path, each with its meaning. */
  parameters?: Record<string, string>;
  query?: z.ZodObject;
  body?: RouteBody;
  answers: RouteAnswer[];
  /** Status codes beyond those that any route can answer with. */
  errors: number[];
}
