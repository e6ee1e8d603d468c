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

export interface Config {
  auth?: {
    providers?: {
      /** Sign-in without a password as one of these people; works in development only. */
      demo?: {
        people: Array<{
          /**
           * The user entity to sign in as.
           * @visibility frontend
           */
          entityRef: string;
          /**
           * The name on the sign-in page.
           * @visibility frontend
           */
          displayName: string;
          /**
           * What the person does, in a word or two.
           * @visibility frontend
           */
          role?: string;
          /**
           * The team or department that the person belongs to.
           * @visibility frontend
           */
          team?: string;
        }>;
      };
    };
  };
}
