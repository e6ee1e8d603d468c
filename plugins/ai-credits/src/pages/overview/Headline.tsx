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

import { Balance, parseCredits } from 'backstage-plugin-ai-credits-common';
import { Headline as Sentence } from '../../components/Headline';
import { addDays, dayOf } from '../../data/periods';
import { dailyPace, outlook, PeriodAmount } from '../../data/usage';
import { Translate, useText } from '../../translations';
import { Formats } from '../../data/format';

function usedSentence(t: Translate, formats: Formats, balance: Balance) {
  const used = formats.credits(balance.used);
  return parseCredits(balance.allocated) > 0n
    ? t('sentence.used', {
        used,
        allocated: formats.credits(balance.allocated),
      })
    : t('sentence.usedNoAllocation', { used });
}

/** Credits a day, and what the number is called. */
interface Pace {
  perDay: bigint;
  kind: 'week' | 'month';
}

/**
 * The pace of everybody's usage. Who sees only a part of it gets the account's
 * average of the month: the pace of a part says nothing about the whole.
 */
function paceOf(
  balance: Balance,
  days: PeriodAmount[],
  seesAll: boolean,
): Pace {
  return seesAll
    ? { perDay: dailyPace(days), kind: 'week' }
    : { perDay: parseCredits(balance.averageDaily), kind: 'month' };
}

function outlookSentence(
  t: Translate,
  formats: Formats,
  balance: Balance,
  { perDay, kind }: Pace,
) {
  const { timeZone } = balance;
  const resetDay = dayOf(Date.parse(balance.period.end), timeZone);
  const pace = t(kind === 'week' ? 'sentence.paceWeek' : 'sentence.paceMonth');
  const found = outlook({
    available: parseCredits(balance.available),
    pace: perDay,
    daysUntilReset: balance.period.daysUntilReset,
    resetDay,
  });
  switch (found.kind) {
    case 'idle':
      return t(kind === 'week' ? 'sentence.idle' : 'sentence.idleMonth');
    case 'outlasts':
      return t('sentence.outlasts', { pace, day: formats.day(resetDay) });
    case 'spent':
      return parseCredits(balance.excess.remaining) > 0n
        ? t('sentence.spentExcess', {
            remaining: formats.credits(balance.excess.remaining),
          })
        : t('sentence.spent', { day: formats.day(resetDay) });
    default:
      return found.daysLeft === 0
        ? t('sentence.lastsToday', { pace })
        : t('sentence.lasts', {
            pace,
            day: formats.day(
              addDays(dayOf(Date.now(), timeZone), found.daysLeft),
            ),
          });
  }
}

/** The answer to what the reader came for, in a sentence or two. */
export function Headline(props: {
  balance?: Balance;
  days?: PeriodAmount[];
  seesAll?: boolean;
}) {
  const { t, formats } = useText();
  const { balance, days, seesAll } = props;
  const sentences = () =>
    balance &&
    [
      usedSentence(t, formats, balance),
      ...(days && seesAll !== undefined
        ? [outlookSentence(t, formats, balance, paceOf(balance, days, seesAll))]
        : []),
    ].join(' ');
  return <Sentence text={sentences()} />;
}
