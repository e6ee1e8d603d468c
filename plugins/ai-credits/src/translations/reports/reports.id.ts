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
export const reports: Record<
  Extract<MessageKey, `reports.${string}`>,
  string
> = {
  'reports.new': 'Laporan baru',
  'reports.actions': 'Tindakan',
  'reports.run.state': 'Keadaan',
  'reports.run.why': 'Dibuat',
  'reports.summary.lines': 'Baris',
  'reports.sentenceNone': 'Belum ada yang dilaporkan.',
  'reports.sentence_one': '1 laporan.',
  'reports.sentence_other': '{{count}} laporan.',
  'reports.scheduled':
    '{{number}} berjalan terjadwal; berikutnya “{{name}}” pada {{time}}.',
  'reports.unscheduled': 'Tidak ada yang berjalan terjadwal.',
  'reports.list': 'Laporan',
  'reports.listHint':
    'Milik Anda, dan yang dikirim kepada Anda. Waktu dalam {{timeZone}}.',
  'reports.name': 'Laporan',
  'reports.schedule': 'Jadwal',
  'reports.lastRun': 'Terakhir dijalankan',
  'reports.next': 'Berikutnya pada {{time}}',
  'reports.paused': 'Dijeda: {{reason}}',
  'reports.never': 'Belum pernah dijalankan',
  'reports.open': 'Buka “{{name}}”',
  'reports.menu': 'Tindakan untuk “{{name}}”',
  'reports.runNow': 'Jalankan sekarang',
  'reports.rerun': 'Jalankan lagi',
  'reports.edit': 'Ubah',
  'reports.history': 'Riwayat',
  'reports.delete': 'Hapus',
  'reports.deleteTitle': 'Hapus “{{name}}”?',
  'reports.deleteText':
    'Laporan tidak lagi berjalan. Hasilnya tetap dapat dibaca sampai dihapus karena usianya.',
  'reports.cancel': 'Batal',
  'reports.cancelRun': 'Hentikan',
  'reports.back': 'Semua laporan',
  'reports.more': 'Tampilkan lagi',
  'reports.emptyTitle': 'Belum ada laporan',
  'reports.emptyText':
    'Laporan merangkum dalam satu dokumen apa yang dipakai dalam sehari, seminggu, atau sebulan: untuk organisasi, departemen, tim, atau proyek. Laporan dapat berjalan terjadwal dan memberi tahu penerimanya saat siap.',
  'reports.emptyReader': 'Belum ada yang mengirimi Anda laporan.',
  'reports.failedTitle': 'Laporan tidak dapat dimuat',
  'reports.actionFailed': 'Tindakan gagal',
  'reports.kind.daily': 'Harian',
  'reports.kind.weekly': 'Mingguan',
  'reports.kind.monthly': 'Bulanan',
  'reports.kind.custom': 'Kustom',
  'reports.kindHelp.daily': 'Tentang kemarin',
  'reports.kindHelp.weekly': 'Tentang 7 hari penuh terakhir',
  'reports.kindHelp.monthly':
    'Tentang bulan lalu, dengan kredit yang dialokasikan, terpakai, dialihkan, dan tersisa',
  'reports.kindHelp.custom': 'Tentang rentang yang Anda pilih',
  'reports.subject.organization': 'Organisasi',
  'reports.subject.department': 'Departemen',
  'reports.subject.team': 'Tim',
  'reports.subject.project': 'Proyek',
  'reports.status.queued': 'Menunggu',
  'reports.status.running': 'Berjalan',
  'reports.status.done': 'Selesai',
  'reports.status.failed': 'Gagal',
  'reports.status.cancelled': 'Dihentikan',
  'reports.progress': '{{share}} selesai',
  'reports.when.none': 'Hanya atas permintaan',
  'reports.when.daily': 'Setiap hari pukul {{time}}',
  'reports.when.weekly': 'Setiap {{weekday}} pukul {{time}}',
  'reports.when.monthly': 'Tanggal {{day}} setiap bulan pukul {{time}}',
  'reports.when.lastDay': 'Hari terakhir setiap bulan pukul {{time}}',
  'reports.when.cron': 'Menurut aturan {{rule}}',
  'reports.scheduleKind.none': 'Hanya atas permintaan',
  'reports.scheduleKind.daily': 'Setiap hari',
  'reports.scheduleKind.weekly': 'Setiap minggu',
  'reports.scheduleKind.monthly': 'Setiap bulan',
  'reports.scheduleKind.cron': 'Aturan lima bidang',
  'reports.form.create': 'Laporan baru',
  'reports.form.change': 'Ubah “{{name}}”',
  'reports.form.save': 'Simpan',
  'reports.form.createRun': 'Buat dan jalankan',
  'reports.form.createSchedule': 'Buat',
  'reports.form.failed': 'Laporan tidak dapat disimpan',
  'reports.form.name': 'Nama',
  'reports.form.kind': 'Jenis',
  'reports.form.about': 'Tentang',
  'reports.form.entity': 'Yang mana',
  'reports.form.search': 'Cari di katalog',
  'reports.form.range': 'Rentang',
  'reports.form.lastDays': 'Beberapa hari penuh terakhir sebelum berjalan',
  'reports.form.fixed': 'Dari tanggal sampai tanggal',
  'reports.form.days': 'Hari',
  'reports.form.daysError': 'Bilangan bulat dari 1 sampai 732',
  'reports.form.from': 'Hari pertama',
  'reports.form.to': 'Hari terakhir',
  'reports.form.rangeError':
    'Hari terakhir tidak boleh sebelum hari pertama, dan laporan paling banyak 732 hari',
  'reports.form.language': 'Bahasa',
  'reports.form.formats': 'Berkas',
  'reports.form.formatsError': 'Pilih setidaknya satu',
  'reports.form.recipients': 'Penerima',
  'reports.form.recipientsHelp':
    'Orang dan grup yang diberi tahu setiap kali berjalan dan boleh membukanya',
  'reports.form.time': 'Pukul',
  'reports.form.weekday': 'Hari',
  'reports.form.day': 'Tanggal',
  'reports.form.lastDayOption': 'Hari terakhir',
  'reports.form.rule': 'Aturan',
  'reports.form.ruleHelp':
    'Menit, jam, tanggal, bulan, hari, misalnya 0 7 * * MON; paling sering tiap jam',
  'reports.form.nextRuns': 'Berikutnya',
  'reports.form.scheduleError': 'Jadwal ini tidak dapat dipakai',
  'reports.form.noRuns':
    'Laporan berjalan sekali saat dibuat, dan kapan pun diminta.',
  'reports.run.of': '{{from}} – {{to}}',
  'reports.run.made': 'Dibuat {{time}} ({{timeZone}})',
  'reports.run.asOf': 'Memuat yang tercatat sampai {{time}}',
  'reports.run.downloadAs': 'Unduh sebagai {{format}}',
  'reports.run.loading': 'Laporan sedang dibaca',
  'reports.run.waiting': 'Laporan menunggu giliran.',
  'reports.run.running': 'Laporan sedang dibuat.',
  'reports.run.failed': 'Laporan tidak dapat dibuat',
  'reports.run.cancelled': 'Laporan dihentikan sebelum selesai.',
  'reports.run.gone':
    'Tidak ada laporan seperti itu. Mungkin telah dihapus karena usianya.',
  'reports.run.scheduled': 'Terjadwal',
  'reports.run.byPerson': 'Atas permintaan',
  'reports.run.kept': 'Disimpan sampai {{day}}',
  'reports.run.runs': 'Riwayat “{{name}}”',
  'reports.run.noRuns': 'Belum pernah dijalankan.',
  'reports.run.told': 'Yang diberi tahu',
  'reports.run.toldAll_one': '1 penerima diberi tahu.',
  'reports.run.toldAll_other': '{{count}} penerima diberi tahu.',
  'reports.delivery.sent': 'Diberi tahu',
  'reports.delivery.waiting': 'Dicoba lagi',
  'reports.delivery.skipped': 'Sudah keluar',
  'reports.delivery.failed': 'Tidak diberi tahu',
  'reports.summary.title':
    'Kredit yang dialokasikan, terpakai, dialihkan, dan tersisa',
  'reports.summary.unit': 'kredit',
  'reports.summary.free': 'Gratis',
  'reports.summary.purchased': 'Dibeli',
  'reports.summary.other': 'Lainnya',
  'reports.summary.total': 'Jumlah',
  'reports.summary.note':
    'Gratis berasal dari jatah bulanan; lainnya adalah promosi, penyesuaian, dan pengembalian. Pengembalian mengurangi yang terpakai saat diberikan: jika melebihi pemakaian, angkanya di bawah nol.',
  'reports.summary.excess':
    'Selain itu, {{credits}} kredit terpakai melampaui yang ada, sebagai kelebihan.',
  'reports.summary.line.carriedIn': 'Dialihkan dari sebelumnya',
  'reports.summary.line.allocated': 'Dialokasikan',
  'reports.summary.line.taken': 'Ditarik',
  'reports.summary.line.consumed': 'Terpakai',
  'reports.summary.line.lapsed': 'Hangus selama periode',
  'reports.summary.line.remaining': 'Tersisa',
  'reports.summary.line.lapsing': 'Hangus di akhir',
  'reports.summary.line.carriedOut': 'Dialihkan ke berikutnya',
  'reports.summary.range.thisMonth': 'Bulan ini',
  'reports.summary.range.lastMonth': 'Bulan lalu',
  'reports.summary.range.today': 'Hari ini',
  'reports.summary.range.yesterday': 'Kemarin',
  'reports.summary.range.custom': 'Dari tanggal sampai tanggal',
  'reports.period': 'Waktu',
};
