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

import { makeStyles } from '@material-ui/core/styles';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { Balance, parseCredits } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { StatCard } from '../../components/StatCard';
import { useText } from '../../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(1),
      // One line where there is room for it, however many cards there are.
      gridAutoFlow: 'column',
      gridAutoColumns: 'minmax(0, 1fr)',
      [theme.breakpoints.down('md')]: {
        gridAutoFlow: 'row',
        gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
    },
    trend: { '& svg': { verticalAlign: 'text-bottom' } },
  }),
  { name: 'AiCreditsStatCards' },
);

function Trend({ trend }: { trend: number | undefined }) {
  const classes = useStyles();
  const { t, formats } = useText();
  if (trend === undefined) {
    return <>{t('stat.trendNone')}</>;
  }
  if (Math.abs(trend) < 0.005) {
    return <>{t('stat.trendSame')}</>;
  }
  const Arrow = trend > 0 ? RiArrowUpLine : RiArrowDownLine;
  return (
    <span className={classes.trend}>
      <Arrow size={16} aria-hidden />
      {t('stat.trend', { change: formats.change(trend) })}
    </span>
  );
}

/** The account's figures of this period, one to a card. */
export function StatCards({ balance }: { balance: Balance | undefined }) {
  const classes = useStyles();
  const { t, formats } = useText();
  const positive = (amount: string | undefined) =>
    amount !== undefined && parseCredits(amount) > 0n;
  const hasLimit = positive(balance?.excess.limit);
  return (
    <div className={classes.root}>
      <StatCard
        label={t('stat.available')}
        value={balance && <Amount value={balance.available} />}
        hint={t('stat.availableHint')}
      />
      <StatCard
        label={t('stat.free')}
        value={balance && <Amount value={balance.free} />}
        hint={
          balance &&
          t('stat.freeHint', { count: balance.period.daysUntilReset })
        }
      />
      <StatCard
        label={t('stat.purchased')}
        value={balance && <Amount value={balance.purchased} />}
        hint={t('stat.purchasedHint')}
      />
      {positive(balance?.other) && (
        <StatCard
          label={t('stat.other')}
          value={<Amount value={balance!.other} />}
          hint={t('stat.otherHint')}
        />
      )}
      {positive(balance?.held) && (
        <StatCard
          label={t('stat.held')}
          value={<Amount value={balance!.held} />}
          hint={t('stat.heldHint')}
        />
      )}
      <StatCard
        label={t('stat.excess')}
        value={balance && <Amount value={balance.excess.used} />}
        hint={
          balance && hasLimit
            ? t('stat.excessHint', {
                limit: formats.credits(balance.excess.limit),
              })
            : t('stat.excessNone')
        }
      />
      <StatCard
        label={t('stat.used')}
        value={balance && formats.share(balance.utilisation)}
        hint={balance && <Trend trend={balance.trend} />}
      />
      <StatCard
        label={t('stat.averageDaily')}
        value={balance && <Amount value={balance.averageDaily} />}
        hint={t('stat.averageDailyHint')}
      />
      <StatCard
        label={t('stat.activeProducts')}
        value={balance && formats.count(balance.activeProducts)}
        hint={t('stat.activeProductsHint')}
      />
    </div>
  );
}
