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
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { categoryColours } from '../../charts/palette';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { durationsFor } from '../../data/durations';
import { useText } from '../../translations';
import { Average, PEAK } from './figures';
import { TimeChart } from './TimeChart';
import { PerformanceData } from './usePerformance';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
      alignItems: 'start',
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
  }),
  { name: 'AiCreditsHours' },
);

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => String(hour));

function clock(hour: number): string {
  return `${String(hour % 24).padStart(2, '0')}:00`;
}

/** When responses are slow: by hour of the day, and at peak, off-peak and weekend. */
export function Hours({ data }: { data: PerformanceData }) {
  const classes = useStyles();
  const { t, formats } = useText();
  const durations = durationsFor(formats.locale);
  const { slots } = categoryColours(useTheme().palette.type);
  const { profile, hours, timeZone } = data;

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!profile) {
    status = hours.error ? 'error' : 'loading';
  } else if (!profile.peak.calls && !profile.offPeak.calls) {
    status = profile.weekendAverage.calls ? 'ready' : 'empty';
  }

  const fact = (label: string, note: string, { calls, average }: Average) => ({
    label,
    note,
    value: average === undefined ? '–' : durations.withUnit(average),
    title: t('perf.callsTitle', { count: calls }),
  });

  return (
    <div className={classes.root}>
      <TimeChart
        title={t('perf.hours')}
        hint={[
          t('perf.hoursHint', { timeZone }),
          data.narrowed && t('overview.narrowed'),
        ]
          .filter(Boolean)
          .join(' · ')}
        fileName="response_time_by_hour"
        timeZone={timeZone}
        status={status}
        error={hours.error}
        onRetry={hours.refetch}
        periodTitle={t('perf.hour')}
        periods={hoursOfDay}
        formatPeriod={hour => clock(Number(hour))}
        formatPeriodLong={hour =>
          `${clock(Number(hour))}–${clock(Number(hour) + 1)}`
        }
        lines={[
          {
            id: 'weekdays',
            label: t('perf.weekdays'),
            colour: slots[0],
            values: profile?.weekdays ?? [],
          },
          {
            id: 'weekend',
            label: t('perf.weekend'),
            colour: slots[1],
            dashed: true,
            values: profile?.weekend ?? [],
          },
        ]}
        band={{ from: String(PEAK.from), to: String(PEAK.to) }}
      />
      <Panel title={t('perf.times')} hint={t('perf.timesHint')}>
        {profile ? (
          <Facts
            items={[
              fact(t('perf.peak'), t('perf.peakNote'), profile.peak),
              fact(t('perf.offPeak'), t('perf.offPeakNote'), profile.offPeak),
              fact(
                t('perf.weekend'),
                t('perf.weekendNote'),
                profile.weekendAverage,
              ),
            ]}
          />
        ) : (
          <Skeleton variant="rect" height={112} />
        )}
      </Panel>
    </div>
  );
}
