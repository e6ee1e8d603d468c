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

import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The portal's own texts: navigation and sign-in. */
export const portalTranslationRef = createTranslationRef({
  id: 'portal',
  messages: {
    nav: {
      home: 'Home',
      catalog: 'Catalog',
      notifications: 'Notifications',
      settings: 'Settings',
    },
    home: {
      greeting: 'Hello, {{name}}',
      welcome: 'Welcome',
    },
    signIn: {
      title: 'Who are you today?',
      description:
        'This is a demo. Choose one of the people of {{organization}} and see the portal as they do. No password is asked for.',
      guest: {
        name: 'Guest',
        role: 'Platform admin',
        team: 'Sees and changes everything',
      },
      failed: 'Signing in did not work',
      retry: 'Try again',
      other: 'Choose someone else',
    },
  },
});
