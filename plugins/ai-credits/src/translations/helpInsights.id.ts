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

/** What the tabs about waste and savings show, in Indonesian. */
export const helpInsights: Record<
  Extract<MessageKey, `helpInsights.${string}`>,
  string
> = {
  'helpInsights.efficiency':
    'Di mana kredit terbuang, siapa dan apa yang paling hemat, dan hari mana yang tidak biasa. Hanya pemakaian yang boleh Anda lihat yang dihitung.',
  'helpInsights.savings':
    'Perubahan yang menghemat kredit, masing-masing dengan bukti dari pemakaian Anda sendiri, dan berapa yang benar-benar dihemat oleh yang diterima.',
  'helpInsights.waste': 'Apa yang terbuang?',
  'helpInsights.wasteText':
    'Kredit yang ditemukan satu aturan, tiap aturan sendiri-sendiri, setelah pengembalian. Dalam jumlah, satu kejadian dihitung sekali: panggilan gagal dahulu, lalu percobaan ketiga dan seterusnya, lalu yang ditolak, lalu yang tidak dipakai.',
  'helpInsights.attempts': 'Percobaan ketiga dan seterusnya',
  'helpInsights.attemptsText':
    'Percobaan adalah nomor yang diberikan kejadian. Bila tidak ada kejadian suatu item dan tindakan yang bernomor, kejadian yang berurutan dalam 24 jam dihitung sebagai percobaan, mulai lagi setelah satu diterima.',
  'helpInsights.rejected': 'Konten yang ditolak',
  'helpInsights.rejectedText': 'Semua kredit kejadian dengan hasil ditolak.',
  'helpInsights.unused': 'Konten yang tidak dipakai',
  'helpInsights.unusedText':
    'Kejadian dengan hasil tidak dipakai. Bila sedikitnya 80% dari 20 atau lebih kejadian suatu produk dan tindakan punya hasil, juga kejadian berhasil yang tetap tanpa hasil setelah jumlah hari yang diatur, kecuali percobaan berikutnya menggantikannya.',
  'helpInsights.failed': 'Panggilan gagal yang berbiaya',
  'helpInsights.failedText':
    'Panggilan yang gagal tetapi tetap dikenai kredit. Apakah panggilan gagal berbiaya diatur kartu tarif.',
  'helpInsights.perItem': 'Kredit per item',
  'helpInsights.perItemText':
    'Kredit semua kejadian yang menyebut item, dibagi item yang jadi: yang salah satu percobaannya diterima atau, bila tidak ada hasil apa pun, ada yang berhasil.',
  'helpInsights.efficient': 'Paling hemat',
  'helpInsights.efficientText':
    'Kredit per item paling sedikit di antara yang punya 20 item jadi atau lebih; tidak seorang pun selama kurang dari dua yang punya sebanyak itu.',
  'helpInsights.regenerated': 'Dibuat ulang',
  'helpInsights.regeneratedText':
    'Porsi kejadian yang merupakan percobaan kedua atau seterusnya untuk itemnya.',
  'helpInsights.firstPass': 'Langsung jadi',
  'helpInsights.firstPassText':
    'Porsi percobaan pertama yang tidak gagal, tidak ditolak, dan tidak diikuti percobaan kedua.',
  'helpInsights.return': 'Berapa nilainya?',
  'helpInsights.returnText':
    'Item yang diterima kali nilai yang diatur untuk produk atau tindakannya, dibandingkan semua kredit pekerjaan itu menurut harga kredit.',
  'helpInsights.unusualDay': 'Hari yang tidak biasa',
  'helpInsights.unusualDayText':
    'Hari yang jauh dari median hari yang sama selama delapan minggu sebelumnya, diukur dari seberapa jauh hari-hari itu biasanya menyimpang, sedikitnya 1,5 kali atau di bawah sepertiganya, dan berbeda sedikitnya 10 kredit atau 2% dari hari biasa semua pemakaian. Suatu deret dinilai setelah 28 hari dengan sedikitnya 14 hari pemakaian; hari yang belum usai tidak dihitung.',
  'helpInsights.switch': 'Model yang lebih murah',
  'helpInsights.switchText':
    'Disebut bila, untuk kegunaan dan tindakan yang sama, tiap ukuran mutu yang diketahui (diterima, langsung jadi, nilai, berhasil) turun kurang dari batasnya, dengan keyakinan 95% untuk semua pasangan bersama-sama. Kedua sisi butuh 200 hasil, atau 50 nilai. Yang diketahui tentang model mahal harus diketahui pula tentang yang murah.',
  'helpInsights.month': 'Kredit per bulan',
  'helpInsights.monthText':
    'Selisih harga rata-rata satu permintaan, sebagai selang 95%, dikali permintaan 28 hari terakhir yang dihitung untuk 30 hari.',
  'helpInsights.cache': 'Masukan berulang',
  'helpInsights.cacheText':
    'Token masukan percobaan kedua dan seterusnya yang tidak berasal dari cache; paling banyak bagian awal yang mungkin sama di tiap permintaan, yaitu masukan terpendek, bila 1.024 token atau lebih.',
  'helpInsights.peak': 'Waktu dalam hari',
  'helpInsights.peakText':
    'Suatu model disebut bila dari Senin sampai Jumat antara pukul 9 dan 17 responsnya lebih lambat seperempat dan 0,3 detik atau lebih, atau gagal lebih sering satu poin persen atau lebih, dibandingkan waktu lain.',
  'helpInsights.idle': 'Jatah yang menganggur',
  'helpInsights.idleText':
    'Anggaran yang terpakai kurang dari separuh dalam tiap dari sedikitnya dua periode tutup, di samping anggaran lain yang habis.',
  'helpInsights.saved': 'Dihemat',
  'helpInsights.savedText':
    'Berapa kredit lebih sedikit biaya satu permintaan sejak perubahan diterima dibandingkan 30 hari sebelumnya, dikali permintaan sejak itu, paling lama 30 hari. Terlalu dini sebelum 7 hari, atau bila kurang dari 50 permintaan di salah satu sisi.',
};
