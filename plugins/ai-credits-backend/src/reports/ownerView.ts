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

import { Directory, pathToRoot } from '../attribution';

import { EpochMs } from '../ledger/types';
import { VisibleUsage } from '../usage/api';

/**
 * What the owner of a report was found to be allowed to see. A run has nobody
 * signed in to ask for, so this is written down whenever the owner is there,
 * and holds only as long as nothing says otherwise.
 */
export interface OwnerView {
  usage: VisibleUsage;
  /** May see the account's balance and lots. */
  balance: boolean;
  /** May see budgets. */
  budgets: boolean;
  /** Whether the catalog knew the owner. */
  known: boolean;
  /** Groups of the owner up to the root, as the catalog had them. */
  groups: string[];
  at: EpochMs;
}

/** The groups of a person, with those above them. */
export function groupsOfPerson(user: string, directory: Directory): string[] {
  const direct = directory.users.get(user)?.groups ?? [];
  return [
    ...new Set(direct.flatMap(group => pathToRoot(group, directory))),
  ].sort();
}

/**
 * Why a view holds no more; undefined while it does. Who has left the catalog
 * or one of the groups that the view was given with sees nothing until they are
 * asked again, and so does who has not been there for long.
 */
export function whyViewLapsed(
  owner: string,
  view: OwnerView,
  directory: Directory,
  now: EpochMs,
  maxAgeMs: number,
): string | undefined {
  if (view.known && !directory.users.has(owner)) {
    return `${owner} is in the catalog no more, so there is nobody whose view of the data the report could show`;
  }
  const groups = new Set(groupsOfPerson(owner, directory));
  const left = view.groups.filter(group => !groups.has(group));
  const again = 'opens the reports page again';
  if (left.length) {
    return `${owner} has left ${left.join(
      ', ',
    )}; the report goes on when its owner ${again}`;
  }
  if (now - view.at > maxAgeMs) {
    return `${owner} has not been seen since ${new Date(view.at)
      .toISOString()
      .slice(0, 10)}; the report goes on when its owner ${again}`;
  }
  return undefined;
}
