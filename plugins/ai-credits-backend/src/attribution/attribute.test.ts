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

import { mockServices } from '@backstage/backend-test-utils';
import { attribute, pathToRoot } from './attribute';
import { Directory, emptyDirectory } from './Directory';
import { DirectoryService } from './DirectoryService';

const groupTypes = { team: ['team', 'squad'], department: ['department'] };

/** root > commerce (department) > payments, storefront (teams); lab stands alone. */
const directory: Directory = {
  users: new Map([
    ['user:default/jo', { groups: ['group:default/payments'] }],
    [
      'user:default/many',
      {
        groups: [
          'group:default/commerce',
          'group:default/payments',
          'group:default/storefront',
        ],
      },
    ],
    ['user:default/lead', { groups: ['group:default/commerce'] }],
    ['user:default/loner', { groups: [] }],
  ]),
  groups: new Map([
    ['group:default/root', { type: 'organization' }],
    [
      'group:default/commerce',
      { type: 'department', parent: 'group:default/root' },
    ],
    [
      'group:default/payments',
      { type: 'team', parent: 'group:default/commerce' },
    ],
    [
      'group:default/storefront',
      { type: 'squad', parent: 'group:default/commerce' },
    ],
    ['group:default/lab', { type: 'team', parent: 'group:default/institute' }],
    ['group:default/institute', { type: 'institute' }],
    ['group:default/a', { type: 'team', parent: 'group:default/b' }],
    ['group:default/b', { type: 'team', parent: 'group:default/a' }],
  ]),
  services: new Map([
    [
      'component:default/checkout',
      { owner: 'group:default/payments', system: 'system:default/shop' },
    ],
    ['component:default/side', { owner: 'user:default/many' }],
    ['component:default/left', { owner: 'group:default/gone' }],
    ['component:default/nobody', {}],
  ]),
  projects: new Map([
    ['system:default/shop', { owner: 'group:default/storefront' }],
    ['domain:default/retail', {}],
  ]),
};

describe('attribute', () => {
  it.each([
    [
      'a service: its owner pays, its system is the project',
      { service: 'component:default/checkout' },
      {
        team: 'group:default/payments',
        department: 'group:default/commerce',
        path: [
          'group:default/payments',
          'group:default/commerce',
          'group:default/root',
        ],
        project: 'system:default/shop',
        flags: [],
      },
    ],
    [
      'a person: their team pays',
      { user: 'user:default/jo' },
      {
        team: 'group:default/payments',
        department: 'group:default/commerce',
        flags: [],
      },
    ],
    [
      'a person in several groups: the first team by name',
      { user: 'user:default/many' },
      { team: 'group:default/payments' },
    ],
    [
      'a person who leads a department: the department itself',
      { user: 'user:default/lead' },
      { team: 'group:default/commerce', department: 'group:default/commerce' },
    ],
    [
      'the service goes before the person',
      {
        user: 'user:default/lead',
        service: 'component:default/checkout',
      },
      { team: 'group:default/payments' },
    ],
    [
      'a service that a person owns: that person’s team',
      { service: 'component:default/side' },
      { team: 'group:default/payments', project: undefined },
    ],
    [
      'a project alone: its owner',
      { project: 'system:default/shop' },
      { team: 'group:default/storefront' },
    ],
    [
      'what is named wins over what could be derived',
      {
        user: 'user:default/jo',
        team: 'group:default/lab',
        service: 'component:default/checkout',
        project: 'domain:default/retail',
      },
      {
        team: 'group:default/lab',
        project: 'domain:default/retail',
        // No department above: the topmost group.
        department: 'group:default/institute',
        flags: [],
      },
    ],
    [
      'refs that nobody knows are kept and flagged',
      {
        user: 'user:default/x',
        team: 'group:default/x',
        service: 'component:default/x',
        project: 'system:default/x',
      },
      {
        user: 'user:default/x',
        team: 'group:default/x',
        service: 'component:default/x',
        project: 'system:default/x',
        department: undefined,
        path: ['group:default/x'],
        flags: [
          'unknown-user',
          'unknown-service',
          'unknown-project',
          'unknown-team',
        ],
      },
    ],
    [
      'an owner that has left the catalog still pays, flagged',
      { service: 'component:default/left' },
      { team: 'group:default/gone', flags: ['unknown-team'] },
    ],
    [
      'nobody named',
      {},
      { team: undefined, department: undefined, flags: ['unattributed'] },
    ],
    [
      'nobody derived',
      { user: 'user:default/loner', service: 'component:default/nobody' },
      { team: undefined, path: [], flags: ['unattributed'] },
    ],
  ])('%s', (_title, named, expected) => {
    expect(attribute(named, directory, groupTypes)).toMatchObject(expected);
  });

  it('ends where parents go round in circles', () => {
    expect(pathToRoot('group:default/a', directory)).toEqual([
      'group:default/a',
      'group:default/b',
    ]);
    expect(
      attribute({ team: 'group:default/a' }, directory, groupTypes).department,
    ).toBe('group:default/b');
  });
});

describe('DirectoryService', () => {
  const logger = mockServices.logger.mock();
  const named = { user: 'user:default/jo' };

  it('refuses to answer before the catalog was ever readable', async () => {
    const read = jest.fn().mockRejectedValue(new Error('down'));
    const service = DirectoryService.create({ read, groupTypes, logger });
    await expect(service.ready()).rejects.toThrow(/could not be read yet/);
    await expect(service.ready()).rejects.toThrow(/could not be read yet/);
    // The second call did not ask again right away.
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reads once for many who wait, and answers afresh after a refresh', async () => {
    const read = jest
      .fn<Promise<Directory>, []>()
      .mockResolvedValueOnce(directory)
      .mockResolvedValueOnce({
        ...directory,
        users: new Map([
          ['user:default/jo', { groups: ['group:default/lab'] }],
        ]),
      });
    const service = DirectoryService.create({ read, groupTypes, logger });
    await Promise.all([service.ready(), service.ready(), service.ready()]);
    expect(read).toHaveBeenCalledTimes(1);
    expect(service.attribute(named).team).toBe('group:default/payments');
    expect(service.attribute(named)).toBe(service.attribute(named));
    await service.refresh();
    expect(service.attribute(named).team).toBe('group:default/lab');
  });

  it('keeps what it knew when the catalog fails or is empty all at once', async () => {
    const read = jest
      .fn<Promise<Directory>, []>()
      .mockResolvedValueOnce(directory)
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValueOnce(emptyDirectory);
    const service = DirectoryService.create({ read, groupTypes, logger });
    await service.ready();
    await service.refresh();
    await service.refresh();
    expect(read).toHaveBeenCalledTimes(3);
    expect(service.attribute(named).team).toBe('group:default/payments');
    expect(logger.warn).toHaveBeenCalledTimes(3);
  });
});
