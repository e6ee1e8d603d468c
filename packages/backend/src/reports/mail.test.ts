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

import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import request from 'supertest';
import { asRoot, startMailServer, startReplica } from '../__testUtils__/mail';
import mail from '../mail';

const databases = TestDatabases.create();
jest.setTimeout(240_000);

const DAY = 86_400_000;

/** The clock of all replicas, moved on by the test. */
let ahead = 0;
const realNow = Date.now;
beforeAll(() => {
  jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
});
beforeEach(() => {
  ahead = 0;
});
afterAll(() => jest.restoreAllMocks());

const start = (knex: Knex, mailPort?: number) =>
  startReplica({ knex, mail, ...(mailPort === undefined ? {} : { mailPort }) });

async function within(ms: number, done: () => boolean): Promise<void> {
  const until = realNow() + ms;
  while (!done() && realNow() < until) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

describe.each(databases.eachSupportedId())('reports by mail on %s', id => {
  it('arrive once of a weekly schedule, with a link to the PDF, however many replicas run', async () => {
    const knex = await databases.init(id);
    const server = await startMailServer();
    const replicas = [await start(knex, server.port)];
    if (id.startsWith('POSTGRES')) {
      // In memory each backend has a database of its own.
      replicas.push(await start(knex, server.port));
    }
    const [{ backend }] = replicas;
    const runAll = async () => {
      for (let times = 0; times < 3; times++) {
        await Promise.all(replicas.map(({ run }) => run('reports')));
      }
    };
    try {
      await asRoot(backend, 'post', '/usage')
        .send({
          id: 'one',
          source: 'test',
          occurredAt: new Date().toISOString(),
          user: 'user:default/jo',
          action: 'text-to-image',
        })
        .expect(200);
      const tomorrow = new Date(realNow() + DAY).toLocaleDateString('en-US', {
        weekday: 'long',
        timeZone: 'UTC',
      });
      const { body: report } = await asRoot(backend, 'post', '/reports')
        .send({
          name: 'Weekly for Payments',
          kind: 'weekly',
          // Jo is named twice, and told once.
          recipients: ['user:default/jo', 'group:default/payments'],
          schedule: {
            kind: 'weekly',
            weekday: tomorrow.toLocaleLowerCase('en-US'),
            time: '06:00',
          },
        })
        .expect(201);
      await runAll();
      expect(server.mails).toEqual([]);

      ahead = 2 * DAY;
      await runAll();
      await within(20_000, () => server.mails.length >= 2);
      // Another one would have come by now.
      await new Promise(resolve => setTimeout(resolve, 1_000));
      expect(server.mails.map(({ to }) => to).sort()).toEqual([
        ['jo@nusantara.example'],
        ['kim@nusantara.example'],
      ]);
      const [{ text }] = server.mails;
      expect(text).toMatch(/^Subject: .*Weekly.for.Payments/m);
      expect(text).toContain('used 8 credits for 1 request.');
      const [, run] =
        /https:\/\/portal\.example\/ai-credits\/reports\?run=(\d+)&format=pdf/.exec(
          text,
        ) ?? [];

      const { body: runs } = await asRoot(
        backend,
        'get',
        `/reports/${report.id}/runs`,
      ).expect(200);
      expect(runs.runs).toMatchObject([
        {
          id: run,
          status: 'done',
          scheduledFor: report.nextRunAt,
          deliveries: [
            { recipient: 'user:default/jo', status: 'sent' },
            { recipient: 'group:default/payments', status: 'sent' },
          ],
        },
      ]);
      const pdf = await asRoot(
        backend,
        'get',
        `/reports/${report.id}.pdf?run=${run}`,
      ).expect(200);
      expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');

      ahead = 9 * DAY;
      await runAll();
      await within(20_000, () => server.mails.length >= 4);
      await new Promise(resolve => setTimeout(resolve, 1_000));
      expect(server.mails).toHaveLength(4);
      // A week in which nothing was used says so.
      expect(server.mails[3].text).toContain('used no credits');
    } finally {
      await Promise.all(replicas.map(each => each.backend.stop()));
      await server.stop();
    }
  });

  it('starts without a mail server, and delivers in the portal when it stays down', async () => {
    const knex = await databases.init(id);
    const { port, stop } = await startMailServer();
    await stop();
    for (const mailPort of [undefined, port]) {
      ahead = 0;
      const { backend, run } = await start(knex, mailPort);
      try {
        const { body: report } = await asRoot(backend, 'post', '/reports')
          .send({
            name: 'Daily',
            kind: 'daily',
            recipients: ['user:default/jo'],
            schedule: { kind: 'daily', time: '06:00' },
          })
          .expect(201);
        ahead = 2 * DAY;
        await run('reports');
        ahead += 7 * 3_600_000;
        await run('reports');
        const { body } = await asRoot(
          backend,
          'get',
          `/reports/${report.id}/runs`,
        ).expect(200);
        expect(body.runs[0].deliveries).toEqual([
          expect.objectContaining({
            recipient: 'user:default/jo',
            status: 'sent',
          }),
        ]);
        const notifications = await request(backend.server)
          .get('/api/notifications')
          .set('Authorization', mockCredentials.user.header('user:default/jo'))
          .expect(200);
        expect(
          notifications.body.notifications.map(
            (each: { payload: { title: string } }) => each.payload.title,
          ),
        ).toEqual(expect.arrayContaining([expect.stringMatching(/^Daily: /)]));
      } finally {
        await backend.stop();
      }
    }
  });
});
