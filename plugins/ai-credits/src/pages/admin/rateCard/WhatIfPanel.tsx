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
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useEffect, useState } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { Panel } from '../../../components/Panel';
import { useAnalytics } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';
import { OpenRule } from './RulePanels';
import { Draft } from './useDraft';
import { Replay } from './useReplay';
import { WhatIfTables } from './WhatIfTables';

const DAYS_MS = 30 * 86_400_000;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(3), minWidth: 0 },
    running: {
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: theme.spacing(2),
      marginTop: theme.spacing(1),
      fontVariantNumeric: 'tabular-nums',
    },
    notice: { marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsWhatIf' },
);

function Running({ replay }: { replay: Replay }) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const { data } = useAnalytics({
    from: new Date(replay.startedAt - DAYS_MS).toISOString(),
    to: new Date(replay.startedAt).toISOString(),
    measures: ['requests'],
  });
  const requests = Number(data?.rows[0]?.requests ?? 0);
  const seconds = Math.max(0, Math.round((now - replay.startedAt) / 1_000));
  return (
    <div role="status">
      <LinearProgress />
      <div className={classes.running}>
        <Typography variant="body2">
          {requests
            ? t('rateCard.running', {
                count: requests,
                number: formats.count(requests),
              })
            : t('rateCard.runningUnknown')}{' '}
          {t('rateCard.seconds', { seconds: formats.count(seconds) })}
        </Typography>
        <Button size="small" onClick={replay.stop}>
          {t('rateCard.stop')}
        </Button>
      </div>
    </div>
  );
}

/** What the last 30 days would have cost under the draft. */
export function WhatIfPanel(props: {
  draft: Draft;
  replay: Replay;
  timeZone: string;
  onOpen: (rule: OpenRule) => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const { draft, replay } = props;
  const { result } = replay;
  const run = async () => {
    replay.run(draft.dirty ? await draft.save() : draft.base);
  };
  const outdated =
    result && (draft.dirty || result.revision !== draft.base.revision);
  const label = () => {
    if (draft.dirty) {
      return t('rateCard.saveAndRun');
    }
    return t(result ? 'rateCard.runAgain' : 'rateCard.run');
  };
  return (
    <div className={classes.root}>
      <Panel
        title={t('rateCard.whatIf')}
        hint={t('rateCard.whatIfHint')}
        actions={
          <Button
            size="small"
            color="primary"
            variant="outlined"
            disabled={
              replay.running ||
              draft.saving ||
              (draft.dirty && draft.problems.length > 0)
            }
            onClick={() => run().catch(() => undefined)}
          >
            {label()}
          </Button>
        }
      >
        {replay.running && <Running replay={replay} />}
        {replay.error !== undefined && (
          <ErrorState
            error={replay.error}
            title={t('rateCard.runFailed')}
            onRetry={() => run().catch(() => undefined)}
          />
        )}
        {outdated && !replay.running && (
          <Alert severity="warning" className={classes.notice}>
            {t('rateCard.outdated')}
          </Alert>
        )}
        {result?.events === 0 && (
          <Typography variant="body2" color="textSecondary">
            {t('rateCard.empty')}
          </Typography>
        )}
      </Panel>
      {result && result.events > 0 && (
        <WhatIfTables
          result={result}
          timeZone={props.timeZone}
          onAddRule={({ kind, name }) =>
            props.onOpen(
              kind === 'action'
                ? { list: 'actions', index: draft.addAction(name) }
                : { list: 'models', index: draft.addModel(name) },
            )
          }
        />
      )}
    </div>
  );
}
