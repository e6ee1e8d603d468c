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

import { Config } from '@backstage/config';

/** How the tokens begin that app-config.yaml falls back to. */
export const DEVELOPMENT_TOKEN_PREFIX = 'development-only-';

/**
 * Refuses static tokens that anyone who can read this repository knows.
 *
 * @param config - the portal's configuration
 * @param nodeEnv - the value of NODE_ENV
 * @throws Error in production, naming what to set
 */
export function refuseDevelopmentTokens(
  config: Config,
  nodeEnv: string | undefined,
): void {
  if (nodeEnv !== 'production') {
    return;
  }
  const access = config.getOptionalConfigArray('backend.auth.externalAccess');
  for (const entry of access ?? []) {
    const token = entry.getOptionalString('options.token');
    if (token?.startsWith(DEVELOPMENT_TOKEN_PREFIX)) {
      const subject = entry.getOptionalString('options.subject') ?? 'unnamed';
      throw new Error(
        `The external access token of '${subject}' is the development default, which is public; set AI_CREDITS_TOKEN to a secret of your own before starting in production`,
      );
    }
  }
}
