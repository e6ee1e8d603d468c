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
  BackendFeature,
  coreServices,
  createServiceFactory,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import {
  aiCreditsAccessPermission,
  aiCreditsAllocationUpdatePermission,
  aiCreditsBalanceReadPermission,
  aiCreditsBudgetReadPermission,
  aiCreditsChargePermission,
  aiCreditsRecordPermission,
  aiCreditsReportCreatePermission,
  aiCreditsReportReadPermission,
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  aiCreditsUsageReadPermission,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import request from 'supertest';
import {
  aiCreditsConditions,
  createAiCreditsConditionalDecision,
} from '../permissions';
import { aiCreditsPlugin } from '../plugin';

/** Who asks: nobody, an engineer of Payments, one of Writers whose token names the department as well, the lead of Commerce, an administrator, a machine. */
export type Role =
  | 'nobody'
  | 'engineer'
  | 'writer'
  | 'lead'
  | 'admin'
  | 'machine';

const users: Record<string, string[]> = {
  'user:default/jo': ['group:default/payments'],
  'user:default/lead': ['group:default/commerce'],
  'user:default/root': ['group:default/admins'],
  // Whose sign-in counts the groups above a person's own as theirs, too.
  'user:default/pat': ['group:default/writers', 'group:default/content'],
};

const headers: Record<Role, string> = {
  nobody: mockCredentials.none.header(),
  engineer: mockCredentials.user.header('user:default/jo'),
  writer: mockCredentials.user.header('user:default/pat'),
  lead: mockCredentials.user.header('user:default/lead'),
  admin: mockCredentials.user.header('user:default/root'),
  machine: mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('external:machine'),
    targetPluginId: 'ai-credits',
  }),
};

interface Principal {
  type: string;
  userEntityRef?: string;
  subject?: string;
}

const forEverybody = [
  aiCreditsAccessPermission,
  aiCreditsBalanceReadPermission,
  aiCreditsBudgetReadPermission,
  aiCreditsChargePermission,
  aiCreditsAllocationUpdatePermission,
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  aiCreditsReportReadPermission,
  aiCreditsReportCreatePermission,
].map(({ name }) => name as string);
const forMachines = [aiCreditsRecordPermission, aiCreditsChargePermission].map(
  ({ name }) => name as string,
);

/** The rules of a portal: admins everything, people their own and their groups' usage, machines what their token allows. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory(): PermissionsService {
    const decide = (
      permission: Permission,
      principal: Principal,
    ): PolicyDecision => {
      const when = (allowed: boolean): DefinitivePolicyDecision => ({
        result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      });
      if (principal.type === 'service') {
        return when(
          principal.subject !== 'external:machine' ||
            forMachines.includes(permission.name),
        );
      }
      const user = principal.userEntityRef ?? '';
      const groups = users[user] ?? [];
      if (groups.includes('group:default/admins')) {
        return when(true);
      }
      if (
        isResourcePermission(permission, 'ai-credits-usage') &&
        isPermission(permission, aiCreditsUsageReadPermission)
      ) {
        return createAiCreditsConditionalDecision(permission, {
          anyOf: [
            aiCreditsConditions.isPerson({ users: [user] }),
            aiCreditsConditions.inTeam({ teams: groups }),
            aiCreditsConditions.inDepartment({ departments: groups }),
          ],
        });
      }
      return when(forEverybody.includes(permission.name));
    };
    // Only credentials are ever passed on, never a token.
    const principalOf = (options: unknown) =>
      (options as { credentials: { principal: Principal } }).credentials
        .principal;
    return {
      authorize: async (requests, options) =>
        requests.map(
          ({ permission }) =>
            decide(
              permission,
              principalOf(options),
            ) as DefinitivePolicyDecision,
        ),
      authorizeConditional: async (requests, options) =>
        requests.map(({ permission }) =>
          decide(permission, principalOf(options)),
        ),
    };
  },
});

function entity(
  kind: string,
  name: string,
  type?: string,
  relations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: type === undefined ? {} : { type },
    relations: Object.entries(relations).map(([relation, targetRef]) => ({
      type: relation,
      targetRef,
    })),
  };
}

/** The software catalog of the portal. */
export const entities = [
  entity('Group', 'commerce', 'department'),
  entity('Group', 'content', 'department'),
  entity('Group', 'payments', 'team', { childOf: 'group:default/commerce' }),
  entity('Group', 'writers', 'team', { childOf: 'group:default/content' }),
  entity('Group', 'admins', 'team'),
  entity('User', 'jo', undefined, { memberOf: 'group:default/payments' }),
  entity('User', 'pat', undefined, { memberOf: 'group:default/writers' }),
  entity('User', 'lead', undefined, { memberOf: 'group:default/commerce' }),
  entity('User', 'root', undefined, { memberOf: 'group:default/admins' }),
  entity('Component', 'checkout', 'service', {
    ownedBy: 'group:default/payments',
    partOf: 'system:default/shop',
  }),
  entity('Component', 'writer', 'service', {
    ownedBy: 'group:default/writers',
  }),
  // Nobody's, though part of the writers' system.
  entity('Component', 'orphan', 'service', { partOf: 'system:default/press' }),
  entity('System', 'shop', undefined, { ownedBy: 'group:default/payments' }),
  entity('System', 'press', undefined, { ownedBy: 'group:default/writers' }),
];

/** A portal with the plugin, and ways to ask it in each role. */
export interface Portal {
  /** Where the plugin answers. */
  baseUrl: string;
  /** Sends a request; a text goes as CSV, any other body as JSON. */
  as(
    role: Role,
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object | string,
  ): request.Test;
  /** The header that a role's own client authorises with. */
  authorization(role: Role): string;
  stop(): Promise<void>;
}

/** Starts the plugin as a portal does, on the database given. */
export async function startPortal(
  knex: Knex,
  aiCredits: JsonObject = {},
  features: BackendFeature[] = [],
): Promise<Portal> {
  const backend = await startTestBackend({
    features: [
      aiCreditsPlugin,
      mockServices.database.factory({ knex, migrations: { skip: false } }),
      mockServices.rootConfig.factory({
        data: {
          organization: { name: 'Example' },
          aiCredits: {
            adminContacts: ['group:default/admins'],
            ...aiCredits,
          },
        },
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          getUserInfo: async credentials => {
            const { userEntityRef } = credentials.principal as {
              userEntityRef: string;
            };
            return {
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, ...users[userEntityRef]],
            };
          },
        }),
      }),
      catalogServiceMock.factory({ entities }),
      permissions,
      ...features,
    ],
  });
  const { server } = backend;
  return {
    baseUrl: `http://localhost:${server.port()}/api/ai-credits`,
    authorization: role => headers[role],
    stop: () => backend.stop(),
    as(role, method, path, body) {
      const call = request(server)
        [method](`/api/ai-credits${path}`)
        .set('Authorization', headers[role]);
      if (typeof body === 'string') {
        call.set('Content-Type', 'text/csv');
      }
      return body === undefined ? call : call.send(body);
    },
  };
}
