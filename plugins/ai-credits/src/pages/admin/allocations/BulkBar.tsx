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
import MenuItem from '@material-ui/core/MenuItem';
import Paper from '@material-ui/core/Paper';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { BudgetNode } from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { useAdminText } from '../../../translations/admin';
import { nodeKey } from '../../budgets/figures';
import {
  amountOf,
  Edits,
  percentOf,
  raisedBy,
  Settings,
  settingsOf,
  storedOf,
  withEdit,
} from './edits';
import { AllocationsData } from './useAllocations';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1, 2),
      padding: theme.spacing(1.5, 2),
    },
    count: { fontWeight: 700, minHeight: 40, lineHeight: '40px' },
    field: { width: 180 },
    buttons: { display: 'flex', gap: theme.spacing(1), minHeight: 40 },
  }),
  { name: 'AiCreditsAllocationBulk' },
);

/** What bulk changes make of one scope; undefined leaves it as it is. */
function changed(
  settings: Settings,
  change: { percent?: bigint; credits?: string; mode?: Settings['mode'] },
): Partial<Settings> | undefined {
  const amount = amountOf(settings.credits);
  if (change.credits !== undefined) {
    return {
      credits: change.credits,
      ...(change.mode && { mode: change.mode }),
    };
  }
  if (amount === undefined) {
    return undefined;
  }
  return {
    ...(change.percent === undefined
      ? {}
      : { credits: raisedBy(amount, change.percent) }),
    ...(change.mode && { mode: change.mode }),
  };
}

/** One change for all scopes that are selected; it waits to be saved like any other. */
export function BulkBar(props: {
  data: AllocationsData;
  selected: ReadonlySet<string>;
  onClear: () => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const id = useId();
  const [percentText, setPercent] = useState('');
  const [creditsText, setCredits] = useState('');
  const [mode, setMode] = useState<Settings['mode'] | ''>('');
  const { data, selected } = props;
  const nodes = [...data.organization, ...data.others].filter(node =>
    selected.has(nodeKey(node)),
  );
  if (nodes.length === 0) {
    return null;
  }
  const percent = percentOf(percentText);
  const credits = amountOf(creditsText);
  const wrongPercent = percentText.trim() !== '' && percent === undefined;
  const wrongCredits = creditsText.trim() !== '' && credits === undefined;
  const change = {
    ...(percent === undefined ? {} : { percent }),
    ...(credits === undefined ? {} : { credits: creditsText.trim() }),
    ...(mode === '' ? {} : { mode }),
  };
  const settingsNow = (node: BudgetNode) =>
    settingsOf(storedOf(node), data.edits.get(nodeKey(node)));
  const skipped = nodes.filter(
    node => changed(settingsNow(node), change) === undefined,
  ).length;
  const asks = percent !== undefined || credits !== undefined || mode !== '';

  const apply = () => {
    data.edit(before =>
      nodes.reduce<Edits>((edits, node) => {
        const key = nodeKey(node);
        const stored = storedOf(node);
        const to = changed(settingsOf(stored, edits.get(key)), change);
        return to ? withEdit(edits, key, stored, to) : edits;
      }, before),
    );
    setPercent('');
    setCredits('');
    setMode('');
  };

  return (
    <Paper variant="outlined" className={classes.root}>
      <Typography className={classes.count} aria-live="polite">
        {t('allocations.selected', { count: nodes.length })}
      </Typography>
      <TextField
        id={`${id}-percent`}
        className={classes.field}
        size="small"
        variant="outlined"
        label={t('allocations.bulkPercent')}
        value={percentText}
        disabled={creditsText.trim() !== ''}
        error={wrongPercent}
        helperText={
          wrongPercent ? t('allocations.bulkPercentError') : undefined
        }
        onChange={event => setPercent(event.target.value)}
      />
      <TextField
        id={`${id}-set`}
        className={classes.field}
        size="small"
        variant="outlined"
        label={t('allocations.bulkSet')}
        value={creditsText}
        disabled={percentText.trim() !== ''}
        error={wrongCredits}
        helperText={wrongCredits ? t('allocations.creditsError') : undefined}
        inputProps={{ inputMode: 'decimal' }}
        onChange={event => setCredits(event.target.value)}
      />
      <TextField
        select
        id={`${id}-mode`}
        className={classes.field}
        size="small"
        variant="outlined"
        label={t('allocations.bulkMode')}
        value={mode}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
        onChange={event => setMode(event.target.value as Settings['mode'] | '')}
      >
        <MenuItem value="">{t('allocations.bulkLeave')}</MenuItem>
        <MenuItem value="hard">{t('allocations.modeHard')}</MenuItem>
        <MenuItem value="soft">{t('allocations.modeSoft')}</MenuItem>
      </TextField>
      <div className={classes.buttons}>
        <Button
          color="primary"
          variant="outlined"
          disabled={!asks || wrongPercent || wrongCredits}
          onClick={apply}
        >
          {t('allocations.apply')}
        </Button>
        <Button onClick={props.onClear}>{t('allocations.clear')}</Button>
      </div>
      {asks && skipped > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('allocations.bulkSkipped', { count: skipped })}
        </Typography>
      )}
    </Paper>
  );
}
