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

import { MessageWords } from './words.en';

/** The words of what the portal writes to people, in Indonesian. */
export const id: MessageWords = {
  scopes: {
    department: 'departemen',
    team: 'tim',
    user: 'pengguna',
    project: 'proyek',
    service: 'layanan',
    product: 'produk',
    model: 'model',
  },
  scope: (kind, name) => `${kind} ${name}`,
  periods: {
    day: 'hari',
    week: 'minggu',
    month: 'bulan',
    quarter: 'kuartal',
    year: 'tahun',
  },
  budget: {
    title: (scope, percent, period) =>
      `${scope} telah memakai ${percent} % kreditnya untuk ${period} ini`,
    used: (used, allocation, period, last) =>
      `${used} dari ${allocation} kredit telah terpakai; ${period} ini berakhir setelah ${last}.`,
    endedTitle: (scope, percent, period) =>
      `${scope} memakai ${percent} % kreditnya untuk ${period} yang telah berakhir`,
    wasUsed: (used, allocation, period, last) =>
      `${used} dari ${allocation} kredit terpakai; ${period} itu berakhir pada ${last}.`,
    hard: 'Permintaan yang melewati batas akan ditolak.',
    soft: 'Permintaan yang melewati batas tetap berjalan dan diberi tanda.',
  },
  lowBalance: {
    title: available => `Kredit AI hampir habis: tersisa ${available}`,
    text: threshold =>
      `Saldo di bawah ${threshold} kredit. Dapatkan kredit di halaman ikhtisar.`,
  },
  unknown: {
    things: { 'unknown-model': 'model', 'unknown-action': 'aksi' },
    title: (thing, name) => `Daftar tarif tidak mengenal ${thing} ${name}`,
    text: thing =>
      `Pemakaiannya dihargai menurut ketentuan daftar tarif untuk ${thing} yang tidak dikenal. Terbitkan aturan untuknya jika biayanya seharusnya berbeda.`,
  },
  purchase: {
    what: (pack, credits, price) =>
      `${pack} (${credits} kredit) seharga ${price}`,
    made: credits => `${credits} kredit dibeli secara otomatis`,
    lowBalance: what => `${what}, karena saldo menipis.`,
    usedUp: what => `${what}, karena kredit sudah habis.`,
    failed: 'Pembelian otomatis gagal',
    failure: (what, error) =>
      `${what}: ${error}. Pemakaian akan ditolak setelah kredit habis.`,
    unknownError: 'kesalahan tidak diketahui',
  },
  forecast: {
    account: day => `Kredit AI kemungkinan habis pada ${day}`,
    left: (left, chance) =>
      `Tersisa ${left} kredit, dan jatah berikutnya baru datang setelah kredit habis dengan kemungkinan ${chance}.`,
    advice: (credits, day) =>
      `Agar cukup sampai akhir bulan depan, beli ${credits} kredit paling lambat ${day}.`,
    budget: (scope, day) => `Kredit ${scope} kemungkinan habis pada ${day}`,
    expected: (figures, period, chance) =>
      `${figures.used} dari ${figures.allocation} kredit telah terpakai, dan pada akhir ${period} ini diperkirakan ${figures.expected} (${figures.lower} sampai ${figures.upper}). Kemungkinan kredit tidak cukup adalah ${chance}.`,
  },
  unusual: {
    account: 'Akun ini',
    title: name => `${name} memakai kredit jauh lebih banyak daripada biasanya`,
    text: (credits, day, usual, most) =>
      `${credits} kredit pada ${day}, padahal biasanya ${usual} untuk hari seperti itu dan sampai ${most} pun belum mencolok.`,
  },
  request: {
    spans: { once: 'untuk periode ini', permanent: 'untuk seterusnya' },
    asked: (asker, credits) => `${asker} meminta tambahan ${credits} kredit`,
    askedFor: (scope, span) => `Untuk ${scope}, ${span}.`,
    granted: (credits, scope, span) =>
      `${credits} kredit diberikan kepada ${scope} ${span}`,
    grantedBy: decider => `Diberikan oleh ${decider}.`,
    declined: credits => `Permintaan ${credits} kredit ditolak`,
    declinedBy: (decider, scope) =>
      `${decider} menolak permintaan untuk ${scope}.`,
    withdrawn: credits => `Permintaan ${credits} kredit dibatalkan`,
    withdrawnBy: (asker, scope) =>
      `${asker} tidak lagi memerlukan tambahan untuk ${scope}.`,
  },
};
