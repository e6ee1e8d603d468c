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

import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';

/** The settings page is where the language is chosen, so it speaks it too. */
export default createTranslationMessages({
  ref: userSettingsTranslationRef,
  messages: {
    'languageToggle.title': 'Bahasa',
    'languageToggle.description': 'Ganti bahasa',
    'languageToggle.select': 'Pilih bahasa {{language}}',
    'themeToggle.title': 'Tema',
    'themeToggle.description': 'Ganti tema tampilan',
    'themeToggle.select': 'Pilih {{theme}}',
    'themeToggle.selectAuto': 'Pilih tema otomatis',
    'themeToggle.names.light': 'Terang',
    'themeToggle.names.dark': 'Gelap',
    'themeToggle.names.auto': 'Otomatis',
    'signOutMenu.title': 'Keluar',
    'signOutMenu.moreIconTitle': 'lainnya',
    'pinToggle.title': 'Sematkan bilah sisi',
    'pinToggle.description': 'Jaga agar bilah sisi tetap terbuka',
    'pinToggle.switchTitles.unpin': 'Lepas bilah sisi',
    'pinToggle.switchTitles.pin': 'Sematkan bilah sisi',
    'pinToggle.ariaLabelTitle': 'Sakelar bilah sisi',
    'identityCard.title': 'Identitas di portal',
    'identityCard.noIdentityTitle': 'Tidak ada identitas',
    'identityCard.userEntity': 'Entitas pengguna',
    'identityCard.ownershipEntities': 'Entitas kepemilikan',
    'profileCard.title': 'Profil',
    'appearanceCard.title': 'Tampilan',
    'featureFlags.title': 'Fitur percobaan',
    'featureFlags.description':
      'Muat ulang halaman setelah mengubah fitur percobaan',
    'featureFlags.emptyFlags.title': 'Tidak ada fitur percobaan',
  },
});
