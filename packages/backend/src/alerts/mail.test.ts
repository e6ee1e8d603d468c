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

import { TestDatabases } from '@backstage/backend-test-utils';
import notificationsEmailModule from '@backstage/plugin-notifications-backend-module-email';
import { Knex } from 'knex';
import { asRoot, startMailServer, startReplica } from '../__testUtils__/mail';

const databases = TestDatabases.create();
jest.setTimeout(180_000);

const start = (knex: Knex, mailPort: number) =>
  startReplica({
    knex,
    mail: notificationsEmailModule,
    mailPort,
    config: {
      aiCredits: {
        adminContacts: ['group:default/admins'],
        account: { monthlyAllowance: '1000', lowBalanceThreshold: '995' },
      },
    },
  });

describe.each(databases.eachSupportedId())('alerts by mail on %s', id => {
  it('arrive once at a mail server, of every replica that runs', async () => {
    const knex = await databases.init(id);
    const mail = await startMailServer();
    // In memory each backend has a database of its own.
    const replicas = [await start(knex, mail.port)];
    if (id.startsWith('POSTGRES')) {
      replicas.push(await start(knex, mail.port));
    }
    try {
      const [{ backend }] = replicas;
      await asRoot(backend, 'put', '/budgets')
        .send({
          scope: { kind: 'user', ref: 'user:default/jo' },
          credits: '10',
          mode: 'soft',
        })
        .expect(200);
      await asRoot(backend, 'post', '/usage')
        .send({
          id: 'one',
          source: 'test',
          occurredAt: new Date().toISOString(),
          user: 'user:default/jo',
          action: 'text-to-image',
          model: 'gpt-4o',
        })
        .expect(200);

      for (let times = 0; times < 3; times++) {
        await Promise.all(replicas.map(({ run }) => run('alerts')));
      }
      const settled = Date.now() + 20_000;
      while (mail.mails.length < 2 && Date.now() < settled) {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      // Another one would have come by now.
      await new Promise(resolve => setTimeout(resolve, 1_000));

      const told = mail.mails.map(({ to, text }) => [
        to,
        /^Subject: (.*)$/m.exec(text)![1].trim(),
      ]);
      expect(told.sort()).toEqual([
        [
          ['jo@nusantara.example'],
          'User jo has used 100 % of its credits for the month',
        ],
        [['root@nusantara.example'], 'AI credits are running low: 984 left'],
      ]);
      const [budget] = mail.mails.filter(({ to }) => to[0].startsWith('jo'));
      expect(budget.text).toContain('16 of 10 credits are used');
      expect(budget.text).toContain(
        'https://portal.example/ai-credits/budgets',
      );
    } finally {
      await Promise.all(replicas.map(each => each.backend.stop()));
      await mail.stop();
    }
  });
});
