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
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { RateCard } from 'backstage-plugin-ai-credits-common';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { compareRules } from './differences';
import { DifferencesTable } from './DifferencesTable';
import { toRules } from './fields';
import { Draft } from './useDraft';

const useStyles = makeStyles(
  theme => ({
    buttons: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: theme.spacing(2),
    },
  }),
  { name: 'AiCreditsRateCardConflict' },
);

/** Two people wrote the same draft: both are shown, and one is chosen. */
export function ConflictNotice(props: { draft: Draft; theirs: RateCard }) {
  const classes = useStyles();
  const { t } = useAdminText();
  const { draft, theirs } = props;
  if (theirs.status === 'published') {
    return (
      <Alert
        severity="error"
        action={
          <Button
            color="inherit"
            size="small"
            onClick={() => draft.take(theirs)}
          >
            {t('rateCard.takeStored')}
          </Button>
        }
      >
        {t('rateCard.conflictPublished', { version: String(theirs.version) })}
      </Alert>
    );
  }
  const differences = compareRules(theirs.rules, toRules(draft.fields));
  return (
    <Panel
      title={t('rateCard.conflict')}
      hint={
        differences.length
          ? t('rateCard.conflictText', {
              yours: String(draft.base.revision),
              theirs: String(theirs.revision),
            })
          : t('rateCard.conflictSame')
      }
    >
      <div role="alert">
        {differences.length > 0 && (
          <DifferencesTable
            label={t('rateCard.conflict')}
            differences={differences}
            sides={{ from: t('rateCard.stored'), to: t('rateCard.yours') }}
          />
        )}
        {differences.length === 0 && (
          <Typography variant="body2">{theirs.name}</Typography>
        )}
      </div>
      <div className={classes.buttons}>
        <Button variant="outlined" onClick={() => draft.take(theirs)}>
          {t('rateCard.takeStored')}
        </Button>
        <Button
          variant="outlined"
          color="primary"
          disabled={draft.problems.length > 0}
          onClick={() => draft.save(theirs.revision).catch(() => undefined)}
        >
          {t('rateCard.keepYours')}
        </Button>
      </div>
    </Panel>
  );
}
