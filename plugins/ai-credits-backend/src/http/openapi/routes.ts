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

import { budgetRoutes } from './budgetRoutes';
import { connectorRoutes } from './connectorRoutes';
import { creditRoutes } from './creditRoutes';
import { governanceRoutes } from './governanceRoutes';
import { insightRoutes } from './insightRoutes';
import { purchasingRoutes } from './purchasingRoutes';
import { rateCardRoutes } from './rateCardRoutes';
import { reportRoutes } from './reportRoutes';
import { RouteDescription } from './types';
import { usageRoutes } from './usageRoutes';

/** Every route of the HTTP API. */
export const routes: readonly RouteDescription[] = [
  ...usageRoutes,
  ...connectorRoutes,
  ...creditRoutes,
  ...purchasingRoutes,
  ...rateCardRoutes,
  ...budgetRoutes,
  ...governanceRoutes,
  ...insightRoutes,
  ...reportRoutes,
];
