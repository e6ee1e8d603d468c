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
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  aiCreditsConditions,
  createAiCreditsConditionalDecision,
} from 'backstage-plugin-ai-credits-backend';
import { RESOURCE_TYPE_AI_CREDITS_USAGE } from 'backstage-plugin-ai-credits-common';

/**
 * Limits usage to what concerns a person: their own, that of the teams they are
 * in, and that of the departments whose own group they are a direct member of,
 * which is how a department names its leads. The team and department rules both
 * get all groups; a group matches in the role in which usage carries it.
 */
export function ownUsageDecision(
  permission: ResourcePermission<typeof RESOURCE_TYPE_AI_CREDITS_USAGE>,
  person: { userEntityRef: string; ownershipEntityRefs: string[] },
): PolicyDecision {
  const groups = person.ownershipEntityRefs.filter(ref =>
    ref.startsWith('group:'),
  );
  return createAiCreditsConditionalDecision(permission, {
    anyOf: [
      aiCreditsConditions.isPerson({ users: [person.userEntityRef] }),
      aiCreditsConditions.inTeam({ teams: groups }),
      aiCreditsConditions.inDepartment({ departments: groups }),
    ],
  });
}
