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
import { refuseDevelopmentTokens } from './refuseDevelopmentTokens';

/** Keeps a production portal from starting with the tokens of the demo portal. */
export const authModuleDevelopmentDefaults = createBackendModule({
  pluginId: 'auth',
  moduleId: 'development-defaults',
  register(reg) {
    reg.registerInit({
      deps: { config: coreServices.rootConfig },
      async init({ config }) {
        refuseDevelopmentTokens(config, process.env.NODE_ENV);
      },
    });
  },
});
