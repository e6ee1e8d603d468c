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
import { ForecastResponse } from 'backstage-plugin-ai-credits-common';
import { useInsightsText } from '../../translations/insights';
import { forecastSentences, methodSentences } from './sentences';

const useStyles = makeStyles(
  theme => ({
    note: { marginBottom: theme.spacing(1) },
    root: {
      fontVariantNumeric: 'tabular-nums',
      minHeight: '1.5rem',
      maxWidth: '75ch',
    },
    how: {
      // The grey of hints is for cards; on the page itself it is too faint.
      ...theme.typography.body2,
      color: theme.palette.text.primary,
      maxWidth: '75ch',
      '& summary': { cursor: 'pointer' },
    },
  }),
  { name: 'AiCreditsForecastNote' },
);

/** What is expected, in a sentence or two, and behind a click how that was found. */
export function ForecastNote(props: {
  forecast: ForecastResponse | undefined;
  error: unknown;
}) {
  const classes = useStyles();
  const { t, formats } = useInsightsText();
  const { error, forecast } = props;
  if (!forecast) {
    return (
      <Typography component="p" variant="body1" className={classes.root}>
        {error ? t('forecast.failed') : <Skeleton width="60%" />}
      </Typography>
    );
  }
  const method = methodSentences(forecast, t, formats);
  return (
    <div className={classes.note}>
      <Typography component="p" variant="body1" className={classes.root}>
        {forecastSentences(forecast, t, formats).join(' ')}
      </Typography>
      {method.length > 0 && (
        <details className={classes.how}>
          <summary>{t('forecast.how')}</summary>
          {method.join(' ')}
        </details>
      )}
    </div>
  );
}
