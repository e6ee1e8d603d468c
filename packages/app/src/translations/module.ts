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
  createFrontendModule,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';
import { portalTranslationRef } from './ref';

/** Indonesian for the portal's own texts and for the settings page. */
export const translationsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'portal',
      params: {
        resource: createTranslationResource({
          ref: portalTranslationRef,
          translations: { id: () => import('./id') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'user-settings',
      params: {
        resource: createTranslationResource({
          ref: userSettingsTranslationRef,
          translations: { id: () => import('./userSettingsId') },
        }),
      },
    }),
  ],
});
