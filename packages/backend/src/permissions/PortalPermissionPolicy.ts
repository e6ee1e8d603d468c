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

import { UserInfoService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { aiCreditsAllocationUpdatePermission } from 'backstage-plugin-ai-credits-common';
import { decide } from './decide';
import { DepartmentLeads } from './DepartmentLeads';

const DEFAULT_ADMIN_GROUPS = ['group:default/platform-admins'];

/**
 * Who may do what in this portal: members of the admin groups everything,
 * everybody else what {@link decide} says.
 */
export class PortalPermissionPolicy implements PermissionPolicy {
  /**
   * @param config - the portal's configuration; `portalPolicy.adminGroups`
   *   lists the groups whose members administer it
   */
  static fromConfig(
    config: Config,
    options: {
      userInfo: UserInfoService;
      leads: Pick<DepartmentLeads, 'leadsAny'>;
    },
  ): PortalPermissionPolicy {
    const groups =
      config.getOptionalStringArray('portalPolicy.adminGroups') ??
      DEFAULT_ADMIN_GROUPS;
    const adminGroups = groups.map(ref =>
      stringifyEntityRef(
        parseEntityRef(ref, {
          defaultKind: 'group',
          defaultNamespace: 'default',
        }),
      ),
    );
    return new PortalPermissionPolicy(
      options.userInfo,
      options.leads,
      new Set(adminGroups),
    );
  }

  private constructor(
    private readonly userInfo: UserInfoService,
    private readonly leads: Pick<DepartmentLeads, 'leadsAny'>,
    private readonly adminGroups: ReadonlySet<string>,
  ) {}

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const { userEntityRef, ownershipEntityRefs } =
      await this.userInfo.getUserInfo(user.credentials);
    const isAdmin = ownershipEntityRefs.some(ref => this.adminGroups.has(ref));
    return decide(request.permission, {
      userEntityRef,
      ownershipEntityRefs,
      isAdmin,
      // Only where it is asked for: the catalog has to be read for it.
      isLead:
        !isAdmin &&
        isPermission(request.permission, aiCreditsAllocationUpdatePermission) &&
        (await this.leads.leadsAny(ownershipEntityRefs)),
    });
  }
}
