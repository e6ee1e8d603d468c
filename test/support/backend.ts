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

import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import express, { Router } from 'express';
import { companyEntities, LARGE_COMPANY } from './company';

// The smallest backend that AI Credits runs in: a process of its own for
// tests with several replicas, and for measurements. Settings come with
// `--config`, see backendProcess.ts.

const catalog = createServiceFactory({
  service: catalogServiceRef,
  deps: {},
  factory: () =>
    new InMemoryCatalogClient({
      entities: companyEntities(LARGE_COMPANY),
    }) as unknown as CatalogService,
});

// A route that authenticates, reads its body and answers: what HTTP costs here without a ledger.
const noop = createBackendPlugin({
  pluginId: 'noop',
  register(reg) {
    reg.registerInit({
      deps: {
        httpRouter: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
      },
      async init({ httpRouter, httpAuth }) {
        const router = Router();
        router.post(
          '/echo',
          express.json({ limit: '16mb' }),
          (request, response, next) => {
            httpAuth
              .credentials(request, { allow: ['service', 'user'] })
              .then(() => response.status(201).json({ ok: true }))
              .catch(next);
          },
        );
        httpRouter.use(router);
      },
    });
  },
});

const backend = createBackend();
backend.add(catalog);
backend.add(noop);
backend.add(import('backstage-plugin-ai-credits-backend'));
backend.start();
