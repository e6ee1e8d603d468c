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

import { ReportWords } from './words.en';

/** The words of reports in Indonesian. */
export const id: ReportWords = {
  kinds: {
    daily: 'Laporan harian',
    weekly: 'Laporan mingguan',
    monthly: 'Laporan bulanan',
    custom: 'Laporan',
  },
  subjects: {
    organization: 'Organisasi',
    department: 'Departemen',
    team: 'Tim',
    project: 'Proyek',
  },
  none: '(tidak ada)',
  rest: 'Lainnya',
  total: 'Jumlah',
  credits: 'kredit',
  empty: (when, subject) =>
    `${when}, ${subject} tidak memakai kredit. Tidak ada yang dilaporkan.`,
  emptySeen: (when, subject, owner) =>
    `${when}, tidak ada pemakaian ${subject} yang boleh dilihat ${owner}. Pemakaian lainnya tidak termuat dalam laporan ini.`,
  emptyTable: 'Tidak ada pada periode ini.',
  when: {
    day: day => `Pada ${day}`,
    month: month => `Pada ${month}`,
    range: range => `Pada periode ${range}`,
  },
  before: {
    daily: 'sehari sebelumnya',
    weekly: 'minggu sebelumnya',
    monthly: 'bulan sebelumnya',
    custom: 'periode sebelumnya',
  },
  requests: (_count, text) => `${text} permintaan`,
  seen: (requests, owner) => `${requests} yang boleh dilihat ${owner}`,
  headline: {
    used: (when, subject, credits, requests) =>
      `${when}, ${subject} memakai ${credits} kredit untuk ${requests}`,
    more: (share, before) => `, ${share} lebih banyak daripada ${before}`,
    less: (share, before) => `, ${share} lebih sedikit daripada ${before}`,
    same: before => `, sama banyak dengan ${before}`,
    remaining: credits => ` Tersisa ${credits} kredit.`,
  },
  notices: {
    gone: ref =>
      `${ref} sudah tidak ada di katalog. Laporan ini memuat pemakaiannya sampai saat itu.`,
    running: 'Periode ini belum berakhir: angkanya masih akan bertambah.',
    partial: owner =>
      `Memuat apa yang boleh dilihat ${owner}, yang mungkin bukan seluruh pemakaian.`,
  },
  stats: {
    credits: 'Kredit terpakai',
    requests: 'Permintaan',
    creditsPerRequest: 'Kredit per permintaan',
    successRate: 'Tingkat keberhasilan',
    averageLatency: 'Waktu respons rata-rata',
    p95Latency: '95 % dijawab dalam',
    remaining: 'Kredit tersisa',
    excess: 'Kelebihan pakai',
    more: (share, before) => `${share} lebih banyak daripada ${before}`,
    less: (share, before) => `${share} lebih sedikit daripada ${before}`,
    noBefore: before => `tidak ada pada ${before}`,
    failed: count => `${count} gagal`,
    ofAvailable: credits => `dari ${credits} yang tersedia`,
  },
  sections: {
    hours: 'Hari itu jam demi jam',
    trend: 'Kredit dari waktu ke waktu',
    tiers: 'Biaya menurut tingkat model',
    top: 'Siapa dan apa yang paling banyak memakai',
    performance: 'Kinerja',
    efficiency: 'Efisiensi',
    productivity: 'Produktivitas tim',
    productivityPeople: 'Produktivitas orang',
    models: 'Perbandingan model',
    summary: 'Kredit: dialokasikan, terpakai, dialihkan, tersisa',
    budgets: 'Anggaran',
    costs: 'Kredit dipakai untuk apa',
    roi: 'Imbal hasil',
    recommendations: 'Rekomendasi',
  },
  charts: {
    byHour: 'Kredit per jam dan model',
    byDay: 'Kredit per hari dan model',
    byWeek: 'Kredit per minggu dan model',
    byMonth: 'Kredit per bulan dan model',
    topUsers: 'Kredit per orang',
    users: 'Orang yang paling banyak memakai',
    topModels: 'Kredit per model',
    topProducts: 'Kredit per produk',
    topTeams: 'Kredit per tim',
    topProjects: 'Kredit per proyek',
  },
  facts: {
    peakHour: 'Jam tersibuk',
    peakDay: 'Hari tersibuk',
    activeDays: 'Hari paling aktif',
    weekend: 'Bagian kredit pada akhir pekan',
    daily: 'Rata-rata per hari',
    fastest: 'Model tercepat',
    slowest: 'Model paling lambat',
    mostEfficient: 'Kredit per permintaan paling sedikit',
    withValue: (name, value) => `${name} (${value})`,
    hour: (from, to) => `${from}–${to}`,
  },
  columns: {
    tier: 'Tingkat',
    user: 'Orang',
    model: 'Model',
    team: 'Tim',
    product: 'Produk',
    project: 'Proyek',
    action: 'Aksi',
    useCase: 'Kegunaan',
    credits: 'Kredit',
    share: 'Bagian',
    requests: 'Permintaan',
    creditsPerRequest: 'Kredit per permintaan',
    averageLatency: 'Waktu rata-rata',
    p95Latency: '95 % dalam',
    successRate: 'Berhasil',
    rating: 'Nilai (dari 5)',
    firstPass: 'Benar pada percobaan pertama',
    regeneration: 'Dibuat ulang',
    people: 'Orang aktif',
    creditsPerPerson: 'Kredit per orang',
    requestsPerPerson: 'Permintaan per orang',
    day: 'Hari',
    period: 'Periode',
    scope: 'Anggaran untuk',
    budget: 'Kredit',
    used: 'Terpakai',
    remaining: 'Tersisa',
    utilisation: 'Persen terpakai',
    state: 'Keadaan',
    what: 'Bagian dari harga',
    line: '',
    free: 'Gratis',
    purchased: 'Dibeli',
    other: 'Lain',
  },
  tiers: {
    premium: 'Premium (2x ke atas)',
    standard: 'Standar (1x)',
    economy: 'Ekonomi (di bawah 1x)',
    none: 'Tanpa model',
  },
  summary: {
    carriedIn: 'Dialihkan dari sebelumnya',
    allocated: 'Dialokasikan',
    taken: 'Diambil kembali',
    consumed: 'Terpakai',
    lapsed: 'Hangus selama periode',
    remaining: 'Tersisa',
    lapsing: 'Hangus pada akhir periode',
    carriedOut: 'Dialihkan ke berikutnya',
    excess: credits =>
      `Selain itu, ${credits} kredit terpakai melebihi yang tersedia, sebagai kelebihan pakai.`,
    note: 'Gratis adalah jatah bulanan; lain adalah promosi, penyesuaian, dan pengembalian. Pengembalian mengurangi yang terpakai saat diberikan: jika melebihi pemakaian, angkanya di bawah nol.',
  },
  roi: {
    value: 'Nilai hasil yang diterima',
    cost: 'Biaya kreditnya',
    ratio: 'Imbal hasil',
    accepted: 'Hasil yang diterima',
    work: 'Produk dan aksi',
    byWork: currency => `Menurut produk dan aksi, dalam ${currency}`,
    note: {
      purchases:
        'Harga satu kredit adalah rata-rata semua pembelian; kredit gratis dihitung sama.',
      pack: 'Harga satu kredit adalah harga pada paket kredit pertama; kredit gratis dihitung sama.',
    },
  },
  advice: {
    what: 'Perubahan',
    low: 'Hemat per bulan, paling sedikit',
    high: 'paling banyak',
    none: 'Tidak ada yang didukung oleh angka.',
    modelSwitch: (from, to, what) => `${to} menggantikan ${from} untuk ${what}`,
    offPeak: (model, from, to) =>
      `${model} di luar pukul ${from} sampai ${to}, saat lambat atau gagal`,
    cachedInput: (model, what) => `Cache masukan ${model} untuk ${what}`,
    idle: (credits, from, to) =>
      `Pindahkan ${credits} kredit dari ${from} ke ${to}`,
    potential: (low, high) =>
      `Seluruhnya ${
        low === high ? low : `${low} sampai ${high}`
      } kredit per bulan dapat dihemat, menurut pemakaian 90 hari terakhir.`,
  },
  states: {
    within: 'Dalam batas',
    exceeded: 'Terlampaui',
  },
  costs: {
    requestCredits: 'Per permintaan',
    inputCredits: 'Token masukan',
    cachedInputCredits: 'Token masukan dari cache',
    outputCredits: 'Token keluaran',
    reasoningCredits: 'Token penalaran',
    imageCredits: 'Gambar',
    unitCredits: 'Unit',
  },
  pdf: {
    period: 'Periode',
    madeAt: 'Dibuat',
    timeZone: 'Zona waktu',
    owner: 'Oleh',
    page: (page, pages) => `${page} / ${pages}`,
    asOf: time => `Angka per ${time}`,
    letters:
      'Sebagian huruf pada nama tidak dapat ditampilkan dalam dokumen ini; portal menampilkannya.',
    unit: unit => `dalam ${unit}`,
  },
  mail: {
    title: (name, period) => `${name}: ${period}`,
    open: formats =>
      `Buka di portal; di sana laporan dapat diambil sebagai ${formats}.`,
    failedTitle: name => `Laporan ${name} tidak dapat dibuat`,
  },
};
