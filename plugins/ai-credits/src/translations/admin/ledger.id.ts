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
export const ledger: Record<Extract<MessageKey, `ledger.${string}`>, string> = {
  'ledger.title': 'Buku besar',
  'ledger.never': 'Jurnal belum pernah dibuktikan.',
  'ledger.clean': 'Jurnal cocok: dibuktikan {{time}}, tidak ada selisih.',
  'ledger.differs_one':
    'Jurnal tidak cocok: {{count}} temuan, dibuktikan {{time}}.',
  'ledger.differs_other':
    'Jurnal tidak cocok: {{count}} temuan, dibuktikan {{time}}.',
  'ledger.behind_zero': 'Rekap sudah mutakhir.',
  'ledger.behind_one': 'Rekap tertinggal {{count}} blok.',
  'ledger.behind_other': 'Rekap tertinggal {{count}} blok.',
  'ledger.proof': 'Pembuktian terakhir',
  'ledger.proofHint':
    'Setiap blok dengan hash-nya, setiap saldo dengan entrinya, setiap rekap dengan peristiwanya',
  'ledger.run': 'Buktikan sekarang',
  'ledger.running': 'Membuktikan sejak {{time}}',
  'ledger.runningLast': 'Pembuktian terakhir memakan {{duration}}.',
  'ledger.runFailed': 'Pembuktian tidak selesai',
  'ledger.ranClean': 'Terbukti: tidak ada selisih.',
  'ledger.when': 'Kapan',
  'ledger.took': 'Lama',
  'ledger.result': 'Hasil',
  'ledger.resultClean': 'Cocok',
  'ledger.resultDiffers': 'Berbeda',
  'ledger.resultNever': 'Belum dibuktikan',
  'ledger.provedBlocks': 'Blok yang dibuktikan',
  'ledger.provedEntries': 'Entri yang dibuktikan',
  'ledger.provedHead': 'Hash blok terakhir yang dibuktikan',
  'ledger.findings': 'Yang berbeda',
  'ledger.findingsMost': '100 yang pertama disimpan.',
  'ledger.what': 'Yang diuji',
  'ledger.subject': 'Pada',
  'ledger.expected': 'Seharusnya',
  'ledger.actual': 'Ditemukan',
  'ledger.chain': 'Jurnal dan rekap',
  'ledger.chainHint': 'Keadaan sekarang',
  'ledger.blocks': 'Blok',
  'ledger.entries': 'Entri',
  'ledger.head': 'Hash blok terbaru',
  'ledger.sinceProof': 'Blok sejak pembuktian terakhir',
  'ledger.folded': 'Rekap memuat blok sampai',
  'ledger.lag': 'Blok yang belum masuk rekap',
  'ledger.lagOldest': '{{number}}, yang terlama dari {{time}}',
  'ledger.foldedAt': 'Rekap diperbarui',
  'ledger.rebuild': 'Bangun ulang rekap',
  'ledger.rebuildTitle': 'Bangun ulang rekap dari peristiwa?',
  'ledger.rebuildText':
    'Jumlah per hari dan jam dihapus lalu dihitung ulang dari catatan. Sampai selesai, jawaban tentang pemakaian tetap benar tetapi lambat. Jumlah dari peristiwa yang sudah dipangkas dari catatan akan hilang.',
  'ledger.rebuildConfirm': 'Bangun ulang',
  'ledger.rebuilt': '{{blocks}} blok dihitung ulang dalam {{duration}}.',
  'ledger.rebuildFailed': 'Rekap tidak dibangun ulang',
  'ledger.rebuilding': 'Membangun ulang',
  'ledger.cancel': 'Batal',
  'ledger.events':
    'Peristiwa mana yang tidak dibebankan, atau dibebankan dengan nama yang tidak dikenal?',
  'ledger.eventsHint': 'peristiwa per hari, 30 hari terakhir, {{timeZone}}',
  'ledger.eventsNone':
    'Dalam 30 hari terakhir setiap peristiwa dibebankan sekali dan dengan nama yang dikenal.',
  'ledger.duplicates': 'Duplikat',
  'ledger.conflicts': 'Konflik',
  'ledger.invalid': 'Tidak sah',
  'ledger.refused': 'Ditolak',
  'ledger.flagged': 'Nama tidak dikenal',
  'ledger.explain':
    'Duplikat dikirim ulang dan tidak dibebankan lagi. Konflik dikirim ulang dengan isi lain. Yang tidak sah tidak dipahami. Yang ditolak terkena batas. Nama tidak dikenal dibebankan sesuai ketentuan daftar tarif untuk yang tidak dikenalnya.',
  'ledger.total': '30 hari',
  'ledger.unknown': 'Nama yang tidak dikenal daftar tarif',
  'ledger.unknownHint': '30 hari terakhir, peristiwa terbanyak di atas',
  'ledger.unknownNone':
    'Setiap tindakan dan model yang dipakai ada dalam daftar tarif.',
  'ledger.name': 'Nama',
  'ledger.kind': 'Jenis',
  'ledger.action': 'Tindakan',
  'ledger.model': 'Model',
  'ledger.number': 'Peristiwa',
  'ledger.credits': 'Kredit',
  'ledger.last': 'Terakhir',
  'ledger.toRateCard': 'Beri harga dalam daftar tarif',
  'ledger.check.blockMissing': 'Sebuah blok hilang',
  'ledger.check.blockNumber': 'Blok bernomor tanpa celah',
  'ledger.check.blockHash': 'Blok sama seperti saat ditulis',
  'ledger.check.previousHash': 'Blok menyebut hash blok sebelumnya',
  'ledger.check.firstSeq': 'Entri bernomor tanpa celah',
  'ledger.check.sumZero': 'Jumlah setiap entri adalah nol',
  'ledger.check.usageRow': 'Setiap pembebanan memiliki peristiwanya',
  'ledger.check.usageCredits': 'Kredit peristiwa sama dengan entrinya',
  'ledger.check.usageKind': 'Jenis peristiwa sama dengan entrinya',
  'ledger.check.usageRows': 'Peristiwa sebanyak entri pemakaian',
  'ledger.check.headHash': 'Akun berakhir dengan hash blok terakhir',
  'ledger.check.headBlock': 'Akun berakhir dengan blok terakhir',
  'ledger.check.headSeq': 'Akun berakhir dengan entri terakhir',
  'ledger.check.lotRemaining': 'Sisa lot sesuai entrinya',
  'ledger.check.lotRange':
    'Sisa lot tidak kurang dari nol dan tidak lebih dari isi awalnya',
  'ledger.check.lotHeld': 'Yang ditahan dari lot tidak melebihi sisanya',
  'ledger.check.lotMissing': 'Setiap lot yang disebut entri ada',
  'ledger.check.excessUsed': 'Kelebihan satu bulan sesuai entrinya',
  'ledger.check.budgetUsed': 'Pemakaian anggaran adalah jumlah peristiwanya',
  'ledger.check.refund': 'Yang dikembalikan tidak melebihi yang dibebankan',
  'ledger.check.rollup': 'Rekap adalah jumlah peristiwanya',
};
