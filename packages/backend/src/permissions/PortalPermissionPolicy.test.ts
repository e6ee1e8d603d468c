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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import {
  aiCreditsAllocationUpdatePermission,
  aiCreditsBalanceReadPermission,
  aiCreditsBudgetManagePermission,
  aiCreditsChargePermission,
  aiCreditsCreditsManagePermission,
  aiCreditsIntegrityReadPermission,
  aiCreditsPermissions,
  aiCreditsRecordPermission,
  aiCreditsReportCreatePermission,
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  aiCreditsUsageReadPermission,
} from 'backstage-plugin-ai-credits-common';
import { PortalPermissionPolicy } from './PortalPermissionPolicy';

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

async function ask(
  permission: Permission,
  ownershipEntityRefs: string[] | undefined,
  config: { adminGroups?: string[] } = {},
) {
  const info = {
    userEntityRef: 'user:default/jo.example',
    ownershipEntityRefs: [
      'user:default/jo.example',
      ...(ownershipEntityRefs ?? []),
    ],
  };
  const policy = PortalPermissionPolicy.fromConfig(
    new ConfigReader({ portalPolicy: config }),
    {
      userInfo: mockServices.userInfo(info),
      leads: {
        leadsAny: async refs => refs.includes('group:default/commerce'),
      },
    },
  );
  return await policy.handle(
    { permission },
    ownershipEntityRefs && {
      credentials: mockCredentials.user('user:default/jo.example'),
      info,
    },
  );
}

describe('PortalPermissionPolicy', () => {
  const engineer = ['group:default/payments'];
  const admin = ['group:default/platform-admins'];

  it('denies everything to who is not signed in', async () => {
    for (const permission of [
      ...aiCreditsPermissions,
      catalogEntityReadPermission,
    ]) {
      await expect(ask(permission, undefined)).resolves.toEqual(DENY);
    }
  });

  it('allows everything to members of the configured admin groups', async () => {
    for (const permission of [
      ...aiCreditsPermissions,
      catalogEntityDeletePermission,
      catalogLocationCreatePermission,
    ]) {
      await expect(ask(permission, admin)).resolves.toEqual(ALLOW);
    }
    await expect(
      ask(aiCreditsCreditsManagePermission, admin, {
        adminGroups: ['finance'],
      }),
    ).resolves.toEqual(DENY);
    await expect(
      ask(aiCreditsCreditsManagePermission, ['group:default/finance'], {
        adminGroups: ['finance'],
      }),
    ).resolves.toEqual(ALLOW);
  });

  it('limits usage to the person, their teams and the departments they lead', async () => {
    const decision = await ask(aiCreditsUsageReadPermission, engineer);
    expect(decision).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'ai-credits',
      resourceType: 'ai-credits-usage',
      conditions: {
        anyOf: [
          expect.objectContaining({
            rule: 'IS_PERSON',
            params: { users: ['user:default/jo.example'] },
          }),
          expect.objectContaining({
            rule: 'IN_TEAM',
            params: { teams: ['group:default/payments'] },
          }),
          expect.objectContaining({
            rule: 'IN_DEPARTMENT',
            params: { departments: ['group:default/payments'] },
          }),
        ],
      },
    });
  });

  it('lets people see the balance, charge and ask as far as the plugin lets them, and change nothing else of AI credits', async () => {
    const limitedByPlugin: Permission[] = [
      aiCreditsChargePermission,
      aiCreditsReportCreatePermission,
      aiCreditsRequestCreatePermission,
      aiCreditsRequestDecidePermission,
    ];
    const changes = aiCreditsPermissions.filter(
      permission =>
        permission.attributes.action !== 'read' &&
        !limitedByPlugin.some(({ name }) => name === permission.name),
    );
    expect(changes).toEqual(
      expect.arrayContaining([
        aiCreditsRecordPermission,
        aiCreditsBudgetManagePermission,
        aiCreditsCreditsManagePermission,
      ]),
    );
    for (const permission of [...changes, aiCreditsIntegrityReadPermission]) {
      await expect(ask(permission, engineer)).resolves.toEqual(DENY);
    }
    await expect(
      ask(aiCreditsBalanceReadPermission, engineer),
    ).resolves.toEqual(ALLOW);
    for (const permission of limitedByPlugin) {
      await expect(ask(permission, engineer)).resolves.toEqual(ALLOW);
    }
  });

  it('lets those who lead a department allocate, and nobody else but admins', async () => {
    const lead = ['group:default/commerce'];
    for (const [groups, decision] of [
      [engineer, DENY],
      [lead, ALLOW],
      [[...engineer, ...lead], ALLOW],
      [admin, ALLOW],
    ] as const) {
      await expect(
        ask(aiCreditsAllocationUpdatePermission, [...groups]),
      ).resolves.toEqual(decision);
    }
    await expect(ask(aiCreditsBudgetManagePermission, lead)).resolves.toEqual(
      DENY,
    );
  });

  it('lets everybody read the catalog, owners refresh and unregister, admins the rest', async () => {
    await expect(ask(catalogEntityReadPermission, engineer)).resolves.toEqual(
      ALLOW,
    );
    await expect(
      ask(catalogLocationCreatePermission, engineer),
    ).resolves.toEqual(DENY);
    for (const permission of [
      catalogEntityDeletePermission,
      catalogEntityRefreshPermission,
    ]) {
      await expect(ask(permission, engineer)).resolves.toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        conditions: {
          rule: 'IS_ENTITY_OWNER',
          params: { claims: ['user:default/jo.example', ...engineer] },
        },
      });
    }
  });

  it('allows reading and denies changing what it does not know', async () => {
    const permission = (action: 'read' | 'update') =>
      createPermission({ name: 'other.thing', attributes: { action } });
    await expect(ask(permission('read'), engineer)).resolves.toEqual(ALLOW);
    await expect(ask(permission('update'), engineer)).resolves.toEqual(DENY);
    await expect(
      ask(createPermission({ name: 'other.use', attributes: {} }), engineer),
    ).resolves.toEqual(DENY);
  });
});
