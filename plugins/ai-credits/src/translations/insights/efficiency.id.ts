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
export const efficiency: Record<
  Extract<MessageKey, `efficiency.${string}`>,
  string
> = {
  'efficiency.nothingUsed':
    'Tidak ada kredit yang terpakai dalam rentang ini, jadi tidak ada yang terbuang.',
  'efficiency.noWaste':
    '{{credits}} kredit terpakai, dan tidak ada aturan yang menemukan pemborosan.',
  'efficiency.wasted':
    '{{wasted}} dari {{credits}} kredit terbuang ({{share}}).',
  'efficiency.before': 'Pada periode sebelumnya {{share}}.',
  'efficiency.mostly': 'Sebagian besar, {{credits}}, karena {{rule}}.',
  'efficiency.best':
    '{{name}} memakai kredit paling sedikit per item: {{credits}}.',
  'efficiency.wasteTitle': 'Apa yang terbuang?',
  'efficiency.wasteHint':
    'Tiap aturan sendiri-sendiri; dalam jumlah, satu kejadian dihitung sekali',
  'efficiency.ruleColumn': 'Aturan',
  'efficiency.credits': 'Kredit',
  'efficiency.shareOfAll': 'Dari semua kredit',
  'efficiency.beforeColumn': 'Periode sebelumnya',
  'efficiency.counted': 'Dihitung dalam jumlah',
  'efficiency.events': 'Kejadian',
  'efficiency.spread':
    'Yang terbuang tersebar; tidak ada satu penyebab yang menonjol.',
  'efficiency.clean':
    'Tidak ada saran: tidak ada aturan yang menemukan pemborosan.',
  'efficiency.where': 'Di mana paling banyak',
  'efficiency.item': 'Item',
  'efficiency.action': 'Tindakan',
  'efficiency.showItem': 'Tampilkan kejadiannya',
  'efficiency.allEvents': 'Kejadian, terbaru dahulu',
  'efficiency.eventsOf': 'Kejadian {{item}}',
  'efficiency.showAll': 'Tampilkan semua kejadian',
  'efficiency.newer': 'Lebih baru',
  'efficiency.older': 'Lebih lama',
  'efficiency.none': 'Tidak ada dalam rentang ini.',
  'efficiency.when': 'Waktu',
  'efficiency.who': 'Siapa',
  'efficiency.what': 'Apa',
  'efficiency.attempt': 'Percobaan',
  'efficiency.overTime': 'Kapan kredit terbuang?',
  'efficiency.peopleTitle': 'Siapa yang paling hemat kredit?',
  'efficiency.peopleHint':
    'Yang ditandai memakai kredit paling sedikit per item, di antara yang punya {{items}} item atau lebih',
  'efficiency.mostEfficient': 'Paling hemat',
  'efficiency.share': 'Porsi',
  'efficiency.items': 'Item',
  'efficiency.perItem': 'Kredit per item',
  'efficiency.perRequest': 'Per permintaan',
  'efficiency.regeneration': 'Dibuat ulang',
  'efficiency.firstPass': 'Langsung jadi',
  'efficiency.acceptance': 'Diterima',
  'efficiency.leaderboardTitle': 'Alur kerja mana yang paling hemat kredit?',
  'efficiency.leaderboardHint':
    'Kegunaan dengan modelnya, mulai dari {{requests}} permintaan',
  'efficiency.workflow': 'Alur kerja',
  'efficiency.perPrompt': 'Kredit per prompt',
  'efficiency.requests': 'Permintaan',
  'efficiency.rating': 'Nilai',
  'efficiency.noWorkflows':
    'Tidak ada kegunaan dengan cukup permintaan dalam rentang ini.',
  'efficiency.itemsTitle': 'Item mana yang paling sering dicoba?',
  'efficiency.itemsHint': 'Tiga percobaan atau lebih untuk tindakan yang sama',
  'efficiency.attempts': 'Percobaan',
  'efficiency.noItems': 'Tidak ada item dengan tiga percobaan atau lebih.',
  'efficiency.unusualTitle': 'Hari mana yang tidak biasa?',
  'efficiency.unusualHint':
    'Dibandingkan dengan hari yang sama pada delapan minggu sebelumnya',
  'efficiency.noUnusual':
    'Tidak ada hari yang menonjol. Hari baru bisa menonjol setelah empat minggu pemakaian.',
  'efficiency.account': 'Semua pemakaian',
  'efficiency.day': 'Hari',
  'efficiency.subject': 'Di mana',
  'efficiency.direction': 'Pemakaian',
  'efficiency.high': 'Jauh lebih banyak',
  'efficiency.low': 'Jauh lebih sedikit',
  'efficiency.usual': 'Biasanya',
  'efficiency.range': '{{low}} – {{high}}',
  'efficiency.returnTitle': 'Berapa nilainya?',
  'efficiency.returnPurchases':
    'Dengan {{price}} per kredit, rata-rata semua pembelian; kredit gratis dihitung seperti yang dibeli',
  'efficiency.returnPack':
    'Dengan {{price}} per kredit, harga satu paket; kredit gratis dihitung seperti yang dibeli',
  'efficiency.acceptedItems': 'Item yang diterima',
  'efficiency.value': 'Nilai',
  'efficiency.cost': 'Biaya',
  'efficiency.return': 'Imbal hasil',
  'efficiency.marks': '◆ Hari yang tidak biasa: {{days}}',
  'efficiency.mark.high': '{{day}}, jauh di atas {{expected}} yang biasa',
  'efficiency.mark.low': '{{day}}, jauh di bawah {{expected}} yang biasa',
  'efficiency.rule.failed': 'Panggilan gagal yang berbiaya',
  'efficiency.rule.regeneration': 'Percobaan ketiga dan seterusnya',
  'efficiency.rule.rejected': 'Konten yang ditolak',
  'efficiency.rule.unused': 'Konten yang tidak dipakai',
  'efficiency.definition.failed':
    'Panggilan yang gagal tetapi tetap dikenai kredit.',
  'efficiency.definition.regeneration':
    'Kredit percobaan ketiga dan seterusnya untuk item dan tindakan yang sama.',
  'efficiency.definition.rejected': 'Kredit untuk hasil yang kemudian ditolak.',
  'efficiency.definition.unused':
    'Kredit untuk hasil yang ditandai tidak dipakai; dan, di mana hasil biasanya dilaporkan, yang tanpa laporan setelah {{days}} hari.',
  'efficiency.suggestion.failed':
    '{{name}} menyebabkan {{share}} biaya panggilan gagal: {{credits}} kredit untuk {{events}} panggilan. Coba lagi nanti atau di tempat lain, atau atur kartu tarif agar panggilan gagal tidak berbiaya.',
  'efficiency.suggestion.regeneration':
    'Perbaiki aturan {{name}} agar tidak banyak diulang: {{share}} kredit percobaan ketiga dan seterusnya ada di sana, {{credits}} kredit untuk {{events}} percobaan.',
  'efficiency.suggestion.rejected':
    'Periksa draf pertama {{name}}: {{share}} kredit untuk konten yang ditolak ada di sana, {{credits}} kredit untuk {{events}} draf.',
  'efficiency.suggestion.unused':
    'Kurangi pembuatan di muka untuk {{name}}: {{share}} kredit untuk konten yang tidak dipakai ada di sana, {{credits}} kredit untuk {{events}} hasil.',
};
