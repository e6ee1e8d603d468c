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

import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { AccountPolicy } from '../database/PolicyStore';

type Values = Pick<
  AccountPolicy,
  'excessLimit' | 'lowBalanceThreshold' | 'automaticPurchase'
>;

/** Where two sets of policies differ, in words of the API. */
export function policyDifferences(
  theirs: Values,
  yours: Values,
): Array<{ field: string; theirs: string; yours: string }> {
  const before = flat(theirs);
  const after = flat(yours);
  return Object.keys({ ...before, ...after })
    .filter(field => before[field] !== after[field])
    .map(field => ({
      field,
      theirs: before[field] ?? 'not set',
      yours: after[field] ?? 'not set',
    }));
}

function flat({ automaticPurchase, ...amounts }: Values) {
  const fields: Record<string, string | undefined> = {
    lowBalanceThreshold: formatCredits(amounts.lowBalanceThreshold),
    excessLimit: formatCredits(amounts.excessLimit),
  };
  for (const [name, value] of Object.entries(automaticPurchase)) {
    const field = `automaticPurchase.${name}`;
    if (typeof value === 'bigint') {
      fields[field] = formatCredits(value);
    } else if (value !== undefined) {
      fields[field] = Array.isArray(value)
        ? value.join(', ') || 'nobody'
        : String(value);
    }
  }
  return fields;
}
