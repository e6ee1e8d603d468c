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
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityDeletePermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
  isReadPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  aiCreditsAccessPermission,
  aiCreditsAllocationUpdatePermission,
  aiCreditsBalanceReadPermission,
  aiCreditsBudgetReadPermission,
  aiCreditsChargePermission,
  aiCreditsReportCreatePermission,
  aiCreditsReportReadPermission,
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  aiCreditsUsageReadPermission,
} from 'backstage-plugin-ai-credits-common';
import { ownUsageDecision } from './ownUsageDecision';

/** The person who asks, with the groups they are a direct member of. */
export type Person = {
  userEntityRef: string;
  ownershipEntityRefs: string[];
  isAdmin: boolean;
  /** A direct member of a department's own group; told where it matters. */
  isLead: boolean;
};

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const AI_CREDITS_FOR_EVERYBODY = new Set<string>(
  [
    aiCreditsAccessPermission,
    aiCreditsBalanceReadPermission,
    aiCreditsBudgetReadPermission,
    // The plugin itself lets people charge for themselves only.
    aiCreditsChargePermission,
    // Nor does it let anyone decide but below the departments they lead, and
    // never for themselves.
    aiCreditsRequestCreatePermission,
    aiCreditsRequestDecidePermission,
    // Reports hold what their owner may see, and only owners and recipients see them.
    aiCreditsReportReadPermission,
    aiCreditsReportCreatePermission,
  ].map(permission => permission.name),
);

function decideAiCredits(
  permission: Permission,
  person: Person,
): PolicyDecision {
  if (isPermission(permission, aiCreditsUsageReadPermission)) {
    return ownUsageDecision(permission, person);
  }
  if (isPermission(permission, aiCreditsAllocationUpdatePermission)) {
    // The plugin narrows it to what is below the departments they lead. Others
    // are not offered the administration at all.
    return person.isLead ? ALLOW : DENY;
  }
  return AI_CREDITS_FOR_EVERYBODY.has(permission.name) ? ALLOW : DENY;
}

/**
 * The rules of the portal.
 *
 * - Admins may do everything.
 * - AI credits: everybody sees the balance and budgets and charges for
 *   themselves; they see their own usage, their teams', and that of the
 *   departments they lead, within which they allocate credits and decide on
 *   requests for more. Changing anything else is for admins.
 * - Catalog: everybody reads; who owns an entity refreshes and unregisters it.
 * - Everything else: reading is allowed, changing is for admins. Notifications,
 *   settings and actions ask for no permission and act for their own user only.
 */
export function decide(permission: Permission, person: Person): PolicyDecision {
  if (person.isAdmin) {
    return ALLOW;
  }
  if (permission.name.startsWith('ai-credits.')) {
    return decideAiCredits(permission, person);
  }
  if (
    isPermission(permission, catalogEntityDeletePermission) ||
    isPermission(permission, catalogEntityRefreshPermission)
  ) {
    return createCatalogConditionalDecision(
      permission,
      catalogConditions.isEntityOwner({ claims: person.ownershipEntityRefs }),
    );
  }
  return isReadPermission(permission) ? ALLOW : DENY;
}
