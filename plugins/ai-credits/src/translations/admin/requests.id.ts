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
import { MessageKey } from './en';

/** Indonesian. */
export const requests: Record<
  Extract<MessageKey, `requests.${string}`>,
  string
> = {
  'requests.title': 'Permintaan',
  'requests.waiting_zero': 'Tidak ada yang menunggu keputusan Anda.',
  'requests.waiting_one':
    '{{count}} permintaan tambahan kredit menunggu keputusan Anda.',
  'requests.waiting_other':
    '{{count}} permintaan tambahan kredit menunggu keputusan Anda.',
  'requests.oldest': 'Yang terlama menunggu sejak {{day}}.',
  'requests.show': 'Tampilkan',
  'requests.open': 'Terbuka',
  'requests.granted': 'Disetujui',
  'requests.declined': 'Ditolak',
  'requests.withdrawn': 'Ditarik',
  'requests.all': 'Semua',
  'requests.list': 'Permintaan tambahan kredit',
  'requests.listHint':
    'Dari orang lain, yang boleh Anda putuskan; terbaru di atas',
  'requests.none': 'Tidak ada.',
  'requests.more': 'Tampilkan lagi',
  'requests.failed': 'Permintaan tidak dapat dimuat',
  'requests.help':
    'Yang meminta diberi tahu keputusan Anda beserta komentarnya. Menyetujui sekali hanya menambah periode ini; menyetujui seterusnya menambah setiap periode mendatang.',
};
