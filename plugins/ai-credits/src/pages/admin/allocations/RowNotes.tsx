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
import { useAdminText } from '../../../translations/admin';
import { Edit, settingsOf, Stored } from './edits';
import { Problem } from './Problem';
import { Hint, useWords } from './useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
    },
    hint: { fontVariantNumeric: 'tabular-nums' },
    choice: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
    alert: {
      border: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'AiCreditsAllocationNotes' },
);

/** What is said below a row: sums, what the server found wrong, and the choice where another admin was quicker. */
export function RowNotes(props: {
  name: string;
  hints: readonly (Hint | undefined)[];
  problem?: string;
  stored: Stored;
  /** The edit that another admin's change came before. */
  stale?: Edit;
  onTheirs: () => void;
  onYours: () => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const words = useWords();
  const { stale, stored } = props;
  const deleted = stored.version === 0;
  return (
    <div className={classes.root} aria-live="polite">
      {props.hints.map(
        hint =>
          hint &&
          (hint.over ? (
            <Problem key={hint.text}>{hint.text}</Problem>
          ) : (
            <Typography
              key={hint.text}
              variant="body2"
              color="textSecondary"
              className={classes.hint}
            >
              {hint.text}
            </Typography>
          )),
      )}
      {props.problem && !stale && <Problem>{props.problem}</Problem>}
      {stale && (
        <Alert severity="warning" icon={false} className={classes.alert}>
          {t(deleted ? 'allocations.conflictDeleted' : 'allocations.conflict')}
          {!deleted && (
            <div>
              {t('allocations.theirs', { settings: words.whole(stored) })}
            </div>
          )}
          <div>
            {t('allocations.yours', {
              settings: words.whole(
                settingsOf(deleted ? stale.base : stored, stale),
              ),
            })}
          </div>
          <div className={classes.choice}>
            <Button size="small" variant="outlined" onClick={props.onTheirs}>
              {t('allocations.takeTheirs')}
            </Button>
            <Button size="small" variant="outlined" onClick={props.onYours}>
              {t('allocations.takeYours')}
            </Button>
          </div>
        </Alert>
      )}
    </div>
  );
}
