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
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { AiCreditsClient } from 'backstage-plugin-ai-credits-common';
import { JSX } from 'react';
import { aiCreditsApiRef } from './api';
import { rootRouteRef } from './routes';

/**
 * AI Credits in a portal on the old frontend system.
 *
 * @public
 */
export const aiCreditsPlugin = createPlugin({
  id: 'ai-credits',
  apis: [
    createApiFactory({
      api: aiCreditsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new AiCreditsClient({ discoveryApi, fetchApi }),
    }),
  ],
  routes: { root: rootRouteRef },
});

/**
 * The AI Credits page with its own tabs, for a `Route` of the app.
 *
 * @public
 */
export const AiCreditsPage: () => JSX.Element = aiCreditsPlugin.provide(
  createRoutableExtension({
    name: 'AiCreditsPage',
    component: () => import('./pages/LegacyPage').then(m => m.LegacyPage),
    mountPoint: rootRouteRef,
  }),
);
