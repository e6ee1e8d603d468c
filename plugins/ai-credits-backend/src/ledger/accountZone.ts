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

import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { AccountRow, ledgerStore } from '../database/LedgerStore';
import { ZoneClock } from './ZoneClock';

const KEY = 'aiCredits.account.timeZone';

/**
 * Makes sure that an account is opened under the zone that it began with.
 * Periods are keyed by the instant at which they begin: under another zone the
 * month would begin again, with another allowance and nothing used of any
 * limit. An account of a release that did not store the zone gets this one,
 * unless its months tell that they began under another.
 *
 * @throws InputError when it is another zone
 */
export async function assertZoneOfAccount(
  knex: Knex,
  account: AccountRow,
  calendar: ZoneClock,
): Promise<void> {
  const { zone } = calendar;
  let stored = account.timeZone;
  if (stored === undefined) {
    const last = await ledgerStore.lastOpenedPeriod(knex, account.id);
    if (last !== undefined && calendar.monthOf(last).start !== last) {
      throw new InputError(
        `${KEY} is '${zone}', but the last month of account '${
          account.name
        }' began at ${new Date(
          last,
        ).toISOString()}, which is no month's beginning there; set the zone under which the account was opened (UTC where none was set)`,
      );
    }
    await ledgerStore.storeZone(knex, account.id, zone);
    // A replica may have been first.
    ({ timeZone: stored } = await ledgerStore.account(knex, account.name));
  }
  if (stored !== zone) {
    throw new InputError(
      `${KEY} is '${zone}', but account '${account.name}' was opened under '${stored}' and keeps that zone: under another one its month would begin again, with another allowance and nothing used of any limit; set ${KEY} to '${stored}'`,
    );
  }
}
