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
export const savings: Record<
  Extract<MessageKey, `savings.${string}`>,
  string
> = {
  'savings.nothing':
    'Belum ada penghematan yang bisa disarankan dari pemakaian ini.',
  'savings.nothingSaved':
    'Tidak ada penghematan yang bisa disarankan dari pemakaian ini. Yang sudah diterima menghemat {{saved}} kredit sejauh ini.',
  'savings.sentence':
    '{{amount}} kredit per bulan bisa dihemat dengan {{number}} perubahan.',
  'savings.sentenceOne':
    '{{amount}} kredit per bulan bisa dihemat dengan satu perubahan.',
  'savings.sentenceSaved':
    'Yang sudah diterima menghemat {{saved}} kredit sejauh ini.',
  'savings.openTitle': 'Apa yang menghemat kredit?',
  'savings.basis':
    'Dari {{compared}} pasang model dengan sedikitnya {{samples}} hasil masing-masing; dengan keyakinan {{confidence}} tidak ada pergantian yang lebih buruk dari batasnya',
  'savings.none':
    'Tidak ada yang disarankan. Model yang lebih murah hanya disebut bila cukup banyak hasil Anda sendiri menunjukkan mutunya tidak lebih buruk.',
  'savings.switchTitle': '{{from}} → {{to}}',
  'savings.for': 'untuk {{what}}',
  'savings.range': '{{low}} – {{high}}',
  'savings.between': '{{low}} sampai {{high}}',
  'savings.perMonth': '{{amount}} kredit per bulan',
  'savings.upTo': 'sampai {{high}} kredit per bulan',
  'savings.noCredits': 'menghemat waktu, bukan kredit',
  'savings.movable': '{{credits}} kredit tiap periode bisa dipindahkan',
  'savings.priceEach':
    '{{from}} → {{to}} kredit per permintaan, untuk {{requests}} permintaan per bulan',
  'savings.samples': '{{from}} dan {{to}} permintaan dibandingkan',
  'savings.latency': '{{from}} → {{to}} rata-rata respons',
  'savings.peakTitle': '{{model}}: di luar pukul {{from}}.00–{{to}}.00',
  'savings.peakLatency':
    'Rata-rata {{peak}} Senin sampai Jumat pada jam ini, selain itu {{quiet}}',
  'savings.peakFailures':
    '{{peak}} permintaan gagal pada jam ini, selain itu {{quiet}}',
  'savings.peakRequests':
    '{{peak}} permintaan pada jam ini, selain itu {{quiet}}',
  'savings.cacheTitle': '{{model}}: baca masukan berulang dari cache',
  'savings.cacheTokens':
    '{{amount}} dari {{all}} token masukan dikirim ulang; {{share}} berasal dari cache',
  'savings.cacheRequests': '{{requests}} permintaan',
  'savings.idleTitle': 'Pindahkan kredit {{from}} ke {{to}}',
  'savings.idleFrom':
    'Paling banyak {{used}} dari {{allocation}} kredit terpakai dalam {{periods}} periode yang sudah tutup',
  'savings.idleTo': '{{name}} memakai {{used}} dari {{allocation}}',
  'savings.accept': 'Terima',
  'savings.dismiss': 'Abaikan',
  'savings.acceptTitle': 'Terima saran ini?',
  'savings.acceptHint':
    'Tidak ada yang berganti dengan sendirinya. Mulai sekarang diukur berapa yang dihemat.',
  'savings.dismissTitle': 'Abaikan saran ini?',
  'savings.dismissHint':
    'Saran disimpan bersama alasan Anda dan masih bisa diterima nanti.',
  'savings.reason': 'Alasan',
  'savings.reasonOptional': 'Catatan (opsional)',
  'savings.cancel': 'Batal',
  'savings.mayNot':
    'Menerima dan mengabaikan membutuhkan izin ai-credits.insights.manage.',
  'savings.acceptedTitle': 'Berapa yang dihemat oleh saran yang diterima?',
  'savings.acceptedHint':
    '30 hari sebelumnya dibandingkan hingga 30 hari sesudahnya',
  'savings.noAccepted': 'Belum ada yang diterima.',
  'savings.dismissedTitle': 'Diabaikan',
  'savings.what': 'Perubahan',
  'savings.decided': 'Diputuskan',
  'savings.saved': 'Dihemat',
  'savings.shareBefore': 'Porsi sebelumnya',
  'savings.shareAfter': 'Porsi sejak itu',
  'savings.perRequestBefore': 'Per permintaan sebelumnya',
  'savings.perRequestAfter': 'Sejak itu',
  'savings.early': 'Masih terlalu dini',
  'savings.unmeasured': 'Tidak diukur',
  'savings.notCurrent': 'tidak lagi didukung pemakaian',
  'savings.why': 'Alasan',
  'savings.evidence': 'Bukti',
  'savings.measure': 'Mutu',
  'savings.atMostWorse': 'Paling buruk turun',
  'savings.margin': 'Batas',
  'savings.samplesColumn': 'Hasil',
  'savings.better': 'lebih baik',
  'savings.potential': 'Potensi per bulan',
  'savings.potentialHint': 'kredit; saran terbuka, tiap pemakaian sekali',
  'savings.savedSoFar': 'Sudah dihemat',
  'savings.savedHint': 'kredit; yang diterima, sejauh terukur',
  'savings.openCount': 'Terbuka',
  'savings.openHint': '{{compared}} pasang model dibandingkan',
  'savings.offPeakTitle': 'Waktu dalam hari',
  'savings.quality.acceptance': 'Diterima',
  'savings.quality.firstPass': 'Langsung jadi',
  'savings.quality.rating': 'Nilai',
  'savings.quality.success': 'Berhasil',
  'savings.offPeak.recommended':
    'Ada jam saat suatu model lebih lambat atau lebih sering gagal; lihat di atas.',
  'savings.offPeak.no-difference':
    'Memindahkan pekerjaan ke jam sepi tidak ada gunanya: tidak ada model yang lebih lambat atau lebih sering gagal pada jam kerja.',
  'savings.offPeak.too-few':
    'Belum bisa diketahui apakah jam sepi berguna: tidak ada model dengan cukup permintaan pada jam kerja maupun di luarnya.',
};
