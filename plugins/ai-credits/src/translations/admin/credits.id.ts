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
export const credits: Record<
  Extract<MessageKey, `credits.${string}`>,
  string
> = {
  'credits.title': 'Kredit',
  'credits.sentence':
    '{{available}} kredit tersedia: {{free}} gratis sampai {{day}}, {{purchased}} dibeli, dan {{other}} diberikan dengan cara lain.',
  'credits.grant': 'Beri',
  'credits.adjust': 'Sesuaikan',
  'credits.refund': 'Kembalikan',
  'credits.buy': 'Beli kredit',
  'credits.lots': 'Lot',
  'credits.lotsHint':
    'Dipakai dari atas: prioritas lebih rendah dahulu, lalu yang lebih cepat kedaluwarsa, gratis sebelum dibeli, lama sebelum baru',
  'credits.lotsNone': 'Belum ada kredit yang diberikan.',
  'credits.lotsFailed': 'Lot tidak dapat dimuat',
  'credits.lotsMore': 'Tampilkan lagi',
  'credits.order': 'Urutan',
  'credits.usedUp': 'habis',
  'credits.expired': 'kedaluwarsa',
  'credits.later': 'nanti',
  'credits.system': 'Sistem',
  'credits.kind': 'Jenis',
  'credits.amount': 'Kredit',
  'credits.remaining': 'Sisa',
  'credits.expires': 'Kedaluwarsa',
  'credits.never': 'tidak pernah',
  'credits.priority': 'Prioritas',
  'credits.price': 'Harga',
  'credits.free': 'gratis',
  'credits.reason': 'Alasan',
  'credits.packs': 'Paket',
  'credits.packsHint':
    'Sesuai pengaturan portal; kredit yang dibeli tidak pernah kedaluwarsa',
  'credits.packsNone': 'Tidak ada paket yang diatur.',
  'credits.packsFailed': 'Paket tidak dapat dimuat',
  'credits.packLine': '{{credits}} kredit seharga {{price}}',
  'credits.purchases': 'Pembelian',
  'credits.purchasesHint': 'Terbaru di atas, dengan setiap percobaan',
  'credits.purchasesNone': 'Belum ada yang dibeli.',
  'credits.purchasesFailed': 'Pembelian tidak dapat dimuat',
  'credits.status': 'Status',
  'credits.all': 'Semua',
  'credits.made': 'Selesai',
  'credits.pending': 'Berjalan',
  'credits.failed': 'Gagal',
  'credits.uncertain':
    'Penyedia mungkin tetap membelinya; permintaan diulang dengan kunci yang sama.',
  'credits.when': 'Kapan',
  'credits.what': 'Apa',
  'credits.who': 'Siapa',
  'credits.provider': 'Penyedia',
  'credits.automaticBalance': 'Otomatis, saldo rendah',
  'credits.automaticLimit': 'Otomatis, kredit habis',
  'credits.automaticShort': 'Otomatis',
  'credits.open': 'Tampilkan pembelian {{what}}',
  'credits.reference': 'Acuan penyedia',
  'credits.transaction': 'Transaksi',
  'credits.finished': 'Berakhir',
  'credits.attempts': 'Percobaan',
  'credits.attemptsNone':
    'Tidak ada yang tercatat; pembelian ini lebih lama daripada pencatatannya.',
  'credits.attempt': 'Percobaan {{number}}',
  'credits.attemptOk': 'terbeli',
  'credits.attemptOpen': 'belum ada jawaban',
  'credits.error': 'Kesalahan',
  'credits.cancel': 'Batal',
  'credits.grantTitle': 'Beri kredit',
  'credits.grantConfirm': 'Beri',
  'credits.grantFailed': 'Tidak ada yang diberikan',
  'credits.promotion': 'Promosi: dihitung di samping kredit gratis dan dibeli',
  'credits.allowance': 'Jatah: kredit gratis bulan ini',
  'credits.creditsLabel': 'Kredit',
  'credits.creditsError': 'Angka di atas 0 dengan paling banyak 6 desimal.',
  'credits.expiry': 'Hari terakhir',
  'credits.expiryHelp':
    'Sampai tengah malam di ujungnya di {{timeZone}}. Kosong: {{without}}.',
  'credits.expiryNever': 'tidak pernah kedaluwarsa',
  'credits.expiryMonth': 'akhir bulan ini',
  'credits.expiryError': 'Hari ini atau sesudahnya.',
  'credits.priorityHelp':
    'Dari 0 sampai 255; yang lebih rendah dipakai dahulu. Kosong: 100, seperti kebanyakan lot.',
  'credits.priorityError': 'Bilangan bulat dari 0 sampai 255.',
  'credits.reasonLabel': 'Alasan',
  'credits.reasonHelp': 'Tercatat dalam log bersama nama Anda.',
  'credits.effect':
    'Dari {{before}} kredit yang tersedia sekarang menjadi {{after}}.',
  'credits.adjustTitle': 'Sesuaikan kredit',
  'credits.adjustConfirm': 'Sesuaikan',
  'credits.adjustFailed': 'Tidak ada yang disesuaikan',
  'credits.direction': 'Apa yang keliru',
  'credits.add': 'Terlalu sedikit: tambahkan kredit',
  'credits.take': 'Terlalu banyak: ambil kredit',
  'credits.takeTooMany': 'Lebih dari {{available}} kredit yang ada dalam lot.',
  'credits.takeHelp': 'Diambil dari lot menurut urutannya.',
  'credits.refundTitle': 'Kembalikan tagihan',
  'credits.refundConfirm': 'Kembalikan',
  'credits.refundFailed': 'Tidak ada yang dikembalikan',
  'credits.search': 'Cari tagihan',
  'credits.searchHelp':
    'Menurut pengguna, aksi, model, produk, atau komentar, atau id transaksi.',
  'credits.searchNone': 'Tidak ada tagihan yang cocok.',
  'credits.searchFailed': 'Log tidak dapat dicari',
  'credits.found': 'Tagihan',
  'credits.choose': 'Pilih tagihan {{credits}} kredit oleh {{who}}',
  'credits.chosen': 'Tagihan',
  'credits.other': 'Pilih yang lain',
  'credits.refundAmount': 'Kredit yang dikembalikan',
  'credits.refundAll': 'Seluruh sisanya: {{left}}',
  'credits.refundError': 'Di atas 0 dan paling banyak {{left}}.',
  'credits.refundNothing': 'Semuanya sudah dikembalikan.',
  'credits.refundEffect':
    'Mengembalikan {{credits}} kredit ke asalnya; {{left}} dari tagihan tetap ditagih.',
  'credits.done': 'Selesai: {{balance}} kredit tersedia.',
};
