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

/** What this month's credits came from and went to, in Indonesian. */
export const overviewExtra: Record<
  Extract<MessageKey, `month.${string}` | `costs.${string}`>,
  string
> = {
  'month.title': 'Bulan ini menurut paket dan golongan',
  'month.used': 'Terpakai',
  'month.plan': 'Dari paket',
  'month.planNote': 'kredit gratis bulan ini',
  'month.additional': 'Tambahan',
  'month.additionalNote': 'dibeli, diberikan, dan kelebihan',
  'month.requests': 'Permintaan',
  'month.average': 'Rata-rata per permintaan',
  'month.tier': 'Golongan',
  'month.credits': 'Kredit',
  'month.share': 'Porsi',
  'costs.title': 'Kredit dibayarkan untuk apa',
  'costs.type': 'Jenis biaya',
  'costs.requestCredits': 'Tindakan, per permintaan',
  'costs.inputCredits': 'Masukan teks',
  'costs.cachedInputCredits': 'Masukan dari cache',
  'costs.outputCredits': 'Keluaran model',
  'costs.reasoningCredits': 'Penalaran',
  'costs.imageCredits': 'Gambar, per gambar',
  'costs.unitCredits': 'Satuan lain',
  'costs.transactions': 'Transaksi',
  'costs.average': 'Rata-rata per transaksi',
};
