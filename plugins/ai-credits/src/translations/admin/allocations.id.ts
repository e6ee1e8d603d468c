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
export const allocations: Record<
  Extract<MessageKey, `allocations.${string}`>,
  string
> = {
  'allocations.title': 'Alokasi',
  'allocations.sentence_zero': 'Belum ada alokasi untuk {{period}} ini.',
  'allocations.sentence_one':
    '{{credits}} kredit dialokasikan untuk {{period}} ini; {{count}} anggaran mengatur siapa dan apa yang memakainya.',
  'allocations.sentence_other':
    '{{credits}} kredit dialokasikan untuk {{period}} ini; {{count}} anggaran mengatur siapa dan apa yang memakainya.',
  'allocations.overSentence_one':
    '{{count}} kelompok mengalokasikan lebih banyak ke bawah daripada yang dimilikinya.',
  'allocations.overSentence_other':
    '{{count}} kelompok mengalokasikan lebih banyak ke bawah daripada yang dimilikinya.',
  'allocations.lead': 'Anda dapat mengubah yang ada di bawah {{names}}.',
  'allocations.nothingBelow': 'Tidak ada apa pun di bawahnya dalam katalog.',
  'allocations.table': 'Departemen, tim, dan orang',
  'allocations.others': 'Proyek, layanan, produk, dan model',
  'allocations.othersNone':
    'Tidak satu pun memiliki anggaran untuk satu {{period}}.',
  'allocations.unsavedHere': '{{period}} ({{number}} belum disimpan)',
  'allocations.scope': 'Lingkup',
  'allocations.used': 'Terpakai {{period}} ini',
  'allocations.usedAmount': '{{used}} terpakai',
  'allocations.credits': 'Kredit per {{period}}',
  'allocations.creditsOf': 'Kredit untuk {{name}}',
  'allocations.settings': 'Pada batas',
  'allocations.noLimit': 'tanpa batas',
  'allocations.hard': 'ditolak',
  'allocations.soft': 'diperingatkan',
  'allocations.summary': '{{mode}} · peringatan pada {{thresholds}}',
  'allocations.summaryQuiet': '{{mode}} · tanpa peringatan',
  'allocations.rollsOver': '{{summary}} · hingga {{credits}} dibawa ke depan',
  'allocations.select': 'Pilih {{name}}',
  'allocations.selectAll': 'Pilih semua yang tampil',
  'allocations.open': 'Ubah alokasi {{name}}',
  'allocations.close': 'Tutup formulir {{name}}',
  'allocations.delete': 'Hapus anggaran {{name}}',
  'allocations.deleteShort': 'Hapus anggaran',
  'allocations.mode': 'Pada batas',
  'allocations.modeHard': 'Permintaan ditolak',
  'allocations.modeSoft': 'Penanggung jawab diperingatkan',
  'allocations.thresholds': 'Peringatan pada persen',
  'allocations.thresholdsHelp':
    'Bilangan bulat dipisahkan spasi, misalnya 75 90 100.',
  'allocations.thresholdsNew': 'Kosong: sesuai pengaturan portal.',
  'allocations.thresholdsError':
    'Paling banyak sepuluh bilangan bulat dari 1 sampai 1.000.',
  'allocations.rollover': 'Dibawa ke depan paling banyak',
  'allocations.rolloverHelp':
    'Kredit yang tidak terpakai dalam satu periode dan diterima periode berikutnya. Kosong: tidak ada.',
  'allocations.ownLimit':
    'Batas ini milik Anda sendiri: Anda boleh menurunkannya. Hanya orang lain yang boleh menaikkan atau menghapusnya.',
  'allocations.creditsError':
    'Angka dari 0 sampai 9.000.000.000 dengan paling banyak 6 desimal.',
  'allocations.leaves':
    'Menyisakan {{left}} dari {{credits}} milik {{parent}} yang belum dialokasikan.',
  'allocations.over':
    'Mengalokasikan {{over}} lebih banyak di bawah {{parent}} daripada {{credits}} yang dimilikinya.',
  'allocations.below':
    '{{allocated}} diberikan kepada kelompok di bawahnya, sisa {{left}}.',
  'allocations.belowOver':
    '{{allocated}} diberikan kepada kelompok di bawahnya: {{over}} lebih banyak dari yang dimiliki.',
  'allocations.ceiling':
    'Batas atas untuk orang ini: tidak mengurangi {{parent}}, yang {{credits}} miliknya juga berlaku.',
  'allocations.nowAndThen':
    'Bersama yang dibawa ke depan atau diberikan sekali, {{period}} ini memiliki {{credits}}.',
  'allocations.before': 'sebelumnya {{before}}',
  'allocations.changes_one': '{{count}} perubahan belum disimpan',
  'allocations.changes_other': '{{count}} perubahan belum disimpan',
  'allocations.undo': 'Urungkan',
  'allocations.discard': 'Buang semua',
  'allocations.save': 'Simpan',
  'allocations.saving': 'Menyimpan',
  'allocations.saved_one': '{{count}} alokasi disimpan.',
  'allocations.saved_other': '{{count}} alokasi disimpan.',
  'allocations.saveFailed': 'Tidak ada yang disimpan',
  'allocations.problemOf': '{{name}}: {{message}}',
  'allocations.wrong_one': '{{count}} salah tulis.',
  'allocations.wrong_other': '{{count}} salah tulis.',
  'allocations.stale_one':
    '{{count}} telah diubah orang lain: pilih yang dipertahankan.',
  'allocations.stale_other':
    '{{count}} telah diubah orang lain: pilih yang dipertahankan.',
  'allocations.blocked':
    'Alokasi di bawah {{names}} akan melebihi yang tersedia. Turunkan di sana, atau tambah untuk {{names}}.',
  'allocations.allowedOver':
    'Alokasi di bawah {{names}} melebihi yang tersedia; portal ini mengizinkannya.',
  'allocations.conflict': 'Orang lain telah mengubahnya.',
  'allocations.conflictDeleted': 'Orang lain telah menghapus anggaran ini.',
  'allocations.theirs': 'Sekarang: {{settings}}',
  'allocations.yours': 'Milik Anda: {{settings}}',
  'allocations.valueCredits': '{{credits}} kredit',
  'allocations.takeTheirs': 'Ambil miliknya',
  'allocations.takeYours': 'Pertahankan milik saya',
  'allocations.selected_one': '{{count}} dipilih',
  'allocations.selected_other': '{{count}} dipilih',
  'allocations.bulkPercent': 'Ubah sekian persen',
  'allocations.bulkPercentError':
    'Dari -100 sampai 1.000, misalnya 10 atau -5.',
  'allocations.bulkSet': 'Tetapkan menjadi kredit',
  'allocations.bulkMode': 'Pada batas',
  'allocations.bulkLeave': 'Seperti semula',
  'allocations.apply': 'Terapkan',
  'allocations.clear': 'Batalkan pilihan',
  'allocations.bulkSkipped_one':
    '{{count}} tidak memiliki anggaran untuk dihitung persennya.',
  'allocations.bulkSkipped_other':
    '{{count}} tidak memiliki anggaran untuk dihitung persennya.',
  'allocations.add': 'Tambah anggaran',
  'allocations.addTitle': 'Tambah anggaran untuk satu {{period}}',
  'allocations.kind': 'Untuk apa',
  'allocations.department': 'Departemen',
  'allocations.team': 'Tim',
  'allocations.user': 'Orang',
  'allocations.project': 'Proyek',
  'allocations.service': 'Layanan',
  'allocations.product': 'Produk',
  'allocations.model': 'Model',
  'allocations.which': 'Yang mana',
  'allocations.whichCatalog': 'Cari nama dalam katalog perangkat lunak.',
  'allocations.whichName': 'Seperti yang tertulis dalam pemakaian.',
  'allocations.already':
    'Sudah ada anggaran untuk {{period}} ini; ubah dalam tabel.',
  'allocations.addFailed': 'Anggaran tidak ditambahkan',
  'allocations.cancel': 'Batal',
  'allocations.deleteTitle': 'Hapus anggaran {{name}}?',
  'allocations.deleteText':
    'Batas {{credits}} kredit per {{period}} langsung berakhir, dan periode yang sudah ditutup tidak lagi ditampilkan. Yang terpakai tetap tercatat. Ini tidak dapat diurungkan.',
  'allocations.deleteConfirm': 'Hapus',
  'allocations.deleteFailed': 'Anggaran tidak dihapus',
  'allocations.copy': 'Salin {{period}} lalu',
  'allocations.copyTitle': 'Salin alokasi {{period}} lalu',
  'allocations.copyText':
    'Setiap anggaran yang memiliki alokasi pada {{period}} lalu mendapatkannya lagi, tanpa yang dibawa ke depan atau diberikan sekali.',
  'allocations.copyNone':
    'Tidak ada alokasi {{period}} lalu yang berbeda; tidak ada yang perlu disalin.',
  'allocations.copyFailed': 'Alokasi tidak disalin',
  'allocations.import': 'Impor CSV',
  'allocations.importTitle': 'Impor alokasi',
  'allocations.importText':
    'Berkas seperti yang ditulis ekspor; kolom scope, ref, dan credits sudah cukup. Semuanya diambil, atau tidak sama sekali.',
  'allocations.choose': 'Pilih berkas',
  'allocations.importRead': 'Terbaca {{file}}',
  'allocations.importNone': 'Isi berkas sama dengan alokasi yang ada.',
  'allocations.importFailed': 'Berkas tidak diimpor; tidak ada yang diubah',
  'allocations.importWarning':
    'Perubahan Anda yang belum disimpan ({{number}}) tetap ada; jika berkas mengubah anggaran yang sama, Anda yang memilih.',
  'allocations.correct': 'Perbaiki baris-baris ini lalu pilih berkasnya lagi.',
  'allocations.row': 'Baris',
  'allocations.problem': 'Yang salah',
  'allocations.preview_one': '{{count}} alokasi berubah:',
  'allocations.preview_other': '{{count}} alokasi berubah:',
  'allocations.previewUnchanged': '{{number}} tetap seperti semula.',
  'allocations.previewScope': 'Lingkup',
  'allocations.previewPeriod': 'Periode',
  'allocations.previewBefore': 'Sebelum',
  'allocations.previewAfter': 'Sesudah',
  'allocations.previewNew': 'baru',
  'allocations.previewMore': '{{number}} lagi',
  'allocations.confirm_one': 'Ubah {{count}} alokasi',
  'allocations.confirm_other': 'Ubah {{count}} alokasi',
  'allocations.export': 'Ekspor CSV',
  'allocations.exportFailed': 'Berkas tidak dapat ditulis',
  'allocations.forbidden':
    'Alokasi diubah oleh admin, dan oleh yang memimpin departemen.',
};
