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

/** What each tab shows, and figures that have no better place to be explained, in Indonesian. */
export const helpText: Record<
  Extract<MessageKey, `helpText.${string}`>,
  string
> = {
  'helpText.about': 'Yang ditampilkan',
  'helpText.overview':
    'Berapa sisanya, seberapa cepat terpakai, dan untuk apa: saldo akun, pemakaian 30 hari dan 12 bulan terakhir, serta apa yang masih dapat dibeli. Angka dibaca ulang setiap 5 menit; semua jumlah dalam kredit.',
  'helpText.usage':
    'Kredit dalam suatu rentang dari waktu ke waktu, menurut pengelompokannya, dan kapan dalam seminggu dipakai. Setiap baris dapat ditelusuri. Hanya pemakaian yang boleh Anda lihat yang dihitung.',
  'helpText.performance':
    'Berapa lama tanggapan dan berapa biayanya, menurut model, dari waktu ke waktu, menurut jam, dan menurut pengguna. Hanya panggilan yang dilaporkan dengan waktu tanggap yang terukur; yang lain tetap dihitung sebagai permintaan.',
  'helpText.transactions':
    'Setiap pergerakan kredit, yang terbaru lebih dulu kecuali urutan lain dipilih: pemakaian, pembelian, pengembalian, jatah, promosi, penyesuaian, dan kedaluwarsa. Satu baris membuka seluruh kisah satu pergerakan.',
  'helpText.account':
    'Angka sejak akun dibuka, siapa pun pembacanya: kredit yang dibeli, kredit yang dibebankan dikurangi pengembalian, panggilan yang berhasil dan gagal, token, dan gambar. Token dari cache adalah bagian dari token masukan.',
  'helpText.plan':
    'Kredit bulan ini yang diambil dari jatah bulanan, dikurangi pengembalian.',
  'helpText.additional':
    'Semua kredit lain bulan ini: dari pembelian, dari promosi dan penyesuaian, serta pemakaian yang melewati alokasi.',
  'helpText.perRequest':
    'Kredit bulan ini dibagi banyaknya permintaan, termasuk yang gagal.',
  'helpText.tier':
    'Model premium berpengali 2 atau lebih, model ekonomi di bawah 1, model standar di antaranya. Yang dihitung adalah pengali saat permintaan dikirim.',
  'helpText.costTypes':
    'Setiap biaya dibagi menurut bagian harganya: sekian per permintaan, dan sekian untuk tiap token, gambar, atau satuan lain. Bagian-bagian suatu biaya berjumlah persis biaya itu, dan pengembalian mengembalikannya secara sebanding. Masukan dari cache bukan bagian dari masukan teks, dan penalaran bukan bagian dari keluaran model. Gambar yang berharga per permintaan dihitung sebagai tindakan.',
  'helpText.perTransaction':
    'Kredit bulan ini dibagi banyaknya peristiwa pemakaian, berapa pun permintaan yang diwakili satu peristiwa.',
  'helpText.percentiles': 'p50 dan p95',
  'helpText.extremes': 'Tercepat dan terlambat',
  'helpText.change': 'Lebih lama atau lebih singkat dari sebelumnya',
  'helpText.logCredits':
    'Yang ditambahkan ke atau diambil dari akun, dengan semua desimalnya hingga 6. Pemakaian dihargai menurut daftar tarif yang berlaku saat itu; nilainya tidak berubah bila harga berubah.',
  'helpText.creditType':
    'Dari mana suatu biaya diambil: kredit gratis lebih dulu, lalu yang dibeli. “Campuran” berarti lebih dari satu jenis, “kelebihan” berarti pemakaian yang melewati semuanya.',
  'helpText.status':
    '“Melewati batas” adalah pemakaian yang dilaporkan setelah terjadi dan melewati suatu batas: tetap dihitung. Panggilan “gagal” hanya berbiaya bila daftar tarif menyatakannya.',
  'helpText.rule':
    'Baris daftar tarif yang menentukan harganya, beserta versinya.',
  'helpText.occurredAt':
    'Kapan pemakaian terjadi; dihitung pada bulan waktu itu. Kapan dicatat tertera di sebelahnya.',
  'helpText.block':
    'Blok jurnal yang memuat pergerakan itu. Setiap blok membawa hash blok sebelumnya, sehingga tidak ada yang dapat diubah tanpa ketahuan.',
  'helpText.reports':
    'Apa yang dipakai dalam sehari, seminggu, sebulan, atau suatu rentang, sebagai satu dokumen: untuk organisasi, departemen, tim, atau proyek. Dapat dibaca di sini dan diunduh sebagai PDF, CSV, JSON, dan baris FOCUS.',
  'helpText.reportContents': 'Angka',
  'helpText.reportContentsText':
    'Setiap laporan disimpan sebagaimana dibuat: halaman dan semua berkas menampilkan angka yang sama, dan kejadian sesudahnya tidak mengubahnya. Waktu dan hari mengikuti zona waktu akun.',
  'helpText.reportView': 'Dari sudut siapa',
  'helpText.reportViewText':
    'Laporan menghitung pemakaian yang boleh dilihat pemiliknya, siapa pun yang membacanya; bila itu bukan seluruhnya, laporan menyebutkannya.',
  'helpText.reportSummary': 'Ringkasan bulanan',
  'helpText.reportSummaryText':
    'Kredit yang dialokasikan, terpakai, dialihkan, dan tersisa, dengan yang gratis dan yang dibeli terpisah. Kredit gratis hangus di akhir bulan; yang dibeli dialihkan ke bulan berikutnya.',
  'helpText.reportFocus': 'FOCUS',
  'helpText.reportFocusText':
    'Baris menurut FOCUS 1.2 untuk alat keuangan: pembelian dan pemakaian, dengan kredit sebagai mata uang virtual.',
};
