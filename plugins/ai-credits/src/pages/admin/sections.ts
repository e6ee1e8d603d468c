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

import { Me } from 'backstage-plugin-ai-credits-common';
import { ComponentType, lazy } from 'react';

/** A part of the administration. */
export interface AdminSection {
  /** Its name in the address and in the translations. */
  id:
    | 'allocations'
    | 'credits'
    | 'policies'
    | 'rateCard'
    | 'requests'
    | 'ledger';
  /** Whether the reader may do something there. */
  offered(may: Me['may']): boolean;
  Section: ComponentType;
}

/** Every part, in the order in which they are offered. */
export const adminSections: AdminSection[] = [
  {
    id: 'allocations',
    offered: may => may.manageBudgets || may.editAllocations === true,
    Section: lazy(() =>
      import('./allocations').then(m => ({ default: m.AllocationsSection })),
    ),
  },
  {
    id: 'requests',
    offered: may => may.decideRequests === true,
    Section: lazy(() =>
      import('./requests').then(m => ({ default: m.RequestsSection })),
    ),
  },
  {
    id: 'credits',
    offered: may => may.manageCredits,
    Section: lazy(() =>
      import('./credits').then(m => ({ default: m.CreditsSection })),
    ),
  },
  {
    id: 'policies',
    offered: may => may.manageCredits,
    Section: lazy(() =>
      import('./policies').then(m => ({ default: m.PoliciesSection })),
    ),
  },
  {
    id: 'rateCard',
    offered: may => may.manageRateCards,
    Section: lazy(() =>
      import('./rateCard').then(m => ({ default: m.RateCardSection })),
    ),
  },
  {
    id: 'ledger',
    offered: may => may.readIntegrity,
    Section: lazy(() =>
      import('./ledger').then(m => ({ default: m.LedgerSection })),
    ),
  },
];
