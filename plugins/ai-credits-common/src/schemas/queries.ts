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
import { accountSchema, limits } from './primitives';

/** Query of routes that ask about one account and nothing else. @public */
export const accountQuerySchema = z.strictObject({
  account: accountSchema.optional(),
});
/** @public */
export type AccountQuery = z.input<typeof accountQuerySchema>;

/** Query of routes that answer page by page. @public */
export const pageQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(100),
});
/** @public */
export type PageQuery = z.input<typeof pageQuerySchema>;
