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
import { portalTranslationRef } from './ref';

export default createTranslationMessages({
  ref: portalTranslationRef,
  full: true,
  messages: {
    'nav.home': 'Beranda',
    'nav.catalog': 'Katalog',
    'nav.notifications': 'Notifikasi',
    'nav.settings': 'Pengaturan',
    'home.greeting': 'Halo, {{name}}',
    'home.welcome': 'Selamat datang',
    'signIn.title': 'Hari ini Anda siapa?',
    'signIn.description':
      'Ini demo. Pilih salah satu karyawan {{organization}} dan lihat portal dari sudut pandangnya. Tanpa kata sandi.',
    'signIn.guest.name': 'Tamu',
    'signIn.guest.role': 'Admin platform',
    'signIn.guest.team': 'Melihat dan mengubah semuanya',
    'signIn.failed': 'Gagal masuk',
    'signIn.retry': 'Coba lagi',
    'signIn.other': 'Pilih orang lain',
  },
});
