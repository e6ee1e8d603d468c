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
export const help: Record<Extract<MessageKey, `help.${string}`>, string> = {
  'help.allocations':
    'Yang boleh dipakai setiap departemen, tim, orang, proyek, layanan, produk, dan model dalam satu periode. Perubahan dikumpulkan dan disimpan bersama, semua atau tidak sama sekali.',
  'help.division': 'Diberikan ke bawah dan sisanya',
  'help.divisionText':
    'Yang diberikan sebuah grup kepada grup tepat di bawahnya, dan yang tersisa dari miliknya. Melebihi yang dimilikinya ditolak, kecuali portal diatur untuk mengizinkannya.',
  'help.ceiling': 'Batas perorangan',
  'help.ceilingText':
    'Sebuah pagu: tidak mengurangi milik tim, yang alokasinya sendiri juga berlaku. Semua anggaran yang berlaku harus mengizinkan.',
  'help.modeText':
    'Bila permintaan ditolak, tidak ada yang melewati batas, di replika mana pun. Bila tidak, permintaan diteruskan dan penanggung jawab diperingatkan.',
  'help.thresholdsText':
    'Bila sebanyak itu dari alokasi terpakai, penanggung jawab diberi tahu, sekali per periode untuk masing-masing.',
  'help.rolloverText':
    'Yang tidak terpakai dalam satu periode ditambahkan ke periode berikutnya, paling banyak sekian kredit. Bila kosong, tidak ada yang ditambahkan.',
  'help.once': 'Diberikan sekali',
  'help.onceText':
    'Kredit yang ditambahkan pada satu periode saja. Periode sesudahnya mulai dengan alokasi seperti semula.',
  'help.requests':
    'Yang diminta orang di luar alokasinya, dari yang boleh Anda putuskan. Peminta diberi tahu keputusannya beserta komentarnya.',
  'help.forGood': 'Diberikan seterusnya',
  'help.forGoodText':
    'Alokasinya sendiri dinaikkan: periode ini dan semua yang akan datang. Yang diberikan kepada sebuah grup harus muat dalam grup di atasnya.',
  'help.credits':
    'Setiap lot kredit menurut urutan pemakaiannya, apa yang dibeli dan bagaimana jalannya, serta cara memberi, menyesuaikan, dan mengembalikan. Masing-masing menulis entri ke jurnal; tidak ada entri yang pernah diubah.',
  'help.lotsText':
    'Kredit yang datang bersama: jatah sebulan, promosi, pembelian, atau penyesuaian. Sisa semua lot yang dapat dipakai, dikurangi yang ditahan, adalah yang tersedia.',
  'help.orderText':
    'Prioritas lebih rendah dahulu, lalu yang lebih cepat kedaluwarsa, gratis sebelum dibeli, lama sebelum baru.',
  'help.adjustText':
    'Membetulkan saldo yang salah, dengan alasan. Yang dikurangi diambil dari lot menurut urutannya dan tidak pernah melebihi isinya.',
  'help.refundText':
    'Mengembalikan sebuah tagihan, sebagian atau seluruhnya dan tidak pernah lebih, ke lot asalnya.',
  'help.attemptsText':
    'Panggilan kepada penyedia untuk satu pembelian. Semuanya membawa kunci yang sama, sehingga bertanya lagi setelah jawaban hilang tidak membeli dua kali.',
  'help.policies':
    'Kapan orang diberi tahu bahwa kredit menipis, sejauh mana pemakaian boleh melewatinya, dan apakah kredit dibeli otomatis. Perubahan langsung berlaku di setiap replika.',
  'help.thresholdText':
    'Bila kredit tersedia lebih sedikit, saldo rendah: para admin diberi tahu dan spanduk tampil. Ini tentang saldo, bukan anggaran.',
  'help.excessText':
    'Kredit sebulan yang boleh dipakai bila jatah dan semua lot lain habis. Tagihan di luar itu ditolak; pemakaian yang dilaporkan sesudahnya tetap dihitung dan ditandai.',
  'help.triggerText':
    'Bila kredit tersedia kurang dari yang ditentukan, atau bila tagihan ditolak karena kredit kurang atau tidak ada yang tersisa untuk dipakai.',
  'help.capText':
    'Pembelian otomatis sebulan tidak pernah melebihi batas ini, berapa pun replika yang menyadarinya bersamaan.',
  'help.cooldownText':
    'Selama itu tidak ada yang dibeli setelah sebuah pembelian berakhir, berhasil atau gagal.',
  'help.rateCard':
    'Harga aksi, model, dan satuan, dalam versi yang tidak pernah diubah setelah terbit. Sebuah draf dapat dicoba pada pemakaian lampau sebelum terbit.',
  'help.versionText':
    'Dari versi yang terbit, yang terakhir mulai berlaku. Sebuah peristiwa berbiaya menurut versi yang berlaku saat terjadi; menerbitkan versi lain tidak mengubah yang sudah ditagih.',
  'help.multiplier': 'Pengali',
  'help.multiplierText':
    'Pengali harga sebuah model. Model premium 2 atau lebih, model ekonomi kurang dari 1, model standar di antaranya.',
  'help.whatIfText':
    'Setiap permintaan 30 hari terakhir dihargai ulang dengan sebuah draf, seperti penagihan menghargainya. “Ditagih” adalah yang sungguh ditagih untuknya, sebelum pengembalian.',
  'help.flaggedText':
    'Aksi dan model yang disebut pemakaian 30 hari terakhir dan tidak punya aturan dalam versi yang berlaku. Biayanya harga baku; apakah ditandai atau ditolak adalah aturan daftar tarif.',
  'help.ledger':
    'Apakah pembukuan beres: pembuktian terakhir seluruh jurnal, sejauh mana rekap di balik halaman, dan peristiwa yang tidak dibebankan.',
  'help.proofText':
    'Jurnal dibaca dari blok pertama: setiap hash, setiap saldo, anggaran, dan kelebihan dari entrinya, setiap rekap dari peristiwanya. “Berbeda” menyebut yang seharusnya dan yang ditemukan.',
  'help.chainText':
    'Entri ditulis dalam blok. Setiap blok membawa hash blok sebelumnya, sehingga tidak ada yang dapat diubah tanpa ketahuan.',
  'help.lagText':
    'Rekap adalah jumlah di balik halaman. Blok yang belum dimuatnya ditambahkan saat pertanyaan dijawab, sehingga jawaban tidak pernah tertinggal.',
  'help.duplicatesText':
    'Peristiwa yang dikirim ulang. Dibebankan satu kali saja.',
  'help.conflictsText':
    'Peristiwa yang dikirim ulang dengan id yang sama dan isi lain. Yang pertama berlaku.',
  'help.invalidText': 'Peristiwa yang tidak dipahami. Tidak dibebankan.',
  'help.refusedText':
    'Tagihan yang terkena batas. Tidak ada yang dibebankan untuknya.',
};
