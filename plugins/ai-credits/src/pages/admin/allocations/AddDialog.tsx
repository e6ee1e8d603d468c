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

import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useMutation } from '@tanstack/react-query';
import { BudgetNode } from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { aiCreditsApiRef } from '../../../api';
import { ErrorState } from '../../../components/ErrorState';
import { useAdminText } from '../../../translations/admin';
import { AllocationForm } from './AllocationForm';
import {
  changeOf,
  Settings,
  settingsOf,
  storedOf,
  withEdit,
  wrongFields,
} from './edits';
import { Problem } from './Problem';
import { sumsOf } from './sums';
import { AllocationsData, rowProblems } from './useAllocations';
import { optionText, ScopeOption, useScopeOptions } from './useScopeOptions';
import { LabelOf, useWords } from './useWords';

const ofOrganization: BudgetNode['kind'][] = ['department', 'team', 'user'];
const beside: BudgetNode['kind'][] = ['project', 'service', 'product', 'model'];

const useStyles = makeStyles(
  theme => ({
    fields: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      paddingTop: theme.spacing(1),
    },
  }),
  { name: 'AiCreditsAllocationAdd' },
);

/** Gives a budget to something that has none. */
export function AddDialog(props: {
  data: AllocationsData;
  labelOf: LabelOf;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const words = useWords();
  const api = useApi(aiCreditsApiRef);
  const id = useId();
  const { data, labelOf } = props;
  const { period } = data;
  const all = data.me.data?.may.manageBudgets ?? false;
  const kinds = all ? [...beside, ...ofOrganization] : ofOrganization;
  const [kind, setKind] = useState(kinds[0]);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ScopeOption>();
  const [to, setTo] = useState<Partial<Settings>>({});
  const { options, loading } = useScopeOptions({
    kind,
    search: text,
    organization: data.organization,
    complete: data.tree.data?.complete ?? false,
    labelOf,
  });
  // What nobody lists can be written out; the server knows whether it exists.
  const ref = chosen?.ref ?? text.trim();
  const stored = storedOf({});
  const settings = settingsOf(stored, { base: stored, to });
  const wrong = wrongFields(settings);
  const known = [...data.organization, ...data.others].find(
    node => node.kind === kind && node.ref === ref,
  );
  const already = known?.budget !== undefined;
  const sums = known
    ? sumsOf(
        data.organization,
        withEdit(new Map(), `${kind} ${ref}`, stored, to),
      )
    : undefined;
  const hint =
    known && sums && wrong.length === 0
      ? words.above(known, settings.credits, sums, labelOf)
      : undefined;

  const add = useMutation({
    mutationFn: () =>
      api.changeAllocations({
        changes: [changeOf({ kind, ref }, period, { base: stored, to })],
      }),
    onSuccess: async () => {
      await data.refresh();
      props.onClose();
    },
  });
  const help = () => {
    if (already) {
      return t('allocations.already', { period: words.period(period) });
    }
    return t(
      kind === 'product' || kind === 'model'
        ? 'allocations.whichName'
        : 'allocations.whichCatalog',
    );
  };
  const [problem] = rowProblems(add.error);
  const write = (next: string, option?: ScopeOption) => {
    add.reset();
    setText(next);
    setChosen(option);
  };

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby={id}
    >
      <DialogTitle id={id}>
        {t('allocations.addTitle', { period: words.period(period) })}
      </DialogTitle>
      <DialogContent>
        <div className={classes.fields}>
          <TextField
            select
            id={`${id}-kind`}
            size="small"
            variant="outlined"
            label={t('allocations.kind')}
            value={kind}
            onChange={event => {
              setKind(event.target.value as BudgetNode['kind']);
              write('');
            }}
          >
            {kinds.map(each => (
              <MenuItem key={each} value={each}>
                {t(`allocations.${each}`)}
              </MenuItem>
            ))}
          </TextField>
          <Autocomplete
            key={kind}
            freeSolo
            id={`${id}-which`}
            size="small"
            options={options}
            loading={loading}
            getOptionLabel={option =>
              typeof option === 'string' ? option : optionText(option)
            }
            getOptionSelected={(option, value) => option.ref === value.ref}
            onChange={(_, value) => {
              if (typeof value === 'string' || value === null) {
                write(value ?? '');
              } else {
                write(optionText(value), value);
              }
            }}
            onInputChange={(_, value, reason) => {
              if (reason === 'input') {
                write(value);
              }
            }}
            renderInput={params => (
              <TextField
                {...params}
                variant="outlined"
                label={t('allocations.which')}
                error={already}
                helperText={help()}
              />
            )}
          />
        </div>
        <AllocationForm
          name={chosen?.title ?? ref}
          period={words.period(period)}
          settings={settings}
          isNew
          onChange={next => {
            add.reset();
            setTo({ ...to, ...next });
          }}
        />
        <div aria-live="polite">
          {hint?.over && <Problem>{hint.text}</Problem>}
          {hint && !hint.over && (
            <Typography variant="body2" color="textSecondary">
              {hint.text}
            </Typography>
          )}
        </div>
        {add.isError && (
          <ErrorState
            error={problem ? new Error(problem.message) : add.error}
            title={t('allocations.addFailed')}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('allocations.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={!ref || already || wrong.length > 0 || add.isPending}
          onClick={() => add.mutate()}
        >
          {t('allocations.add')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
