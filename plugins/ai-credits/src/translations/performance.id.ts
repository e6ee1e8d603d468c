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

/** How long answers take, by model, hour and person, in Indonesian. */
export const performance: Record<
  Extract<MessageKey, `perf.${string}`>,
  string
> = {
  'perf.average': 'Tanggapan rata-rata memakan waktu {{average}}.',
  'perf.slower':
    'Tanggapan rata-rata memakan waktu {{average}}, {{change}} lebih lama daripada {{span}}.',
  'perf.faster':
    'Tanggapan rata-rata memakan waktu {{average}}, {{change}} lebih singkat daripada {{span}}.',
  'perf.same':
    'Tanggapan rata-rata memakan waktu {{average}}, sama lamanya dengan {{span}}.',
  'perf.extremes':
    'Model tercepat adalah {{fastest}} dengan {{fastestTime}}, yang terlambat {{slowest}} dengan {{slowestTime}}.',
  'perf.untimed':
    'Tidak ada panggilan pada masa ini yang mencatat waktu tanggapnya.',
  'perf.span': '{{first}} – {{last}}',
  'perf.models': 'Perbandingan model',
  'perf.modelsHint': 'waktu tanggap dalam detik · penilaian dari 1 sampai 5',
  'perf.model': 'Model',
  'perf.tier': 'Golongan',
  'perf.averageTime': 'Rata-rata',
  'perf.p50': 'p50',
  'perf.p95': 'p95',
  'perf.success': 'Berhasil',
  'perf.perRequest': 'Kredit per prompt',
  'perf.rating': 'Penilaian pengguna',
  'perf.requests': 'Permintaan',
  'perf.fastest': 'Tercepat',
  'perf.slowest': 'Terlambat',
  'perf.only': 'Tampilkan {{name}} saja',
  'perf.feedback':
    'Penilaian dan hasil datang belakangan lewat umpan balik; “–” berarti belum ada yang menilai.',
  'perf.truncated': 'Yang tampil adalah {{number}} yang paling banyak dipakai.',
  'perf.trend': 'Waktu tanggap dari waktu ke waktu',
  'perf.trendHint':
    'detik · separuh panggilan lebih cepat dari p50, 95% lebih cepat dari p95',
  'perf.calls': 'Panggilan terukur',
  'perf.hours': 'Waktu tanggap menurut jam',
  'perf.hoursHint':
    'rata-rata detik · jam di {{timeZone}} · abu-abu: 9 sampai 17',
  'perf.hour': 'Jam',
  'perf.weekdays': 'Hari kerja',
  'perf.weekend': 'Akhir pekan',
  'perf.times': 'Jam sibuk, jam sepi, akhir pekan',
  'perf.timesHint': 'rata-rata waktu tanggap',
  'perf.peak': 'Jam sibuk',
  'perf.peakNote': 'hari kerja pukul 9 sampai 17',
  'perf.offPeak': 'Jam sepi',
  'perf.offPeakNote': 'jam lain pada hari kerja',
  'perf.weekendNote': 'Sabtu dan Minggu',
  'perf.callsTitle_one': '{{count}} panggilan terukur',
  'perf.callsTitle_other': '{{count}} panggilan terukur',
  'perf.users': 'Waktu tanggap menurut pengguna',
  'perf.usersHint': 'waktu tanggap dalam detik',
  'perf.user': 'Pengguna',
  'perf.helpAverage':
    'Waktu tanggap semua panggilan yang mencatatnya, dijumlahkan lalu dibagi banyaknya.',
  'perf.helpPercentiles':
    'Separuh panggilan terukur secepat p50 atau lebih cepat, 95 dari 100 secepat p95 atau lebih cepat; dengan ketelitian 1%.',
  'perf.helpExtremes':
    'Menurut rata-rata waktu tanggap, di antara model dengan 10 panggilan terukur atau lebih, bila ada dua.',
  'perf.helpSuccess':
    'Permintaan yang tidak gagal sebagai porsi dari semua permintaan.',
  'perf.helpPerRequest':
    'Kredit yang dibebankan, dikurangi pengembalian, dibagi banyaknya permintaan.',
  'perf.helpRating':
    'Rata-rata penilaian dari 1 sampai 5 yang masuk lewat umpan balik, termasuk panggilan yang gagal. Kebanyakan panggilan tidak pernah dinilai.',
  'perf.helpPeak':
    'Jam sibuk adalah pukul 9 sampai 17 pada hari kerja, jam sepi adalah jam lain pada hari kerja, akhir pekan adalah Sabtu dan Minggu, semuanya di {{timeZone}}. Setiap rata-rata menghitung tiap panggilan satu kali.',
  'perf.helpChange':
    'Dibanding masa yang sama panjang tepat sebelumnya. Selama rentang masih berjalan, masa sebelumnya berakhir pada jam yang sama.',
};
