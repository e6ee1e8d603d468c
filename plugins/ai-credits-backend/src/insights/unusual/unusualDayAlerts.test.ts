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

import {
  UnusualDay,
  UnusualResponse,
} from 'backstage-plugin-ai-credits-common';
import { clockOf } from '../../ledger/periods';
import { writingIn } from '../../messages';
import { unusualDayAlerts } from './unusualDayAlerts';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const base: UnusualDay = {
  day: '2026-11-19',
  subject: { kind: 'team', ref: 'group:default/payments' },
  direction: 'high',
  credits: '460',
  expected: '78',
  usual: { from: '40', to: '150' },
};

function sourceOf(days: UnusualDay[]) {
  const unusual = jest.fn(async () => ({ days } as UnusualResponse));
  const clock = clockOf('Asia/Jakarta');
  return {
    unusual,
    source: unusualDayAlerts({
      insights: { unusual },
      dayOf: at => clock.periodOf('day', at),
      writing: writingIn('en'),
    }),
  };
}
const due = (source: ReturnType<typeof sourceOf>['source'], now = NOW) =>
  source.due({ account: 'default', now, signal: new AbortController().signal });

it('tells the people of the team, with a key of the subject and its local day', async () => {
  const { source } = sourceOf([base]);
  const [alert] = await due(source);
  expect(alert).toMatchObject({
    kind: 'unusual-day',
    subject: 'team:group:default/payments',
    periodStart: Date.parse('2026-11-19T00:00:00+07:00'),
    threshold: 0,
    notice: {
      title: 'payments used far more credits than usual',
      about: { kind: 'team', ref: 'group:default/payments' },
    },
  });
  expect(alert.notice.link).toContain('team=group%3Adefault%2Fpayments');
  // The same again: whoever keeps the keys tells it once.
  expect(await due(source)).toEqual([alert]);
});

it('tells the admins of the account, and nobody of a day with less', async () => {
  const { source } = sourceOf([
    { ...base, subject: { kind: 'account' } },
    { ...base, direction: 'low' },
  ]);
  const alerts = await due(source);
  expect(alerts.map(alert => alert.subject)).toEqual(['account']);
  expect(alerts[0].notice.about).toBeUndefined();
});

it('looks at usage once an hour and on each new day, not in every run', async () => {
  const { source, unusual } = sourceOf([base]);
  await due(source);
  await due(source, NOW + 60_000);
  expect(unusual).toHaveBeenCalledTimes(1);
  await due(source, NOW + 3_700_000);
  expect(unusual).toHaveBeenCalledTimes(2);
  await due(source, Date.parse('2026-11-20T17:00:01Z'));
  expect(unusual).toHaveBeenCalledTimes(3);
});
