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
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { AiCreditsService } from './AiCreditsService';
import { DefaultAiCreditsService } from './DefaultAiCreditsService';

/**
 * AI Credits as a service: a backend plugin that depends on it records, charges
 * and reserves with its own credentials, or on behalf of a person.
 *
 * @public
 */
export const aiCreditsServiceRef = createServiceRef<AiCreditsService>({
  id: 'ai-credits.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      factory: deps => DefaultAiCreditsService.create(deps),
    }),
});
