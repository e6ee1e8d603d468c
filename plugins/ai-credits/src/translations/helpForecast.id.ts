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

/** What forecasts are, in Indonesian. */
export const helpForecast: Record<
  Extract<MessageKey, `helpForecast.${string}`>,
  string
> = {
  'helpForecast.lasts': 'Prakiraan',
  'helpForecast.lastsText':
    'Kapan kredit habis menurut model akun ini, dengan rentang yang dimaksudkan benar dalam 8 dari 10 kasus. Jatah bulan-bulan berikutnya, kedaluwarsa, pembelian yang sudah diketahui, dan kredit yang ditahan ikut dihitung; pembelian otomatis tidak. Di bawah 14 hari penuh pemakaian tidak ada prakiraan.',
  'helpForecast.method': 'Metode dan kesalahan lampau',
  'helpForecast.methodText':
    'Setiap hari yang lalu diprakirakan dari hari-hari sebelumnya dengan sekitar dua puluh metode sederhana; yang dipakai adalah rata-rata tertimbang dari yang paling tepat. Kesalahan dan bagian hari di dalam rentang berasal dari seluruh prosedur itu pada hari-hari yang tidak diketahuinya.',
  'helpForecast.lapsing': 'Kredit gratis yang akan hangus',
  'helpForecast.lapsingText':
    'Perkiraan sisa jatah bulan ini ketika bulan berakhir, beserta rentangnya.',
  'helpForecast.purchase': 'Yang perlu dibeli',
  'helpForecast.purchaseText':
    'Cukup untuk 9 dari 10 kasus sampai akhir bulan depan, paling lambat pada hari pertama dari rentang habisnya kredit.',
  'helpForecast.expected': 'Prakiraan anggaran',
  'helpForecast.expectedText':
    'Pemakaian sampai akhir periode menurut model, beserta rentangnya, dan peluang melebihi alokasi. Model ini mengenal hari dalam seminggu dan tren; angka menurut laju saat ini tidak, dan status ditentukan oleh angka itu.',
};
