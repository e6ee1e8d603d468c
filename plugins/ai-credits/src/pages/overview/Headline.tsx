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
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { Balance, parseCredits } from 'backstage-plugin-ai-credits-common';
import { addDays, dayOf } from '../../data/periods';
import { dailyPace, outlook, PeriodAmount } from '../../data/usage';
import { Translate, useText } from '../../translations';
import { Formats } from '../../data/format';

const useStyles = makeStyles(
  theme => ({
    root: {
      flexGrow: 1,
      minWidth: 0,
      fontSize: '1.25rem',
      fontWeight: 500,
      lineHeight: 1.5,
      minHeight: '1.875rem',
      fontVariantNumeric: 'tabular-nums',
      [theme.breakpoints.down('xs')]: { fontSize: '1.125rem' },
    },
  }),
  { name: 'AiCreditsHeadline' },
);

function usedSentence(t: Translate, formats: Formats, balance: Balance) {
  const used = formats.credits(balance.used);
  return parseCredits(balance.allocated) > 0n
    ? t('sentence.used', { used, allocated: formats.credits(balance.allocated) })
    : t('sentence.usedNoAllocation', { used });
}

function outlookSentence(
  t: Translate,
  formats: Formats,
  balance: Balance,
  days: PeriodAmount[],
) {
  const resetDay = dayOf(Date.parse(balance.period.end), balance.timeZone);
  const found = outlook({
    available: parseCredits(balance.available),
    pace: dailyPace(days),
    daysUntilReset: balance.period.daysUntilReset,
    resetDay,
  });
  switch (found.kind) {
    case 'idle':
      return t('sentence.idle');
    case 'outlasts':
      return t('sentence.outlasts', { day: formats.day(resetDay) });
    case 'spent':
      return parseCredits(balance.excess.remaining) > 0n
        ? t('sentence.spentExcess', {
            remaining: formats.credits(balance.excess.remaining),
          })
        : t('sentence.spent', { day: formats.day(resetDay) });
    default: {
      const today = days[days.length - 1].period;
      return found.daysLeft === 0
        ? t('sentence.lastsToday')
        : t('sentence.lasts', {
            day: formats.day(addDays(today, found.daysLeft)),
          });
    }
  }
}

/** The answer to what the reader came for, in a sentence or two. */
export function Headline(props: { balance?: Balance; days?: PeriodAmount[] }) {
  const classes = useStyles();
  const { t, formats } = useText();
  const { balance, days } = props;
  return (
    <Typography component="p" className={classes.root} aria-live="polite">
      {balance ? (
        <>
          {usedSentence(t, formats, balance)}
          {days && ` ${outlookSentence(t, formats, balance, days)}`}
        </>
      ) : (
        <Skeleton width="70%" />
      )}
    </Typography>
  );
}
