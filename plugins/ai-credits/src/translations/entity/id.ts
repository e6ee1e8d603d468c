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

/** Indonesian; a key that is missing here is an error of the compiler. */
const id: Record<MessageKey, string> = {
  'entity.used_one':
    '{{credits}} kredit dalam {{requests}} permintaan selama 30 hari terakhir.',
  'entity.used_other':
    '{{credits}} kredit dalam {{requests}} permintaan selama 30 hari terakhir.',
  'entity.change': '{{change}} dibanding 30 hari sebelumnya.',
  'entity.same': 'Sama banyak dengan 30 hari sebelumnya.',
  'entity.isNew': 'Tidak ada pemakaian dalam 30 hari sebelumnya.',
  'entity.most': '{{name}} memakai paling banyak, {{share}}.',
  'entity.idle': 'Tidak ada pemakaian selama 30 hari terakhir.',
  'entity.below_one': 'termasuk {{count}} grup di bawahnya',
  'entity.below_other': 'termasuk {{count}} grup di bawahnya',
  'entity.systems_one': 'termasuk {{count}} sistem di dalamnya',
  'entity.systems_other': 'termasuk {{count}} sistem di dalamnya',
  'entity.narrowed': 'bagian yang boleh Anda lihat',
  'entity.truncated':
    'Isinya lebih banyak daripada yang muat dalam satu pertanyaan; {{number}} yang pertama dihitung.',
  'entity.bars': 'Kredit per hari menurut model',
  'entity.last30': '30 hari terakhir',
  'entity.budget': 'Anggaran',
  'entity.budgetOf': 'Anggaran untuk satu {{period}}',
  'entity.projected': 'Dengan laju ini',
  'entity.noBudget':
    'Belum ada batas sendiri. Pengelola anggaran dapat menetapkannya di AI Credits.',
  'entity.budgetsForbidden':
    'Peran Anda tidak mencakup anggaran. Pengelola portal dapat memberi Anda akses.',
  'entity.ownBudget':
    'Menghitung pemakaian yang menyebut entitas ini sendiri, tanpa sistem di dalamnya.',
  'entity.openBudget': 'Buka di Anggaran',
  'entity.openUsage': 'Buka di Pemakaian',
  'entity.openLog': 'Semua transaksi',
  'entity.users': 'Pemakai terbanyak',
  'entity.actions': 'Dipakai untuk apa',
  'entity.charges': 'Tagihan terakhir',
  'entity.chargesHint': 'Terbaru dahulu, waktu {{timeZone}}',
  'entity.noCharges': 'Belum ada yang ditagih.',
  'entity.when': 'Waktu',
  'entity.what': 'Apa',
  'entity.openCharge': 'Rincian tagihan {{dateTime}}',
  'entity.emptyTitle': 'Tidak ada pemakaian selama 30 hari terakhir',
  'entity.emptyText':
    'Begitu ada pemakaian, kredit per hari menurut model, pemakainya, dan tagihan terakhir tampil di sini. Kirim peristiwa pertama sekarang:',
  'entity.limitedTitle': 'Tidak ada bagian pemakaian ini yang boleh Anda lihat',
  'entity.limitedText':
    'Anda melihat pemakaian Anda sendiri dan tim Anda. Selama 30 hari terakhir tidak ada yang tercatat pada entitas ini. Pemiliknya atau pengelola portal dapat memberi tahu Anda lebih banyak.',
  'entity.owners': 'Dimiliki oleh',
  'entity.limitedReport': 'Laporkan pemakaiannya',
  'entity.limitedCommand':
    'Jika pemakaiannya belum dilaporkan, perintah ini mengirim peristiwa pertama:',
  'entity.card.last30': 'kredit selama 30 hari terakhir',
  'entity.card.trend': '{{change}} dibanding 30 hari sebelumnya',
  'entity.card.same': 'sama dengan 30 hari sebelumnya',
  'entity.card.isNew': 'nihil dalam 30 hari sebelumnya',
  'entity.card.noBudget': 'Belum ada anggaran.',
  'entity.card.limited':
    'Tidak ada bagian pemakaian ini yang boleh Anda lihat.',
  'entity.card.idle': 'Tidak ada pemakaian selama 30 hari terakhir.',
  'entity.card.details': 'Lihat pemakaian',
  'entity.card.sparkline':
    'Kredit per hari: dari {{first}} ke {{last}} selama 30 hari, paling banyak {{most}}',
  'home.mine': 'Anda',
  'home.noLimit': '{{used}} terpakai bulan ini, tanpa batas sendiri',
  'home.noLimitMine': '{{used}} terpakai bulan ini, tanpa batas pribadi',
  'home.above': 'Dihitung pada {{name}}:',
  'home.nobody':
    'Katalog tidak mengenal Anda, jadi tidak ada milik Anda yang dapat ditampilkan.',
  'home.forbidden':
    'Peran Anda tidak mencakup pemakaian. Pengelola portal dapat memberi Anda akses.',
  'home.more': 'Anggaran',
  'home.usage': 'Pemakaian saya',
  'home.moreTeams_one': '{{count}} tim lagi di Anggaran',
  'home.moreTeams_other': '{{count}} tim lagi di Anggaran',
  'summary.left': 'sisa {{remaining}}',
  'summary.over': 'lebih {{credits}}',
  'summary.resets_zero': 'diatur ulang {{day}}, hari ini',
  'summary.resets_one': 'diatur ulang {{day}}, besok',
  'summary.resets_other': 'diatur ulang {{day}}, {{count}} hari lagi',
  'help.title': 'Entitas katalog',
  'help.intro':
    'Apa yang dipakai sebuah entitas katalog selama 30 hari terakhir, keadaan anggarannya, pemakainya, dan tagihan terakhirnya.',
  'help.counted': 'Apa yang dihitung',
  'help.countedText':
    'Komponen, API, atau sumber daya menghitung pemakaian yang menyebutnya sebagai layanan; sistem menghitung yang ditagih kepadanya sebagai proyek, dan domain juga milik sistem-sistemnya; orang menghitung yang dilakukannya; grup menghitung yang dibayarnya beserta semua grup di bawahnya. Dari semua itu hanya yang boleh Anda lihat.',
  'help.days': '30 hari terakhir',
  'help.daysText':
    'Kredit yang ditagih dikurangi pengembalian, termasuk hari ini. Perubahan dibandingkan dengan 30 hari sebelumnya hingga jam yang sama.',
  'help.budget': 'Anggaran',
  'help.budgetText':
    'Yang terpakai dan ditahan dari alokasi dalam periodenya sendiri, bukan 30 hari: anggaran bulanan mulai tanggal 1. Semua yang dihitung padanya termasuk, siapa pun yang melihat.',
  'help.users': 'Pemakai terbanyak',
  'help.usersText':
    'Orang dengan kredit terbanyak selama 30 hari terakhir; untuk seseorang, tindakannya. Bagian dihitung dari semua yang tercakup.',
  'help.home': 'Halaman beranda',
  'help.homeIntro':
    'Keadaan anggaran tim Anda dan anggaran Anda sendiri: yang terpakai, yang tersisa, dan kapan diatur ulang.',
  'help.homeUsed': 'Terpakai dan tersisa',
  'help.homeUsedText':
    'Yang terpakai dan ditahan dari alokasi dalam periode anggarannya; yang bulanan jika ada beberapa. Jika melewati alokasi, disebutkan berapa lebihnya.',
  'help.homeNoLimit': 'Tanpa batas sendiri',
  'help.homeNoLimitText':
    'Yang terpakai bulan ini bila tidak ada anggaran. Pemakaian tim juga dihitung pada departemennya, yang anggarannya tampil di bawahnya.',
};

export default id;
