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

import Typography from '@material-ui/core/Typography';
import {
  Balance,
  Pack,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { multiplyDecimal } from '../../../data/format';
import { useAdminText } from '../../../translations/admin';
import { amountIn, PolicyFields, wholeIn } from './fields';

/** What automatic purchase will do, in sentences; nothing while the form is wrong. */
export function Effect(props: {
  fields: PolicyFields;
  packs: readonly Pack[];
  balance: Balance | undefined;
}) {
  const { t, formats } = useAdminText();
  const { balance, fields } = props;
  if (!fields.enabled) {
    return <Typography>{t('policies.effectOff')}</Typography>;
  }
  const pack = props.packs.find(({ id }) => id === fields.pack);
  const quantity = wholeIn(fields.quantity, 1_000);
  const times = wholeIn(fields.maxPurchasesPerMonth, 1_000);
  const below = amountIn(fields.below, 1n);
  const most = amountIn(fields.maxCreditsPerMonth, 1n);
  if (
    !pack ||
    quantity === undefined ||
    times === undefined ||
    (fields.trigger === 'balance' && below === undefined)
  ) {
    return null;
  }
  const credits = parseCredits(pack.credits) * BigInt(quantity);
  const money = (count: number) =>
    formats.money(
      multiplyDecimal(pack.price.amount, count * quantity),
      pack.price.currency,
    );
  const cap = t('policies.cap', { count: times });
  const values = { credits: formats.credits(credits), price: money(1), cap };
  // Of several caps the one that is reached first.
  const affordable =
    most === undefined ? times : Math.min(times, Number(most / credits));
  const now =
    balance &&
    (fields.trigger === 'balance'
      ? parseCredits(balance.available) < (below ?? 0n)
      : parseCredits(balance.available) <= 0n &&
        parseCredits(balance.excess.remaining) <= 0n);
  const sentences = [
    fields.trigger === 'balance'
      ? t('policies.effectBalance', {
          ...values,
          below: formats.credits(below ?? 0n),
        })
      : t('policies.effectLimit', values),
    ...(most === undefined
      ? []
      : [t('policies.effectCredits', { credits: formats.credits(most) })]),
    affordable < 1
      ? t('policies.capTooLow')
      : t('policies.effectCost', { price: money(affordable) }),
    ...(now && affordable >= 1 ? [t('policies.effectNow')] : []),
  ];
  return <Typography aria-live="polite">{sentences.join(' ')}</Typography>;
}
