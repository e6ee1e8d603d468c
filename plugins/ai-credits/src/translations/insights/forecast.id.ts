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
export const forecast: Record<
  Extract<MessageKey, `forecast.${string}`>,
  string
> = {
  'forecast.lasts':
    'Prakiraan: kredit cukup sampai {{day}} ({{earliest}} – {{latest}}).',
  'forecast.lastsFrom':
    'Prakiraan: kredit cukup sampai {{day}}, paling cepat habis {{earliest}}.',
  'forecast.mayRunOut':
    'Prakiraan: kredit cukup untuk setahun atau lebih, paling cepat habis {{earliest}}.',
  'forecast.outlasts': 'Prakiraan: kredit cukup untuk setahun atau lebih.',
  'forecast.beforeReset':
    'Peluang kredit habis sebelum pengaturan ulang pada {{day}} adalah {{chance}}.',
  'forecast.lapsing':
    '{{credits}} kredit gratis akan hangus tanpa terpakai ({{lower}} – {{upper}}).',
  'forecast.purchase':
    'Agar cukup sampai akhir bulan depan, beli {{credits}} kredit paling lambat {{day}}.',
  'forecast.purchasePack':
    'Agar cukup sampai akhir bulan depan, beli {{credits}} kredit paling lambat {{day}}: {{quantity}} × {{pack}}.',
  'forecast.notEnough':
    'Data belum cukup untuk prakiraan: diperlukan {{needed}} hari penuh sejak pemakaian pertama, baru ada {{days}}.',
  'forecast.failed': 'Prakiraan tidak dapat dibaca.',
  'forecast.budgetEnd':
    'Prakiraan: {{expected}} kredit pada akhir {{period}} ({{lower}} – {{upper}}).',
  'forecast.budgetRunsOut': 'Habis pada {{day}} ({{earliest}} – {{latest}}).',
  'forecast.budgetRunsOutFrom':
    'Habis pada {{day}}, paling cepat {{earliest}}.',
  'forecast.budgetChance':
    'Peluang habis sebelum akhir periode adalah {{chance}}.',
  'forecast.how': 'Seberapa pasti?',
  'forecast.method':
    'Metode: {{method}}, yang sejauh ini paling tepat untuk pemakaian ini.',
  'forecast.methods':
    'Metode: rata-rata tertimbang dari {{methods}}, yang sejauh ini paling tepat untuk pemakaian ini.',
  'forecast.past':
    'Diuji pada {{origins}} hari yang lalu, selisihnya {{error}} kredit per hari ({{relative}} dari rata-rata harian), dan {{coverage}} dari hari-hari itu berada dalam rentang yang dimaksudkan mencakup {{level}}.',
  'forecast.band': 'Rentang ({{level}})',
  'forecast.expected': 'Prakiraan',
  'forecast.and': '{{list}} dan {{last}}',
  'forecast.month': 'bulan',
  'forecast.day': 'hari',
  'forecast.week': 'minggu',
  'forecast.quarter': 'kuartal',
  'forecast.year': 'tahun',
  'forecast.mean': 'rata-rata {{days}} hari',
  'forecast.median': 'median {{days}} hari',
  'forecast.logMean':
    'rata-rata {{days}} hari yang sedikit terpengaruh lonjakan',
  'forecast.seasonalNaive': 'hari yang sama minggu lalu',
  'forecast.weekdayMean': 'rata-rata hari yang sama selama {{weeks}} minggu',
  'forecast.weekdayMedian': 'median hari yang sama selama {{weeks}} minggu',
  'forecast.profile': 'tingkat {{days}} hari dengan pola mingguan',
  'forecast.profileRobust': 'tingkat yang lazim dengan pola mingguan',
  'forecast.smoothing': 'pemulusan eksponensial',
  'forecast.weekdaySmoothing': 'pemulusan eksponensial dengan pola mingguan',
  'forecast.trend': 'tren yang meredup',
  'forecast.ets': 'tren yang dicocokkan (ETS) dengan pola mingguan',
  'forecast.mstl': 'penguraian musiman (MSTL)',
};
