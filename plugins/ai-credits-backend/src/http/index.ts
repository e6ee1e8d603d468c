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

export { Access, callerOf } from './access';
export type { Caller } from './access';
export { analyticsFor } from './analytics';
export { auditPurchases } from './auditPurchases';
export { budgetFor, budgetsFor } from './budgets';
export type { HttpContext, Proofs } from './context';
export { balanceFor } from './credits';
export { asHostError } from './errors';
export { forecastFor, readScope } from './forecast';
export { recommendationsFor, wasteFor } from './insights';
export { quoteFor } from './rateCards';
export { recordAudited } from './recordAudited';
export { createRequest } from './requestDesk';
export { createRouter } from './router';
export { transactionsFor } from './transactions';
