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

import { IdentityApi } from '@backstage/core-plugin-api';

const STORAGE_KEY = 'portal.signedInAs';

/** Who was chosen in this browser: a user entity ref, `guest`, or nobody. */
export const rememberedChoice = {
  get: () => localStorage.getItem(STORAGE_KEY) ?? undefined,
  set: (choice: string) => localStorage.setItem(STORAGE_KEY, choice),
  clear: () => localStorage.removeItem(STORAGE_KEY),
};

/** An identity that forgets the choice when it signs out, so that the list of people shows again. */
export function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      rememberedChoice.clear();
      await identity.signOut();
    },
  };
}
