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

import { NotAllowedError } from '@backstage/errors';
import { UsageEvent } from 'backstage-plugin-ai-credits-common';
import { NamedParties, Work, workOf } from '../attribution';
import { resolveAccount } from '../config';
import type { RatedUsage } from '../ledger/api';
import { Caller } from './access';
import { HttpContext } from './context';

/** What was granted before: whom a reservation was made for, and how much of it. */
export interface Reserved {
  event: UsageEvent;
  /** Micro-credits that were held. */
  amount: bigint;
}

/**
 * Holds a person to the budgets that are theirs: of their teams, and of
 * services and projects that they or one of their teams own in the catalog. What
 * nobody owns may be named while no budget limits it. Admins and machines
 * charge to any.
 *
 * @param rated - what would be charged, with everything that follows from the
 *   names in the event
 * @param reserved - what others reserved for the person, which grants its own
 *   payers as much as it holds
 * @throws NotAllowedError naming the field
 */
export async function requireOwnPayers(
  caller: Caller,
  event: UsageEvent,
  rated: RatedUsage,
  context: Pick<HttpContext, 'access' | 'budgets' | 'config' | 'directory'>,
  reserved?: Reserved,
): Promise<void> {
  const { access, budgets, config, directory } = context;
  if (caller.user === undefined) {
    return;
  }
  const granted: NamedParties =
    reserved && rated.credits <= reserved.amount
      ? directory.attribute(reserved.event)
      : {};
  // The team of the person alone is theirs, whatever else the event names.
  const { team } = directory.attribute({ user: event.user });
  const own = new Set([caller.user, ...(team === undefined ? [] : [team])]);
  const isOwn = (ref: string) => own.has(ref);
  const foreignTeam =
    rated.team !== undefined &&
    rated.team !== granted.team &&
    !isOwn(rated.team);
  const work = workOf(event, directory.current).filter(
    ({ kind, owner, ref }) =>
      ref !== granted[kind] && !(owner !== undefined && isOwn(owner)),
  );
  if (!foreignTeam && work.length === 0) {
    return;
  }

  for (const group of await access.groupsOf(caller)) {
    own.add(group);
  }
  const refusal =
    (await foreignWork()) ??
    (foreignTeam && !isOwn(rated.team!)
      ? `team: you may charge to your own teams only, and this would be charged to ${rated.team}; name one of your teams`
      : undefined);
  if (refusal !== undefined && !(await access.mayChargeAnyone(caller))) {
    throw new NotAllowedError(refusal);
  }

  async function foreignWork(): Promise<string | undefined> {
    for (const each of work) {
      if (each.owner === undefined) {
        if (await isLimited(each)) {
          return `${each.kind}: nobody owns ${each.ref} in the catalog, and it has a budget, which only admins and machines may charge to`;
        }
      } else if (!isOwn(each.owner)) {
        return `${each.kind}: you may charge to what you or your teams own only, and ${each.ref} is owned by ${each.owner}`;
      }
    }
    return undefined;
  }

  async function isLimited({ kind, ref }: Work): Promise<boolean> {
    const account = resolveAccount(config, event.account);
    return (await budgets.list(account)).some(
      ({ scope }) => scope.kind === kind && scope.ref === ref,
    );
  }
}
