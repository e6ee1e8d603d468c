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

import { Report } from 'backstage-plugin-ai-credits-common';
import { draftOf, newDraft, problemsOf, requestOf, scheduleOf } from './draft';

const zone = 'Asia/Jakarta';
const now = Date.parse('2026-11-20T20:00:00Z');
const draft = { ...newDraft('id', now, zone), name: ' Everything ' };

const report = {
  id: '1',
  version: 3,
  name: 'Shop',
  kind: 'custom',
  range: { from: '2026-09-30T17:00:00Z', to: '2026-10-31T17:00:00Z' },
  subject: { kind: 'project', ref: 'system:default/shop' },
  language: 'en',
  formats: ['json', 'focus'],
  recipients: ['group:default/payments'],
  schedule: { kind: 'monthly', day: 'last', time: '23:30' },
} as Report;

it('sends a report back as it came', () => {
  const opened = draftOf(report, now, zone);
  expect(opened).toMatchObject({
    firstDay: '2026-10-01',
    lastDay: '2026-10-31',
    time: '23:30',
  });
  expect(requestOf(opened, scheduleOf(opened)!, zone, 3)).toEqual({
    version: 3,
    name: 'Shop',
    kind: 'custom',
    range: {
      from: '2026-09-30T17:00:00.000Z',
      to: '2026-10-31T17:00:00.000Z',
    },
    subject: { kind: 'project', ref: 'system:default/shop' },
    language: 'en',
    formats: ['json', 'focus'],
    recipients: ['group:default/payments'],
    schedule: { kind: 'monthly', day: 'last', time: '23:30' },
  });
});

it('names a range of custom reports only', () => {
  const schedule = { kind: 'none' as const };
  expect(requestOf(draft, schedule, zone)).toEqual({
    name: 'Everything',
    kind: 'monthly',
    subject: { kind: 'organization' },
    language: 'id',
    formats: ['pdf'],
    recipients: [],
    schedule,
  });
  expect(
    requestOf({ ...draft, kind: 'custom', days: '14' }, schedule, zone).range,
  ).toEqual({ days: 14 });
});

it.each([
  [{}, []],
  [{ name: '  ' }, ['name']],
  [{ subject: 'team' as const }, ['entity']],
  [{ formats: [] }, ['formats']],
  [{ kind: 'custom' as const, days: '0' }, ['days']],
  [{ kind: 'custom' as const, days: '733' }, ['days']],
  [{ kind: 'custom' as const, days: '1.5' }, ['days']],
  [
    {
      kind: 'custom' as const,
      range: 'fixed' as const,
      firstDay: '2026-11-02',
      lastDay: '2026-11-01',
    },
    ['range'],
  ],
  [
    { kind: 'custom' as const, range: 'fixed' as const, firstDay: '' },
    ['range'],
  ],
  // A range that is not used may be anything.
  [{ days: '' }, []],
])('finds what is wrong with %j', (change, problems) => {
  expect([...problemsOf({ ...draft, ...change })]).toEqual(problems);
});

it('has no schedule while its time is not filled in', () => {
  expect(scheduleOf({ ...draft, schedule: 'daily', time: '' })).toBeUndefined();
  expect(
    scheduleOf({ ...draft, schedule: 'cron', expression: ' ' }),
  ).toBeUndefined();
  expect(scheduleOf({ ...draft, schedule: 'weekly' })).toEqual({
    kind: 'weekly',
    weekday: 'monday',
    time: '07:00',
  });
});
