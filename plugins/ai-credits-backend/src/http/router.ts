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

import { aiCreditsAccessPermission } from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { addAccountRoutes } from './account';
import { addAllocationRoutes } from './allocations';
import { addAnalyticsRoutes } from './analytics';
import { addBudgetRoutes } from './budgets';
import { addChargeRoutes } from './charges';
import { HttpContext } from './context';
import { addCloudEventRoutes } from './cloudEvents';
import { addCreditRoutes } from './credits';
import { addCreditSummaryRoutes } from './creditSummary';
import { errorHandler } from './errors';
import { addForecastRoutes } from './forecast';
import { addImportRoutes } from './imports';
import { addInsightRoutes } from './insights';
import { addIntegrityRoutes } from './integrity';
import { addLiteLlmRoutes } from './litellm';
import { addOtlpRoutes } from './otlp';
import { addPolicyRoutes } from './policies';
import { addPurchaseRoutes } from './purchases';
import { addRateCardRoutes } from './rateCards';
import { addReportRoutes } from './reports';
import { addRequestRoutes } from './requests';
import { addTransactionRoutes } from './transactions';
import { addUsageRoutes } from './usage';

/** Every route of the plugin; each authorises by itself. */
export function createRouter(context: HttpContext): Router {
  const router = PromiseRouter();
  addUsageRoutes(router, context);
  addOtlpRoutes(router, context);
  addLiteLlmRoutes(router, context);
  addCloudEventRoutes(router, context);
  addImportRoutes(router, context);
  addChargeRoutes(router, context);
  addCreditRoutes(router, context);
  addCreditSummaryRoutes(router, context);
  addPurchaseRoutes(router, context);
  addPolicyRoutes(router, context);
  addAccountRoutes(router, context);
  addTransactionRoutes(router, context);
  addRateCardRoutes(router, context);
  addBudgetRoutes(router, context);
  addAllocationRoutes(router, context);
  addRequestRoutes(router, context);
  addIntegrityRoutes(router, context);
  addAnalyticsRoutes(router, context);
  addForecastRoutes(router, context);
  addReportRoutes(router, context);
  addInsightRoutes(router, context);

  router.get('/v1/openapi.json', async (req, res) => {
    await context.access.require(req, aiCreditsAccessPermission);
    res.json(context.openapi);
  });

  router.use(errorHandler({ bodyLimit: context.config.ingest.bodyLimit }));
  return router;
}
