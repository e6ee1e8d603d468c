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
import { ErrorState } from '../../../components/ErrorState';
import { useAdminText } from '../../../translations/admin';
import { nodeKey } from '../../budgets/figures';
import {
  isStale,
  raisedFields,
  settingsOf,
  storedOf,
  wrongFields,
} from './edits';
import { Problem } from './Problem';
import { AllocationsData } from './useAllocations';
import { LabelOf } from './useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      position: 'sticky',
      bottom: theme.spacing(1),
      zIndex: 2,
      padding: theme.spacing(1.5, 2),
      borderColor: theme.palette.primary.main,
      // Above the portal's own bar on a phone.
      [theme.breakpoints.down('xs')]: { bottom: theme.spacing(8) },
    },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    count: {
      flex: '1 1 160px',
      fontWeight: 700,
      [theme.breakpoints.down('xs')]: { flexBasis: '100%' },
    },
  }),
  { name: 'AiCreditsAllocationSave' },
);

/** What is not saved yet, whether it can be, and the buttons to save it or take it back. */
export function SaveBar(props: {
  data: AllocationsData;
  labelOf: LabelOf;
  /** More may be allocated below a group than it has. */
  overAllowed: boolean;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const { data, labelOf } = props;
  const { edits, save } = data;
  if (edits.size === 0) {
    return null;
  }
  const nodes = new Map(
    [...data.organization, ...data.others].map(node => [nodeKey(node), node]),
  );
  const entries = [...edits].map(([key, edit]) => {
    const node = nodes.get(key);
    const stored = storedOf(node ?? {});
    return { edit, stored, lowerOnly: node?.lowerOnly === true };
  });
  const wrong = entries.filter(
    ({ edit, stored }) => wrongFields(settingsOf(stored, edit)).length > 0,
  ).length;
  const raised = entries.some(
    ({ edit, lowerOnly, stored }) =>
      lowerOnly && raisedFields(stored, settingsOf(stored, edit)).length > 0,
  );
  const stale = save.isPending
    ? 0
    : entries.filter(({ edit, stored }) => isStale(edit, stored)).length;
  // The server counts the changes; readers know them by name.
  const told = [...data.problems].map(([key, message]) => {
    const node = nodes.get(key);
    return t('allocations.problemOf', {
      name: node ? labelOf(node.kind, node.ref) : key,
      message,
    });
  });
  const over = [...data.sums.divisions.values()]
    .filter(({ worse }) => worse)
    .map(({ node }) => labelOf(node.kind, node.ref));
  const names = over.join(', ');
  const blocked =
    wrong > 0 || raised || stale > 0 || (over.length > 0 && !props.overAllowed);

  return (
    <Paper
      variant="outlined"
      className={classes.root}
      role="region"
      aria-label={t('allocations.save')}
    >
      <div className={classes.line}>
        <Typography className={classes.count} aria-live="polite">
          {t('allocations.changes', { count: edits.size })}
        </Typography>
        <Button disabled={!data.mayUndo || save.isPending} onClick={data.undo}>
          {t('allocations.undo')}
        </Button>
        <Button disabled={save.isPending} onClick={data.discard}>
          {t('allocations.discard')}
        </Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={blocked || save.isPending}
          onClick={() => save.mutate(edits)}
        >
          {save.isPending ? t('allocations.saving') : t('allocations.save')}
        </Button>
      </div>
      <div aria-live="polite">
        {wrong > 0 && (
          <Problem>{t('allocations.wrong', { count: wrong })}</Problem>
        )}
        {raised && <Problem>{t('allocations.ownLimit')}</Problem>}
        {stale > 0 && (
          <Problem>{t('allocations.stale', { count: stale })}</Problem>
        )}
        {over.length > 0 && !props.overAllowed && (
          <Problem>{t('allocations.blocked', { names })}</Problem>
        )}
        {over.length > 0 && props.overAllowed && (
          <Typography variant="body2" color="textSecondary">
            {t('allocations.allowedOver', { names })}
          </Typography>
        )}
      </div>
      {save.isError && stale === 0 && (
        <ErrorState
          error={told.length ? new Error(told.join(' ')) : save.error}
          title={t('allocations.saveFailed')}
        />
      )}
    </Paper>
  );
}
