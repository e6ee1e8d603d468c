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

import { charge, deduct } from './charging';
import { expire, grant, openPeriod, refund } from './granting';
import { release, reserve, settle } from './reserving';
import { Command, Decision, EpochMs, LedgerState, Outcome } from './types';
import { WorkingLedger } from './workingLedger';
import { decisionParts } from './workingResult';

/**
 * Decides on commands, one after another: each sees what those before it did.
 * Pure: the state is not changed, and the same arguments give the same
 * decision. Deciding on a list is the same as deciding on its parts in turn.
 *
 * @param state - what is known before
 * @param now - the time of the decision, epoch ms; it must not run backwards
 *   from one call to the next, or holds that had expired would come back
 * @throws RangeError when a command makes no sense on this state: it names a
 *   budget, a period or a lot that is not there, has negative credits, or
 *   gives back more than was charged. Nothing of the list is decided then.
 */
export function decide(
  state: LedgerState,
  commands: readonly Command[],
  now: EpochMs,
): Decision {
  const ledger = WorkingLedger.open(state, now);
  const outcomes = commands.map(command => decideOne(ledger, command));
  return { outcomes, ...decisionParts(ledger) };
}

function decideOne(ledger: WorkingLedger, command: Command): Outcome {
  switch (command.type) {
    case 'charge':
      return charge(ledger, command);
    case 'reserve':
      return reserve(ledger, command);
    case 'settle':
      return settle(ledger, command);
    case 'release':
      return release(ledger, command);
    case 'open-period':
      return openPeriod(ledger, command);
    case 'grant':
      return grant(ledger, command);
    case 'deduct':
      return deduct(ledger, command);
    case 'refund':
      return refund(ledger, command);
    case 'expire':
      return expire(ledger, command);
    default:
      return command satisfies never;
  }
}
