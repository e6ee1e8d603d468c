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
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import { aiCreditsBalanceReadPermission } from 'backstage-plugin-ai-credits-common';
import { EntityName } from '../../../components/EntityName';
import { ErrorState } from '../../../components/ErrorState';
import { Forbidden } from '../../../components/Forbidden';
import { Headline } from '../../../components/Headline';
import { PageFrame } from '../../../components/PageFrame';
import { isForbidden } from '../../../data/errors';
import { useBalance, usePacks } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';
import { useAdminHelp } from '../useAdminHelp';
import { AutomaticPanel } from './AutomaticPanel';
import { ConflictPanel } from './ConflictPanel';
import { problemsOf } from './fields';
import { LimitsPanel } from './LimitsPanel';
import { usePolicies } from './usePolicies';

const useStyles = makeStyles(
  theme => ({
    words: { flexGrow: 1, minWidth: 0 },
    save: {
      position: 'sticky',
      bottom: theme.spacing(1),
      zIndex: 2,
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(1.5, 2),
      borderColor: theme.palette.primary.main,
    },
    unsaved: { flex: '1 1 160px', fontWeight: 700 },
  }),
  { name: 'AiCreditsPolicies' },
);

/** The low-balance threshold, the Excess Credits Limit and automatic purchase, with their effect before they are saved. */
export function PoliciesSection() {
  const help = useAdminHelp('policies');
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const balance = useBalance();
  const packs = usePacks(true);
  const { base, form, query, save } = usePolicies();

  if (!form && isForbidden(query.error)) {
    return <Forbidden permission={aiCreditsBalanceReadPermission.name} />;
  }
  if (query.isError && !form) {
    return (
      <ErrorState
        error={query.error}
        title={t('policies.failed')}
        onRetry={() => query.refetch()}
      />
    );
  }
  if (packs.isError && !packs.data) {
    return <ErrorState error={packs.error} onRetry={() => packs.refetch()} />;
  }
  if (!form || !query.data || !packs.data) {
    return <Skeleton variant="rect" height={480} />;
  }
  const stored = query.data;
  const timeZone = balance.data?.timeZone ?? 'UTC';
  const { fields, theirs } = form;
  const problems = problemsOf(
    fields,
    packs.data.map(({ id }) => id),
  );
  const correct = Object.keys(problems).length === 0;
  return (
    <PageFrame
      headline={
        <div className={classes.words}>
          <Headline
            text={[
              t('policies.sentence', {
                threshold: formats.credits(stored.lowBalanceThreshold),
                excess: formats.credits(stored.excessLimit),
              }),
              t(
                stored.automaticPurchase.enabled
                  ? 'policies.automaticOn'
                  : 'policies.automaticOff',
              ),
            ].join(' ')}
          />
          <Typography variant="body2">
            {stored.changedAt && stored.changedBy ? (
              <>
                {t('policies.changed', {
                  when: formats.minute(stored.changedAt, timeZone),
                })}{' '}
                <EntityName entityRef={stored.changedBy} />
              </>
            ) : (
              t('policies.configured')
            )}
          </Typography>
        </div>
      }
      updatedAt={query.dataUpdatedAt}
      timeZone={timeZone}
      refreshing={query.isFetching}
      onRefresh={() => {
        query.refetch();
        balance.refetch();
      }}
      help={help}
      stale={query.isError}
    >
      {save.isSuccess && !form.edited && (
        <Alert severity="success" onClose={() => save.reset()}>
          {t('policies.saved')}
        </Alert>
      )}
      {theirs && (
        <ConflictPanel
          theirs={theirs}
          yours={fields}
          ready={correct && !save.isPending}
          onTakeTheirs={form.reset}
          onKeepYours={() => save.mutate({ fields, revision: theirs.revision })}
        />
      )}
      <LimitsPanel form={form} problems={problems} balance={balance.data} />
      <AutomaticPanel
        form={form}
        problems={problems}
        packs={packs.data}
        balance={balance.data}
      />
      {save.isError && !theirs && (
        <ErrorState error={save.error} title={t('policies.saveFailed')} />
      )}
      {form.edited && !theirs && base && (
        <Paper
          variant="outlined"
          className={classes.save}
          role="region"
          aria-label={t('policies.save')}
        >
          <Typography className={classes.unsaved} aria-live="polite">
            {t(correct ? 'policies.unsaved' : 'policies.wrong')}
          </Typography>
          <Button disabled={save.isPending} onClick={form.reset}>
            {t('policies.discard')}
          </Button>
          <Button
            color="primary"
            variant="contained"
            disableElevation
            disabled={!correct || save.isPending}
            onClick={() => save.mutate({ fields, revision: base.revision })}
          >
            {t('policies.save')}
          </Button>
        </Paper>
      )}
    </PageFrame>
  );
}
