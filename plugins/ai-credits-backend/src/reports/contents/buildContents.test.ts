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

import { reportContentsSchema } from 'backstage-plugin-ai-credits-common';
import { monthlyFacts } from '../__testUtils__/facts';
import { contentsCsv } from '../formats/csv';
import { axisSteps } from '../formats/pdf/charts';
import { runsOf } from '../formats/pdf/letters';
import { createPdfPress } from '../formats/pdf/renderPdf';
import { buildContents } from './buildContents';
import { ReportFacts } from './facts';

jest.setTimeout(60_000);

const sectionIds = (facts = monthlyFacts()) =>
  buildContents(facts).sections.map(({ id }) => id);

describe('buildContents', () => {
  it('answers first, and tells what each kind is for', () => {
    const contents = buildContents(monthlyFacts());
    reportContentsSchema.parse(contents);
    expect(contents.headline).toBe(
      'In October 2026, Nusantara Goods used 2,340.12 credits for 1,170 requests, 17% more than in the month before. 2,659.88 credits remain.',
    );
    expect(buildContents(monthlyFacts({ language: 'id' })).headline).toBe(
      'Pada Oktober 2026, Nusantara Goods memakai 2.340,12 kredit untuk 1.170 permintaan, 17% lebih banyak daripada bulan sebelumnya. Tersisa 2.659,88 kredit.',
    );
    expect(sectionIds()).toEqual([
      'trend',
      'summary',
      'tiers',
      'budgets',
      'top',
      'productivity',
      'models',
      'performance',
      'efficiency',
      'roi',
    ]);
    expect(sectionIds(monthlyFacts({ kind: 'weekly' }))).toEqual([
      'trend',
      'efficiency',
      'productivity',
      'models',
      'top',
      'performance',
    ]);
    expect(sectionIds(monthlyFacts({ kind: 'daily' }))).toEqual([
      'trend',
      'tiers',
      'top',
      'performance',
    ]);
  });

  it('keeps every digit, in sums too', () => {
    const { sections } = buildContents(monthlyFacts());
    const blocks = sections.flatMap(section => section.blocks);
    const chart = blocks.find(({ type }) => type === 'bars');
    if (chart?.type !== 'bars') {
      throw new Error('there is no chart');
    }
    // All days of October, idle ones too; six models and the rest.
    expect(chart.periods).toHaveLength(31);
    expect(chart.series).toHaveLength(7);
    expect(chart.series[6]).toMatchObject({ name: 'Other', rest: true });
    const drawn = chart.series
      .flatMap(({ values }) => values)
      .reduce((sum: number, value) => sum + Number(value), 0);
    const asked = monthlyFacts()
      .answers.timeline!.rows.filter(({ period }) => period <= '2026-10-31')
      .reduce((sum, row) => sum + Number(row.credits), 0);
    expect(drawn).toBe(asked);
    const people = blocks.find(({ id }) => id === 'topUsers');
    expect(people).toMatchObject({
      items: [{ value: '1200.000001' }, { value: '800' }, { name: '(none)' }],
    });
    expect(blocks.find(({ id }) => id === 'budgets')).toMatchObject({
      rows: [
        { remaining: '159.876544', state: 'Within' },
        { remaining: '-20', state: 'Exceeded' },
      ],
    });
  });

  it('says of an empty period that it is empty', () => {
    const contents = buildContents(
      monthlyFacts({ answers: {}, budgets: undefined, summary: undefined }),
    );
    expect(contents).toMatchObject({
      empty: true,
      headline:
        'In October 2026, Nusantara Goods used no credits. There is nothing to report.',
      stats: [],
      sections: [],
    });
  });

  it('says of what an owner may not see nothing but that', () => {
    const owner = { owner: 'user:default/jo.example', partial: true };
    const titles = {
      ...monthlyFacts().titles,
      'user:default/jo.example': 'Jo Example',
    };
    const headlines = (more: Partial<ReportFacts>) =>
      (['en', 'id'] as const).map(
        language =>
          buildContents(monthlyFacts({ ...owner, titles, language, ...more }))
            .headline,
      );
    expect(headlines({ answers: {} })).toEqual([
      'In October 2026, there is no usage of Nusantara Goods that Jo Example may see. Other usage is not in this report.',
      'Pada Oktober 2026, tidak ada pemakaian Nusantara Goods yang boleh dilihat Jo Example. Pemakaian lainnya tidak termuat dalam laporan ini.',
    ]);
    expect(headlines({ summary: undefined })).toEqual([
      'In October 2026, Nusantara Goods used 2,340.12 credits for 1,170 requests that Jo Example may see, 17% more than in the month before.',
      'Pada Oktober 2026, Nusantara Goods memakai 2.340,12 kredit untuk 1.170 permintaan yang boleh dilihat Jo Example, 17% lebih banyak daripada bulan sebelumnya.',
    ]);
  });
});

describe('files', () => {
  it('set a document of names of every kind, in either language', async () => {
    const press = createPdfPress();
    for (const language of ['en', 'id'] as const) {
      const pdf = await press(buildContents(monthlyFacts({ language })));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      // Pages, and the document's language.
      expect(pdf.toString('latin1')).toMatch(/\/Type \/Pages\s+\/Count [3-9]/);
    }
  });

  it('write CSV that no spreadsheet runs', () => {
    const csv = contentsCsv(buildContents(monthlyFacts()));
    expect(csv).toContain(`"'=HYPERLINK(""http://example.com"")"`);
    for (const line of csv.split('\r\n')) {
      expect(line).not.toMatch(/^[=+@]/);
    }
  });

  it('know which letters the font has', () => {
    const plain = 'Łódź – Яна, ﬁn €';
    expect(runsOf(plain)).toEqual([{ text: plain }]);
    expect(runsOf('Jo 山田 x')).toEqual([{ text: 'Jo \ufffd\ufffd x' }]);
    expect(runsOf('Jo 山田 x', 'Other')).toEqual([
      { text: 'Jo ' },
      { text: '山田', font: 'Other' },
      { text: ' x' },
    ]);
    // An accent that comes loose is part of its letter.
    expect(runsOf('e\u0301')).toEqual([{ text: 'é' }]);
  });

  it('part an axis in round steps that reach past the largest value', () => {
    expect(axisSteps(0)).toEqual([0, 1]);
    expect(axisSteps(523.25)).toEqual([0, 200, 400, 600]);
    expect(axisSteps(0.0031)).toEqual([0, 0.001, 0.002, 0.003, 0.004]);
    for (const largest of [1e-6, 0.7, 3, 99, 1000, 123_456_789]) {
      const steps = axisSteps(largest);
      expect(steps[steps.length - 1]).toBeGreaterThanOrEqual(largest);
      expect(steps.length).toBeLessThan(8);
    }
  });
});
