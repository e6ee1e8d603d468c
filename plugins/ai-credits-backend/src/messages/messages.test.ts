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

import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { startPortal } from '../__testUtils__/portal';
import {
  budgetNotice,
  lowBalanceNotice,
  unknownNameNotice,
} from '../alerts/notices';
import { emptyDirectory } from '../attribution/Directory';
import { createRequestNotifier, StoredRequest } from '../purchasing/requests';
import { writingIn } from '.';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

const directory = {
  ...emptyDirectory,
  users: new Map([
    ['user:default/jo', { groups: [], title: 'Jo Example' }],
    ['user:default/lead', { groups: [] }],
  ]),
  groups: new Map([
    ['group:default/product-content', { title: 'Product Content' }],
  ]),
};
const english = writingIn('en', () => directory);
const indonesian = writingIn('id', () => directory);

const budget = {
  scope: { kind: 'team' as const, ref: 'group:default/product-content' },
  period: 'month' as const,
  hard: true,
  thresholds: [75],
  periodStart: Date.parse('2026-11-01T00:00:00Z'),
  periodEnd: Date.parse('2026-12-01T00:00:00Z'),
  allocation: 12_000_500_000n,
  used: 9_000_400_000n,
};

const request: StoredRequest = {
  id: 7,
  scope: budget.scope,
  period: 'month',
  credits: 1_050_000_000n,
  kind: 'once',
  reason: 'A launch',
  requestedBy: 'user:default/jo',
  requestedAt: 0,
  status: 'open',
};

describe('what is written to people', () => {
  it('names people and groups as the catalog does, and writes numbers and dates as its language does', () => {
    expect(budgetNotice(budget, 75, 'UTC', english)).toMatchObject({
      title: 'Team Product Content has used 75 % of its credits for the month',
      description:
        '9,000.4 of 12,000.5 credits are used; the month ends after 30 Nov 2026. Requests past the limit are refused.',
    });
    expect(budgetNotice(budget, 75, 'UTC', indonesian)).toMatchObject({
      title: 'Tim Product Content telah memakai 75 % kreditnya untuk bulan ini',
      description:
        '9.000,4 dari 12.000,5 kredit telah terpakai; bulan ini berakhir setelah 30 Nov 2026. Permintaan yang melewati batas akan ditolak.',
    });
    expect(
      lowBalanceNotice(1_500_000n, 200_000_000n, indonesian),
    ).toMatchObject({
      title: 'Kredit AI hampir habis: tersisa 1,5',
      description:
        'Saldo di bawah 200 kredit. Dapatkan kredit di halaman ikhtisar.',
    });
    expect(
      unknownNameNotice('unknown-action', 'juggle', indonesian).title,
    ).toBe('Daftar tarif tidak mengenal aksi juggle');
    // Who has no name in the catalog is called by their own; long ones are cut.
    expect(english.nameOf('user:default/lead')).toBe('lead');
    expect(
      english.scope({ kind: 'model', ref: 'm'.repeat(300) }, 'start'),
    ).toHaveLength('Model '.length + 120);
  });

  it('says what became of a request, in either language', async () => {
    const send = jest.fn();
    const told = async (more: Partial<StoredRequest>) => {
      const texts = [];
      for (const writing of [english, indonesian]) {
        await createRequestNotifier({
          notifications: { send },
          logger: mockServices.logger.mock(),
          writing,
        })({
          recipients: ['user:default/lead'],
          request: { ...request, ...more },
        });
        const { description, title } = send.mock.lastCall[0].payload;
        texts.push([title, description]);
      }
      return texts;
    };
    const decided = {
      decidedBy: 'user:default/lead',
      comment: 'Good luck',
    };
    expect(await told({})).toEqual([
      [
        'Jo Example asks for 1,050 credits more',
        'For team Product Content, for this period. A launch',
      ],
      [
        'Jo Example meminta tambahan 1.050 kredit',
        'Untuk tim Product Content, untuk periode ini. A launch',
      ],
    ]);
    expect(
      await told({
        ...decided,
        status: 'granted',
        kind: 'permanent',
        granted: 20_000_000n,
      }),
    ).toEqual([
      [
        '20 credits granted to team Product Content for good',
        'Granted by lead. Good luck',
      ],
      [
        '20 kredit diberikan kepada tim Product Content untuk seterusnya',
        'Diberikan oleh lead. Good luck',
      ],
    ]);
    expect(await told({ ...decided, status: 'declined' })).toEqual([
      [
        'Request for 1,050 credits declined',
        'lead declined the request for team Product Content. Good luck',
      ],
      [
        'Permintaan 1.050 kredit ditolak',
        'lead menolak permintaan untuk tim Product Content. Good luck',
      ],
    ]);
    expect(await told({ status: 'withdrawn' })).toEqual([
      [
        'Request for 1,050 credits withdrawn',
        'Jo Example needs no more for team Product Content.',
      ],
      [
        'Permintaan 1.050 kredit dibatalkan',
        'Jo Example tidak lagi memerlukan tambahan untuk tim Product Content.',
      ],
    ]);
  });

  it('is in the language that the portal is configured with', async () => {
    const send = jest.fn();
    const knex = await databases.init('SQLITE_3');
    const portal = await startPortal(knex, { language: 'id' }, [
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send }),
      }),
    ]);
    try {
      const scope = { kind: 'team', ref: 'group:default/payments' };
      await portal.as('admin', 'put', '/v1/budgets', { scope, credits: '10' });
      const asked = await portal.as('engineer', 'post', '/v1/requests', {
        scope,
        credits: '12.5',
        kind: 'once',
        reason: 'Peluncuran',
      });
      expect(asked.status).toBe(201);
      expect(send.mock.calls[0][0].payload).toMatchObject({
        title: 'jo meminta tambahan 12,5 kredit',
        description: 'Untuk tim payments, untuk periode ini. Peluncuran',
      });
      const report = { name: 'Bulanan', kind: 'monthly' };
      const made = await portal.as('admin', 'post', '/v1/reports', report);
      expect(made.body).toMatchObject({ language: 'id' });
      const inEnglish = await portal.as('admin', 'post', '/v1/reports', {
        ...report,
        language: 'en',
      });
      expect(inEnglish.body).toMatchObject({ language: 'en' });
    } finally {
      await portal.stop();
    }
  });
});
