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
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { AiCreditsClient } from 'backstage-plugin-ai-credits-common';
import { JSX } from 'react';
import { aiCreditsApiRef } from './api';
import { scopeOf } from './entity/scope';
import { createCardExtension } from '@backstage/plugin-home-react';
import { entityTabRouteRef, rootRouteRef } from './routes';
import { page as titles } from './translations/page.en';

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
  routes: { root: rootRouteRef, entity: entityTabRouteRef },
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

/**
 * What an entity uses, for a route of its page: `EntityLayout.Route`.
 *
 * @public
 */
export const EntityAiCreditsContent: () => JSX.Element =
  aiCreditsPlugin.provide(
    createRoutableExtension({
      name: 'EntityAiCreditsContent',
      component: () => import('./entity/EntityTab').then(m => m.EntityTab),
      mountPoint: entityTabRouteRef,
    }),
  );

/**
 * What an entity used lately and how its budget stands, for the overview of
 * its page.
 *
 * @public
 */
export const EntityAiCreditsCard: () => JSX.Element = aiCreditsPlugin.provide(
  createComponentExtension({
    name: 'EntityAiCreditsCard',
    component: {
      lazy: () => import('./entity/EntityCard').then(m => m.EntityCard),
    },
  }),
);

/**
 * What is left of the reader's credits and of their team's, for the home page.
 *
 * @public
 */
export const HomePageAiCredits: (props: { title?: string }) => JSX.Element =
  aiCreditsPlugin.provide(
    createCardExtension<{ title?: string }>({
      name: 'HomePageAiCredits',
      title: titles.title,
      components: () =>
        import('./home/MyCredits').then(m => ({ Content: m.MyCredits })),
    }),
  );

/**
 * Whether an entity is of a kind that uses credits, for `EntitySwitch.Case` and
 * `EntityLayout.Route`.
 *
 * @public
 */
export function isAiCreditsAvailable(entity: Entity): boolean {
  return scopeOf(entity) !== undefined;
}
