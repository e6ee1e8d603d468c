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
import { StatCard } from '../../components/StatCard';
import { weekdayNames } from '../../data/periodTexts';
import { useText } from '../../translations';
import { findPatterns, HeatCell } from './patterns';
import { ShownUsage } from './useUsage';
import { hoursText } from './hoursText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
    },
  }),
  { name: 'AiCreditsFactsStrip' },
);

/** When most was used: peak day, peak hour, most active days, weekends. */
export function FactsStrip(props: {
  shown: ShownUsage | undefined;
  matrix: HeatCell[][] | undefined;
  /** The hours could not be read. */
  hoursFailed: boolean;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const { shown, matrix } = props;
  const found = shown && findPatterns(shown.timeline.days, matrix);
  const none = '–';
  const days = shown?.timeline.days ?? [];
  const idle = days.every(day => day.credits <= 0n);
  const reason = t(idle ? 'chart.empty' : 'usage.tooShort');
  const names = weekdayNames(formats.locale, 'short');

  const value = (text: string | undefined) =>
    found ? text ?? none : undefined;
  const peakHourReady = found && (matrix || props.hoursFailed);
  return (
    <div className={classes.root}>
      <StatCard
        label={t('usage.peakDay')}
        value={value(found?.peakDay && formats.day(found.peakDay.day))}
        hint={
          found?.peakDay
            ? t('usage.peakDayHint', {
                credits: formats.credits(found.peakDay.credits),
              })
            : reason
        }
      />
      <StatCard
        label={t('usage.peakHour')}
        value={
          peakHourReady
            ? (found.peakHour && hoursText(t, formats, found.peakHour.hour)) ??
              none
            : undefined
        }
        hint={
          found?.peakHour
            ? t('usage.peakHourHint', {
                credits: formats.credits(found.peakHour.average),
              })
            : idle && reason
        }
      />
      <StatCard
        label={t('usage.activeDays')}
        value={value(
          found?.activeWeekdays?.map(weekday => names[weekday - 1]).join(', '),
        )}
        hint={found?.activeWeekdays ? t('usage.activeDaysHint') : reason}
      />
      <StatCard
        label={t('usage.weekend')}
        value={value(
          found?.weekendShare === undefined
            ? undefined
            : formats.share(found.weekendShare),
        )}
        hint={
          found?.weekendShare === undefined ? reason : t('usage.weekendHint')
        }
      />
    </div>
  );
}
