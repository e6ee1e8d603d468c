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
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { DepartmentLeads } from './DepartmentLeads';
import { PortalPermissionPolicy } from './PortalPermissionPolicy';

/** Installs the portal's permission policy. */
export const permissionModuleDemoPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'portal-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        userInfo: coreServices.userInfo,
      },
      async init({ policy, auth, catalog, config, userInfo }) {
        const groupTypes = config.getOptionalStringArray(
          'aiCredits.attribution.groupTypes.department',
        ) ?? ['department'];
        const leads = DepartmentLeads.create({
          catalog,
          auth,
          groupTypes: groupTypes.map(type => type.toLocaleLowerCase('en-US')),
        });
        policy.setPolicy(
          PortalPermissionPolicy.fromConfig(config, { userInfo, leads }),
        );
      },
    });
  },
});
