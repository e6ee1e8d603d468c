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

import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { errorText } from '../data/errors';
import { useText } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      '& .MuiAlert-message': { flexGrow: 1, overflowWrap: 'anywhere' },
      border: `1px solid ${theme.palette.divider}`,
    },
  }),
  { name: 'AiCreditsErrorState' },
);

/** What could not be read, why, and a way to try again. */
export function ErrorState(props: {
  error: unknown;
  /** What could not be done; that figures could not be loaded if absent. */
  title?: string;
  onRetry?: () => void;
}) {
  const classes = useStyles();
  const { t } = useText();
  return (
    <Alert
      severity="error"
      className={classes.root}
      action={
        props.onRetry && (
          <Button color="inherit" size="small" onClick={props.onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    >
      <AlertTitle>{props.title ?? t('error.title')}</AlertTitle>
      {errorText(props.error)}
    </Alert>
  );
}

/** Figures stay on the page when they could not be refreshed; this says of when they are. */
export function StaleNotice(props: { since: string; onRetry: () => void }) {
  const classes = useStyles();
  const { t } = useText();
  return (
    <Alert
      severity="warning"
      className={classes.root}
      action={
        <Button color="inherit" size="small" onClick={props.onRetry}>
          {t('common.retry')}
        </Button>
      }
    >
      {t('error.stale', { time: props.since })}
    </Alert>
  );
}
