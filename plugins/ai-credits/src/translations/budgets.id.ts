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

/** Budgets and requests for more credits, in Indonesian. */
export const budgets: Record<
  Extract<MessageKey, `budgets.${string}`>,
  string
> = {
  'budgets.own':
    '{{name}} telah memakai {{used}} dari {{allocated}} kredit: {{status}}.',
  'budgets.count_one':
    'Dari {{count}} anggaran, {{onTrack}} sesuai rencana, {{atRisk}} berisiko, dan {{exceeded}} terlampaui.',
  'budgets.count_other':
    'Dari {{count}} anggaran, {{onTrack}} sesuai rencana, {{atRisk}} berisiko, dan {{exceeded}} terlampaui.',
  'budgets.onTrack': 'sesuai rencana',
  'budgets.atRisk': 'berisiko',
  'budgets.exceeded': 'terlampaui',
  'budgets.noneTitle': 'Belum ada anggaran',
  'budgets.none':
    'Setelah departemen, tim, orang, layanan, atau model mendapat alokasi kredit untuk satu {{period}}, pemakaiannya tampil di sini. Pengelola anggaran menetapkan alokasi.',
  'budgets.period': 'Periode',
  'budgets.day': 'hari',
  'budgets.week': 'minggu',
  'budgets.month': 'bulan',
  'budgets.quarter': 'triwulan',
  'budgets.year': 'tahun',
  'budgets.tree': 'Departemen, tim, dan orang',
  'budgets.treeHint':
    'Kredit terpakai dan ditahan dari alokasi, {{first}} s.d. {{last}}, {{timeZone}}',
  'budgets.search': 'Cari departemen, tim, atau orang',
  'budgets.noMatch': 'Tidak ada yang bernama demikian.',
  'budgets.more':
    '{{number}} lagi; tulis nama lebih lengkap untuk menemukannya.',
  'budgets.incomplete':
    'Orang tanpa batas tidak dimuat dalam daftar panjang ini.',
  'budgets.expand': 'Tampilkan isi {{name}}',
  'budgets.collapse': 'Sembunyikan isi {{name}}',
  'budgets.of': '{{used}} dari {{allocated}}',
  'budgets.usedOnly': '{{used}} terpakai, tanpa batas',
  'budgets.bar': 'Terpakai dari alokasi {{name}}',
  'budgets.others': 'Proyek, layanan, produk, dan model',
  'budgets.project': 'Proyek',
  'budgets.service': 'Layanan',
  'budgets.product': 'Produk',
  'budgets.model': 'Model',
  'budgets.choose': 'Pilih anggaran untuk melihat pemakaiannya.',
  'budgets.unreadable': 'Anggaran ini tidak dapat dimuat',
  'budgets.used': '{{used}} dari {{allocated}} kredit terpakai',
  'budgets.pace':
    '{{use}}; dengan laju ini {{projected}} pada akhir {{period}}.',
  'budgets.runsOut': 'Kredit habis pada {{day}}.',
  'budgets.over': 'Itu {{credits}} lebih dari alokasi.',
  'budgets.allocation': 'Alokasi',
  'budgets.rolledOver': '{{credits}} dibawa dari periode lalu',
  'budgets.grantedOnce': '{{credits}} diberikan sekali',
  'budgets.usedFact': 'Terpakai',
  'budgets.held': 'Ditahan',
  'budgets.remaining': 'Tersisa',
  'budgets.resets': 'Diatur ulang pada',
  'budgets.atLimit': 'Pada batas',
  'budgets.hard': 'permintaan ditolak',
  'budgets.soft': 'penanggung jawab diperingatkan',
  'budgets.below': 'Dialokasikan di bawahnya',
  'budgets.unallocated': '{{credits}} belum dialokasikan',
  'budgets.above': 'Bagian dari',
  'budgets.burn': 'Apakah alokasinya cukup?',
  'budgets.burnHint': 'Kredit terpakai sejak {{first}}, {{timeZone}}',
  'budgets.cumulative': 'Terpakai sejauh ini',
  'budgets.projection': 'Dengan laju ini',
  'budgets.dayColumn': 'Hari',
  'budgets.thatDay': 'Hari itu',
  'budgets.who': 'Siapa yang memakai',
  'budgets.what': 'Layanan mana yang memakai',
  'budgets.which': 'Model mana yang menyerapnya',
  'budgets.topHint':
    'Pada {{period}} ini, kredit terbanyak di atas, sejauh boleh Anda lihat',
  'budgets.name': 'Nama',
  'budgets.credits': 'Kredit',
  'budgets.share': 'Porsi',
  'budgets.requestsColumn': 'Permintaan',
  'budgets.nothing': 'Belum ada pemakaian.',
  'budgets.history': 'Periode yang sudah ditutup',
  'budgets.historyHint': 'Kredit, terbaru di atas',
  'budgets.noHistory': 'Periode pertama masih berjalan.',
  'budgets.span': '{{first}} s.d. {{last}}',
  'budgets.limit': 'Batas',
  'budgets.status': 'Status',
  'budgets.within': 'terjaga',
  'budgets.ask': 'Minta tambahan kredit',
  'budgets.askTitle': 'Tambahan kredit untuk {{name}}',
  'budgets.amount': 'Berapa kredit tambahannya',
  'budgets.amountError': 'Angka di atas nol dengan paling banyak 6 desimal.',
  'budgets.kind': 'Untuk berapa lama',
  'budgets.once': 'Sekali, untuk {{period}} ini',
  'budgets.permanent': 'Seterusnya, setiap {{period}}',
  'budgets.reason': 'Alasan',
  'budgets.reasonHelp': 'Untuk apa kredit itu; dibaca oleh yang memutuskan.',
  'budgets.effectOnce':
    'Menaikkan batas dari {{before}} menjadi {{after}} sampai {{day}}.',
  'budgets.effectPermanent':
    'Menaikkan batas dari {{before}} menjadi {{after}}, dan setiap {{period}} berikutnya sebanyak itu pula.',
  'budgets.endOf': 'akhir {{period}}',
  'budgets.send': 'Kirim permintaan',
  'budgets.cancel': 'Batal',
  'budgets.sendFailed': 'Permintaan tidak terkirim',
  'budgets.requests': 'Permintaan',
  'budgets.requestsWaiting_one': 'Permintaan ({{count}} menunggu)',
  'budgets.requestsWaiting_other': 'Permintaan ({{count}} menunggu)',
  'budgets.requestsTitle': 'Permintaan tambahan kredit',
  'budgets.inbox': 'Menunggu keputusan Anda',
  'budgets.inboxNone': 'Tidak ada yang menunggu keputusan Anda.',
  'budgets.rest': 'Milik Anda dan yang sudah diputuskan, terbaru di atas',
  'budgets.restNone': 'Anda belum meminta tambahan kredit.',
  'budgets.requestsFailed': 'Permintaan tidak dapat dimuat',
  'budgets.askedOnce': '{{credits}} kredit tambahan, sekali',
  'budgets.askedPermanent': '{{credits}} kredit tambahan, setiap {{period}}',
  'budgets.askedBy': '{{name}}, {{time}}',
  'budgets.decidedBy': '{{status}} oleh {{name}}, {{time}}',
  'budgets.open': 'Terbuka',
  'budgets.granted': 'Dikabulkan',
  'budgets.declined': 'Ditolak',
  'budgets.withdrawn': 'Ditarik',
  'budgets.grantedAmount': '{{credits}} diberikan',
  'budgets.approvers': 'Dapat diputuskan oleh {{names}}',
  'budgets.grant': 'Kabulkan',
  'budgets.decline': 'Tolak',
  'budgets.withdraw': 'Tarik',
  'budgets.grantTitle': 'Beri kredit kepada {{name}}',
  'budgets.declineTitle': 'Tolak permintaan untuk {{name}}',
  'budgets.comment': 'Komentar',
  'budgets.commentHelp': 'Dibaca oleh yang meminta.',
  'budgets.decideFailed': 'Tidak ada yang berubah',
  'budgets.help':
    'Berapa yang boleh dipakai departemen, tim, orang, dan lainnya dalam satu periode, berapa yang sudah terpakai, dan apakah cukup.',
  'budgets.helpAllocation':
    'Yang boleh dipakai dalam periode: jumlah awal setiap periode, yang dibawa dari periode lalu, dan yang diberikan sekali.',
  'budgets.helpUsed':
    'Kredit yang dikenakan dalam periode dikurangi pengembalian, dari semua yang dihitung pada anggaran.',
  'budgets.helpHeld':
    'Disisihkan untuk permintaan yang sedang berjalan; dihitung sampai diselesaikan atau dikembalikan.',
  'budgets.helpRemaining': 'Alokasi dikurangi yang terpakai dan yang ditahan.',
  'budgets.helpProjection':
    'Yang akan terpakai pada akhir periode bila tiap jam mendatang memakai rata-rata sebanyak jam-jam sebelumnya.',
  'budgets.helpStatus':
    'Terlampaui bila yang terpakai dan ditahan mencapai alokasi; berisiko mulai 90% darinya, atau bila dengan laju sejauh ini akan melebihinya pada akhir periode; selain itu sesuai rencana.',
  'budgets.helpBelow':
    'Yang dialokasikan kepada grup tepat di bawahnya. Batas perorangan adalah pagu dan tidak menguranginya.',
  'budgets.helpClosed':
    'Periode yang ditutup terjaga bila pemakaian tidak melebihi batasnya, dan terlampaui bila melebihi.',
};
