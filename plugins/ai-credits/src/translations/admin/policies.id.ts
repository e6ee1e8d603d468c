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
export const policies: Record<
  Extract<MessageKey, `policies.${string}`>,
  string
> = {
  'policies.title': 'Kebijakan',
  'policies.sentence':
    'Orang diberi tahu bila kredit tersedia kurang dari {{threshold}}; {{excess}} lagi boleh dipakai dalam sebulan setelah semuanya habis.',
  'policies.automaticOff': 'Tidak ada yang dibeli otomatis.',
  'policies.automaticOn': 'Kredit dibeli otomatis.',
  'policies.changed': 'Diubah {{when}} oleh',
  'policies.configured':
    'Sesuai pengaturan portal; belum ada yang mengubahnya di sini',
  'policies.failed': 'Kebijakan tidak dapat dimuat',
  'policies.limits': 'Batas akun',
  'policies.threshold': 'Ambang saldo rendah',
  'policies.thresholdHelp':
    'Bila kredit tersedia lebih sedikit, para admin diberi tahu dan spanduk tampil di setiap halaman.',
  'policies.thresholdEffect':
    'Dengan {{available}} tersedia sekarang, saldo {{state}}.',
  'policies.low': 'rendah',
  'policies.notLow': 'tidak rendah',
  'policies.excess': 'Batas Kredit Berlebih',
  'policies.excessHelp':
    'Kredit yang boleh dipakai dalam sebulan melewati semua yang lain. Tagihan di luar itu langsung ditolak, di setiap replika.',
  'policies.excessEffect':
    'Kelebihan bulan ini terpakai {{used}}; sisanya akan menjadi {{left}}.',
  'policies.excessPassed':
    'Kelebihan bulan ini terpakai {{used}}: dengan batas ini, tagihan ditolak begitu kredit habis.',
  'policies.automatic': 'Pembelian otomatis',
  'policies.enabled': 'Beli kredit secara otomatis',
  'policies.trigger': 'Kapan',
  'policies.triggerBalance': 'Bila saldo rendah',
  'policies.triggerLimit':
    'Bila tagihan ditolak atau tidak ada yang tersisa untuk dipakai',
  'policies.below': 'Tersedia kurang dari',
  'policies.pack': 'Paket',
  'policies.packGone': '{{pack}} (tidak ditawarkan lagi)',
  'policies.quantity': 'Paket sekaligus',
  'policies.maxPurchases': 'Pembelian sebulan, paling banyak',
  'policies.maxCredits': 'Kredit sebulan, paling banyak',
  'policies.maxCreditsHelp': 'Kosong: hanya jumlah pembelian yang dihitung.',
  'policies.cooldown': 'Menit di antara dua pembelian',
  'policies.cooldownHelp':
    'Dihitung dari berakhirnya satu pembelian, berhasil atau gagal.',
  'policies.recipients': 'Siapa yang diberi tahu selain admin',
  'policies.recipientsHelp':
    'Satu per baris, misalnya user:default/jo atau group:default/finance.',
  'policies.effectBalance':
    'Membeli {{credits}} kredit seharga {{price}} bila tersedia kurang dari {{below}}, {{cap}}.',
  'policies.effectLimit':
    'Membeli {{credits}} kredit seharga {{price}} bila tagihan ditolak karena kredit kurang atau tidak ada yang tersisa untuk dipakai, {{cap}}.',
  'policies.cap_one': 'paling banyak sekali sebulan',
  'policies.cap_other': 'paling banyak {{count}} kali sebulan',
  'policies.effectCredits':
    'Tidak pernah lebih dari {{credits}} kredit sebulan.',
  'policies.effectCost': 'Itu paling banyak {{price}} sebulan.',
  'policies.effectNow': 'Menurut saldo sekarang, pembelian langsung terjadi.',
  'policies.effectOff': 'Tidak ada yang dibeli otomatis.',
  'policies.capTooLow':
    'Batas kredit di bawah satu pembelian: tidak ada yang akan dibeli.',
  'policies.amountError': 'Angka mulai 0 dengan paling banyak 6 desimal.',
  'policies.positiveError': 'Angka di atas 0 dengan paling banyak 6 desimal.',
  'policies.wholeError': 'Bilangan bulat dari 1 sampai {{max}}.',
  'policies.packError': 'Pilih satu paket.',
  'policies.recipientsError':
    'Acuan lengkap, paling banyak 50: {{wrong}} bukan acuan.',
  'policies.unsaved': 'Perubahan Anda belum disimpan',
  'policies.wrong': 'Ada yang salah tulis.',
  'policies.save': 'Simpan',
  'policies.discard': 'Buang',
  'policies.saveFailed': 'Tidak ada yang disimpan',
  'policies.saved': 'Tersimpan.',
  'policies.conflict': 'Sementara itu orang lain mengubah kebijakan',
  'policies.conflictBy': 'Sementara itu {{who}} mengubahnya',
  'policies.conflictHint': 'Pilih nilai mana yang berlaku.',
  'policies.conflictSame':
    'Nilainya sama dengan milik Anda; tidak ada yang hilang bila mengambil milik mereka.',
  'policies.field': 'Kebijakan',
  'policies.theirs': 'Sekarang',
  'policies.yours': 'Milik Anda',
  'policies.takeTheirs': 'Ambil milik mereka',
  'policies.keepYours': 'Pertahankan milik saya',
  'policies.yes': 'ya',
  'policies.no': 'tidak',
  'policies.none': 'tidak ada',
};
