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

import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { client, setWidth } from '../__testUtils__/portal';
import { aiCreditsApiRef } from '../api';
import * as legacy from '../legacy';
import { rootRouteRef } from '../routes';
import { LegacyPage } from './LegacyPage';

jest.setTimeout(60_000);

it('brings its own tabs where the portal has none', async () => {
  setWidth(1440);
  renderInTestApp(<LegacyPage />, {
    mountPath: '/ai-credits',
    initialRouteEntries: ['/ai-credits/overview'],
    apis: [[aiCreditsApiRef, client()]],
  });
  expect(
    await screen.findByRole('tab', { name: 'Transactions' }),
  ).toBeVisible();
  expect(
    await screen.findByText('2,660.44', undefined, { timeout: 20_000 }),
  ).toBeVisible();
});

it('is found under ./legacy', () => {
  expect(legacy.aiCreditsPlugin.getId()).toBe('ai-credits');
  expect(legacy.AiCreditsPage).toBeDefined();
  expect(legacy.EntityAiCreditsContent).toBeDefined();
  expect(legacy.HomePageAiCredits).toBeDefined();
});

it('shows what an entity uses on pages of the old system, and where it does', async () => {
  setWidth(1440);
  const entity = (kind: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'checkout' },
  });
  expect(legacy.isAiCreditsAvailable(entity('Component'))).toBe(true);
  expect(legacy.isAiCreditsAvailable(entity('Template'))).toBe(false);
  renderInTestApp(
    <EntityProvider entity={entity('Component')}>
      <legacy.EntityAiCreditsCard />
    </EntityProvider>,
    {
      mountedRoutes: { '/ai-credits': rootRouteRef },
      apis: [
        [catalogApiRef, catalogApiMock()],
        [
          aiCreditsApiRef,
          {
            ...client(),
            budgets: async () => ({ budgets: [] }),
          },
        ],
      ],
    },
  );
  expect(await screen.findByText('No budget is set.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Show usage' })).toBeVisible();
});
