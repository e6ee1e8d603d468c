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
export const rateCard: Record<
  Extract<MessageKey, `rateCard.${string}`>,
  string
> = {
  'rateCard.title': 'Daftar tarif',

  'rateCard.sentence':
    'Versi {{version}}, “{{name}}”, berlaku sejak {{day}}: {{actions}} aksi dan {{models}} model memiliki harga.',
  'rateCard.sentenceUndated':
    'Versi {{version}}, “{{name}}”, berlaku: {{actions}} aksi dan {{models}} model memiliki harga.',
  'rateCard.next': 'Versi {{version}}, “{{name}}”, mulai berlaku pada {{day}}.',
  'rateCard.versions': 'Versi dan draf',
  'rateCard.versionsHint':
    'Versi yang sudah terbit tidak pernah berubah, dan yang sudah ditagih tetap seperti semula. Waktu dalam {{timeZone}}.',
  'rateCard.newDraft': 'Draf baru',
  'rateCard.newDraftName': 'Draf {{day}}',
  'rateCard.draftFrom': 'Draf dari versi ini',
  'rateCard.creating': 'Membuat…',
  'rateCard.createFailed': 'Draf tidak dapat dibuat',
  'rateCard.loadFailed': 'Daftar tarif tidak dapat dimuat',
  'rateCard.version': 'Versi',
  'rateCard.name': 'Nama',
  'rateCard.status': 'Status',
  'rateCard.effective': 'Berlaku sejak',
  'rateCard.published': 'Terbit',
  'rateCard.by': 'oleh {{who}}',
  'rateCard.atStart': 'saat pertama dijalankan',
  'rateCard.open': 'Buka',
  'rateCard.draft': 'Draf',
  'rateCard.inForce': 'Berlaku',
  'rateCard.scheduled': 'Terjadwal',
  'rateCard.past': 'Lampau',
  'rateCard.back': 'Semua versi',
  'rateCard.gone': 'Daftar tarif ini sudah tidak ada.',
  'rateCard.flagged': 'Dipakai tanpa aturan',
  'rateCard.flaggedHint':
    'Aksi dan model 30 hari terakhir yang tidak dikenal versi yang berlaku, dan apa yang terjadi padanya.',

  'rateCard.tabs': 'Bagian daftar tarif',
  'rateCard.tabActions': 'Aksi',
  'rateCard.tabModels': 'Model',
  'rateCard.tabUnits': 'Harga satuan',
  'rateCard.tabRules': 'Aturan',
  'rateCard.tabDifferences': 'Perbedaan',
  'rateCard.tabWhatIf': 'Seandainya',
  'rateCard.none': 'Draf ini tidak mengubah apa pun dari versi yang berlaku.',
  'rateCard.changes_one':
    'Draf ini mengubah {{count}} aturan dari versi yang berlaku.',
  'rateCard.changes_other':
    'Draf ini mengubah {{count}} aturan dari versi yang berlaku.',
  'rateCard.wouldCost':
    '30 hari terakhir akan berbiaya {{draft}} alih-alih {{current}} kredit ({{change}}).',
  'rateCard.wouldCostSame': '30 hari terakhir akan berbiaya sama.',
  'rateCard.save': 'Simpan draf',
  'rateCard.saving': 'Menyimpan…',
  'rateCard.saved': 'Tersimpan',
  'rateCard.unsaved': 'Belum disimpan',
  'rateCard.saveFailed': 'Draf tidak dapat disimpan',
  'rateCard.discard': 'Buang draf',
  'rateCard.discardTitle': 'Buang “{{name}}”?',
  'rateCard.discardText':
    'Draf dibuang selamanya. Versi yang sudah terbit tetap ada.',
  'rateCard.discardFailed': 'Draf tidak dapat dibuang',
  'rateCard.cancel': 'Batal',
  'rateCard.done': 'Selesai',
  'rateCard.note': 'Catatan',
  'rateCard.noteHelp': 'Untuk apa versi ini; tampil dalam riwayat',
  'rateCard.search': 'Cari',
  'rateCard.problems_one':
    '{{count}} kolom perlu diperbaiki sebelum dapat disimpan:',
  'rateCard.problems_other':
    '{{count}} kolom perlu diperbaiki sebelum dapat disimpan:',
  'rateCard.moreProblems': 'dan {{number}} lagi',
  'rateCard.show': 'Tampilkan',

  'rateCard.required': 'tidak boleh kosong',
  'rateCard.tooLong': 'paling banyak {{limit}} karakter',
  'rateCard.tooMany': 'paling banyak {{limit}}',
  'rateCard.amount':
    'kredit dari 0 hingga {{limit}} dengan paling banyak 6 desimal',
  'rateCard.multiplierError':
    'angka dari 0 hingga {{limit}} dengan paling banyak 4 desimal',
  'rateCard.sameName': 'aturan lain sudah memakai nama ini',
  'rateCard.innerStar': 'tanda * hanya boleh di akhir',
  'rateCard.emptyPrices': 'memerlukan setidaknya satu harga',
  'rateCard.noPrice':
    'harus menyebutkan biayanya selama harga baku 0; tulis 0 jika gratis',
  'rateCard.freeDefault':
    'harus di atas 0 selama yang tanpa aturan memakai harga baku tanpa ditandai',

  'rateCard.actionsHint':
    'Kredit untuk sekali jalan, sebelum pengali model. Kosong: harga baku {{credits}}, atau tidak ada untuk model yang dihargai per satuan.',
  'rateCard.addAction': 'Tambah aksi',
  'rateCard.editAction': 'Ubah {{name}}',
  'rateCard.newAction': 'Aksi baru',
  'rateCard.action': 'Aksi',
  'rateCard.actionHelp':
    'Seperti disebut dalam peristiwa; * di akhir mencakup semua lanjutannya',
  'rateCard.label': 'Judul',
  'rateCard.category': 'Kategori',
  'rateCard.credits': 'Kredit per jalan',
  'rateCard.creditsOf': 'Kredit per jalan untuk {{name}}',
  'rateCard.defaultPrice': 'baku {{credits}}',
  'rateCard.multiplied': 'Dikali pengali model',
  'rateCard.fixed': 'Tetap, apa pun modelnya',
  'rateCard.price': 'Harga',
  'rateCard.failedAction': 'Panggilan gagal',
  'rateCard.failedCard': 'menurut daftar: {{rule}}',
  'rateCard.failedCost': 'ditagih',
  'rateCard.failedFree': 'gratis',
  'rateCard.remove': 'Hapus',
  'rateCard.edit': 'Ubah',
  'rateCard.noMatch': 'Tidak ada yang cocok.',

  'rateCard.modelsHint':
    'Pengali diterapkan pada harga aksi: Premium mulai 2×, Standar mulai 1×, Ekonomi di bawahnya.',
  'rateCard.addModel': 'Tambah model',
  'rateCard.newModel': 'Model baru',
  'rateCard.model': 'Model',
  'rateCard.modelHelp':
    'Seperti disebut dalam peristiwa; awalan penyedia seperti openai/ diabaikan',
  'rateCard.aliases': 'Nama lain',
  'rateCard.aliasesHelp':
    'Satu per baris; * di akhir mencakup semua lanjutannya',
  'rateCard.provider': 'Penyedia',
  'rateCard.providerHelp':
    'Hanya bila nama yang sama berharga lain di penyedia lain',
  'rateCard.family': 'Keluarga',
  'rateCard.familyHelp': 'Tempat ia dikelompokkan, seperti ChatGPT Models',
  'rateCard.multiplier': 'Pengali',
  'rateCard.multiplierOf': 'Pengali {{name}}',
  'rateCard.tier': 'Tingkat',
  'rateCard.byUnit': 'per satuan',

  'rateCard.unitsHint':
    'Kredit per 1 juta token atau satuan dan per 10.000 gambar. Tanpa harga sendiri, token tembolok berharga seperti masukan dan token penalaran seperti keluaran.',
  'rateCard.unitPrices': 'Harga per satuan',
  'rateCard.noUnits': 'Tidak ada yang dihargai per satuan.',
  'rateCard.perMillion': '{{part}} per 1 juta',
  'rateCard.perTenThousand': '{{part}} per 10.000',

  'rateCard.rulesHint': 'Yang berlaku bila aksi atau model tidak punya aturan.',
  'rateCard.defaultCredits': 'Harga baku, kredit per jalan',
  'rateCard.defaultMultiplier': 'Pengali model tanpa aturan',
  'rateCard.unknownAction': 'Aksi tanpa aturan',
  'rateCard.unknownModel': 'Model tanpa aturan',
  'rateCard.deny': 'ditolak',
  'rateCard.default': 'memakai harga baku',
  'rateCard.flag': 'memakai harga baku dan ditandai',
  'rateCard.denyHelp':
    'Yang bertanya dahulu ditolak. Yang sudah terjadi ditagih dengan harga baku dan ditandai.',
  'rateCard.failed': 'Panggilan gagal',

  'rateCard.differencesHint':
    'Terhadap versi {{version}}, “{{name}}”, yang berlaku.',
  'rateCard.differencesBefore':
    'Terhadap versi {{version}}, “{{name}}”, sebelumnya.',
  'rateCard.noDifferences': 'Tidak ada perbedaan.',
  'rateCard.rule': 'Aturan',
  'rateCard.wholeCard': 'Seluruh daftar',
  'rateCard.added': 'Ditambah',
  'rateCard.removed': 'Dihapus',
  'rateCard.changed': 'Diubah',
  'rateCard.what': 'Yang berubah',
  'rateCard.notSet': 'tidak diisi',
  'rateCard.yes': 'ya',
  'rateCard.no': 'tidak',

  'rateCard.whatIf': 'Seandainya ini yang berlaku?',
  'rateCard.whatIfHint':
    'Setiap permintaan 30 hari terakhir dihargai ulang dengan draf ini, persis seperti penagihan.',
  'rateCard.run': 'Putar ulang 30 hari',
  'rateCard.saveAndRun': 'Simpan dan putar ulang 30 hari',
  'rateCard.runAgain': 'Putar ulang lagi',
  'rateCard.running_one': 'Menghargai ulang {{number}} permintaan…',
  'rateCard.running_other': 'Menghargai ulang {{number}} permintaan…',
  'rateCard.runningUnknown': 'Menghargai ulang permintaan 30 hari terakhir…',
  'rateCard.seconds': '{{seconds}} dtk',
  'rateCard.stop': 'Hentikan',
  'rateCard.runFailed': 'Putar ulang tidak selesai',
  'rateCard.outdated': 'Draf sudah berubah sejak putar ulang ini.',
  'rateCard.replayed_one': '{{number}} permintaan dari {{from}} hingga {{to}}.',
  'rateCard.replayed_other':
    '{{number}} permintaan dari {{from}} hingga {{to}}.',
  'rateCard.empty':
    'Tidak ada pemakaian dalam 30 hari terakhir, jadi tidak ada yang dapat dibandingkan.',
  'rateCard.byTeam': 'Menurut tim',
  'rateCard.byModel': 'Menurut model',
  'rateCard.team': 'Tim',
  'rateCard.noTeam': 'Tanpa tim',
  'rateCard.noModel': 'Tanpa model',
  'rateCard.charged': 'Ditagih',
  'rateCard.underDraft': 'Menurut draf',
  'rateCard.change': 'Perubahan',
  'rateCard.total': 'Jumlah',
  'rateCard.unknownTitle': 'Dipakai, tanpa aturan dalam draf ini',
  'rateCard.unknownHint':
    'Yang akan kehilangan harga membuat draf tidak dapat diterbitkan. Tambahkan aturan, atau biarkan harga baku berlaku.',
  'rateCard.losesPrice': 'akan kehilangan harga',
  'rateCard.takesDefault': 'tanpa aturan',
  'rateCard.addRule': 'Tambah aturan',
  'rateCard.requests': 'Permintaan',
  'rateCard.kindAction': 'Aksi',
  'rateCard.kindModel': 'Model',

  'rateCard.publish': 'Terbitkan…',
  'rateCard.publishTitle': 'Terbitkan “{{name}}” sebagai versi {{version}}',
  'rateCard.publishNow': 'Berlaku seketika',
  'rateCard.publishLater': 'Berlaku mulai suatu hari',
  'rateCard.publishDay': 'Hari pertama',
  'rateCard.publishDayHelp': 'Mulai tengah malam di {{timeZone}}',
  'rateCard.publishDayError': 'hari setelah hari ini',
  'rateCard.publishEffect':
    'Yang sudah ditagih tetap seperti semula. Versi yang terbit tidak dapat diubah; versi lain dapat menyusul.',
  'rateCard.publishConfirm': 'Terbitkan',
  'rateCard.publishing': 'Menerbitkan…',
  'rateCard.publishFailed': 'Tidak diterbitkan',
  'rateCard.publishUnsaved': 'Simpan draf terlebih dahulu.',
  'rateCard.publishWithoutReplay':
    'Anda belum memutar ulang 30 hari terakhir dengan draf ini.',
  'rateCard.publishedNow': 'Versi {{version}} berlaku.',
  'rateCard.publishedLater': 'Versi {{version}} mulai berlaku pada {{day}}.',

  'rateCard.conflict': 'Orang lain sudah mengubah draf ini',
  'rateCard.conflictText':
    'Milik Anda berdasar revisi {{yours}}, yang tersimpan revisi {{theirs}}. Inilah perbedaannya:',
  'rateCard.conflictSame':
    'Keduanya sama; tidak ada yang hilang bila mengambil yang tersimpan.',
  'rateCard.conflictPublished':
    'Sementara itu draf terbit sebagai versi {{version}} dan tidak dapat diubah lagi.',
  'rateCard.conflictGone': 'Sementara itu draf dibuang.',
  'rateCard.stored': 'Tersimpan',
  'rateCard.yours': 'Milik Anda',
  'rateCard.takeStored': 'Ambil yang tersimpan',
  'rateCard.keepYours': 'Timpa dengan milik saya',
};
