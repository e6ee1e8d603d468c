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
import { BudgetTreeResponse } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { entities, Portal, Role, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

// Parents that go round in a circle, as a catalog may have them by mistake.
for (const [name, parent] of [
  ['east', 'west'],
  ['west', 'east'],
]) {
  entities.push({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'department' },
    relations: [{ type: 'childOf', targetRef: `group:default/${parent}` }],
  });
}

const commerce = { kind: 'department', ref: 'group:default/commerce' };
const payments = { kind: 'team', ref: 'group:default/payments' };
const writers = { kind: 'team', ref: 'group:default/writers' };
const east = { kind: 'department', ref: 'group:default/east' };
const west = { kind: 'department', ref: 'group:default/west' };

describe.each(databases.eachSupportedId())('allocations on %s', engine => {
  let knex: Knex;
  let portal: Portal;

  beforeAll(async () => {
    knex = await databases.init(engine);
    portal = await startPortal(knex);
  });
  afterAll(async () => portal?.stop());
  beforeEach(async () => {
    await knex('budget').update({ deleted_at: 1 });
    await knex('account').update({
      budgets_version: knex.raw('budgets_version + 1'),
      version: knex.raw('version + 1'),
    });
  });

  const change = (changes: object[], role: Role = 'admin') =>
    portal.as(role, 'post', '/v1/allocations', { changes });
  const load = (text: string, query = '', role: Role = 'admin') =>
    portal
      .as(role, 'post', `/v1/allocations/import${query}`)
      .set('Content-Type', 'text/csv')
      .send(text);
  const tree = async (role: Role = 'admin'): Promise<BudgetTreeResponse> =>
    (await portal.as(role, 'get', '/v1/budgets/tree')).body;
  const stored = async () =>
    new Map(
      (await tree()).organization.flatMap(({ budget, ref }) =>
        budget ? [[ref, budget.credits]] : [],
      ),
    );

  it('lets one of two admins create a budget, and tells the other what there is', async () => {
    const answers = await Promise.all(
      ['60', '70'].map(credits =>
        change([{ scope: payments, credits, version: 0 }]),
      ),
    );
    const won = answers.find(answer => answer.status === 200)!;
    const lost = answers.find(answer => answer.status !== 200)!;
    const { credits } = won.body.changes[0].budget;
    expect(lost.status).toBe(409);
    expect(lost.body.error.rows).toEqual([
      {
        row: 1,
        message: expect.stringContaining(
          `it allows ${credits} credits in version 1, you would set ${
            credits === '60' ? '70' : '60'
          } over version 0`,
        ),
      },
    ]);
    expect(await stored()).toEqual(new Map([[payments.ref, credits]]));
    // Who says what is there already is in nobody's way.
    const same = await change([{ scope: payments, credits, version: 0 }]);
    expect(same.body).toMatchObject({ unchanged: 1 });
  });

  it('lets one of two admins change a budget, and saves nothing of the other', async () => {
    await change([{ scope: commerce, credits: '500' }]);
    await change([{ scope: payments, credits: '60' }]);
    const answers = await Promise.all(
      ['61', '62', '63'].map(credits =>
        change([
          { scope: writers, credits },
          { scope: payments, credits, version: 1 },
        ]),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409, 409]);
    const won = answers.find(answer => answer.status === 200)!;
    const { credits } = won.body.changes[1].budget;
    const after = await stored();
    expect([after.get(writers.ref), after.get(payments.ref)]).toEqual([
      credits,
      credits,
    ]);
  });

  it('says what is deleted meanwhile, and that of a budget that was never there', async () => {
    const created = await change([{ scope: payments, credits: '60' }]);
    const { id } = created.body.changes[0].budget;
    await portal.as('admin', 'delete', `/v1/budgets/${id}`);
    const answer = await change([
      { scope: payments, credits: '61', version: 1 },
    ]);
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(/deleted meanwhile/);
  });

  it('allocates in a circle of groups without going round', async () => {
    const made = await change([
      { scope: east, credits: '10' },
      { scope: west, credits: '90' },
    ]);
    expect(made.status).toBe(200);
    const { organization } = await tree();
    const circle = organization.filter(({ ref }) =>
      [east.ref, west.ref].includes(ref),
    );
    expect(circle.map(({ children, ref }) => [ref, children])).toEqual([
      [east.ref, { allocated: '0', unallocated: '10' }],
      [west.ref, { allocated: '0', unallocated: '90' }],
    ]);
    const raised = await change([{ scope: east, credits: '9000' }]);
    expect(raised.status).toBe(200);
  });

  it('tells every row of a file that is wrong, whatever is wrong with it', async () => {
    await change([{ scope: payments, credits: '60' }]);
    const file = [
      'scope,ref,period,credits,mode',
      'team,group:default/payments,month,61,hard',
      'team,group:default/gone,month,5,hard',
      'team,gone,month,5,hard',
      'user,user:default/jo,month,-4,hard',
      'user,user:default/jo,decade,4,perhaps',
      'user,user:default/lead,month,90000000000,hard',
    ].join('\n');
    for (const query of ['', '?dryRun=true']) {
      const answer = await load(file, query);
      expect(answer.status).toBe(400);
      expect(
        answer.body.error.rows.map(
          ({ message, row }: { message: string; row: number }) => [
            row,
            message.slice(0, 30),
          ],
        ),
      ).toEqual([
        [3, 'scope.ref: the catalog has no '],
        [4, 'scope.ref: must be a full enti'],
        [5, 'credits: must be at least 0 cr'],
        [6, expect.stringMatching(/^period: /)],
        [7, 'credits: must be a decimal num'],
      ]);
    }
    expect(await stored()).toEqual(new Map([[payments.ref, '60']]));
  });

  it('names the rows of a file that would allocate more than there is', async () => {
    await change([{ scope: commerce, credits: '100' }]);
    const answer = await load(
      'scope,ref,credits\nuser,user:default/jo,7\nteam,group:default/payments,101\n',
    );
    expect(answer.body.error.rows).toEqual([
      {
        row: 3,
        message: expect.stringContaining(
          'would be allocated 101 credits a month, more than the 100',
        ),
      },
    ]);
    expect(await tree()).toMatchObject({ overAllocation: false });
  });

  it('lets who leads a department change what is below it, and nothing else', async () => {
    await change([
      { scope: commerce, credits: '100' },
      { scope: payments, credits: '60' },
      { scope: writers, credits: '60' },
    ]);
    const { organization } = await tree('lead');
    const editable = organization
      .filter(({ mayEdit }) => mayEdit)
      .map(({ ref }) => ref);
    expect(editable.sort()).toEqual([payments.ref, 'user:default/jo']);
    for (const [scope, status] of [
      [payments, 200],
      [commerce, 403],
      [writers, 403],
      [{ kind: 'user', ref: 'user:default/lead' }, 403],
      [{ kind: 'product', ref: 'Writer' }, 403],
    ] as const) {
      // One that is not theirs spoils the whole request.
      const answer = await change(
        [
          { scope: { kind: 'user', ref: 'user:default/jo' }, credits: '5' },
          { scope, credits: '61' },
        ],
        'lead',
      );
      expect([scope.ref, answer.status]).toEqual([scope.ref, status]);
    }
    const engineer = await change(
      [{ scope: payments, credits: '9' }],
      'engineer',
    );
    expect(engineer.status).toBe(403);
  });
});
