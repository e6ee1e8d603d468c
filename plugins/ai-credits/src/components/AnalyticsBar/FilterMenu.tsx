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
import Popover from '@material-ui/core/Popover';
import Popper, { PopperProps } from '@material-ui/core/Popper';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { UsageDimension } from 'backstage-plugin-ai-credits-common';
import { useId } from 'react';
import { DimensionFilters, queryFilters } from '../../data/analyticsView';
import { useAnalytics } from '../../data/queries';
import { Span } from '../../data/ranges';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';

const MOST_SUGGESTIONS = 500;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      width: 340,
      maxWidth: '100%',
      padding: theme.spacing(2),
    },
    done: { alignSelf: 'flex-end' },
  }),
  { name: 'AiCreditsFilterMenu' },
);

/** Below the field, measured against the window rather than the menu it hangs out of. */
function ValueList(props: PopperProps) {
  return (
    <Popper
      {...props}
      placement="bottom-start"
      modifiers={{
        flip: { enabled: false },
        preventOverflow: { enabled: false },
        hide: { enabled: false },
      }}
    />
  );
}

/** Chooses a dimension and its values, which are suggested as one types: most used first. */
export function FilterMenu(props: {
  anchor: HTMLElement | undefined;
  dimension: UsageDimension;
  offered: readonly UsageDimension[];
  filters: DimensionFilters;
  span: Span;
  onDimension: (dimension: UsageDimension) => void;
  onChange: (values: string[]) => void;
  onClose: () => void;
}) {
  const { dimension, filters, anchor } = props;
  const classes = useStyles();
  const { t } = useText();
  const id = useId();

  // What the other filters leave; this one's own values stay on offer.
  const others = { ...filters };
  delete others[dimension];
  const usage = useAnalytics(
    anchor
      ? {
          from: props.span.from,
          to: props.span.to,
          groupBy: [dimension],
          measures: ['credits'],
          orderBy: [['credits', 'desc']],
          limit: MOST_SUGGESTIONS,
          ...queryFilters(others),
        }
      : undefined,
  );
  const current = usage.isPlaceholderData ? undefined : usage.data;
  const options = (current?.rows ?? []).map(row =>
    String(row[dimension] ?? ''),
  );
  const chosen = filters[dimension] ?? [];
  const labelOf = useValueLabels([...chosen, ...options]);
  const nothing = usage.isError ? t('bar.valuesFailed') : t('bar.noValues');

  return (
    <Popover
      open={Boolean(anchor)}
      anchorEl={anchor}
      onClose={props.onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      PaperProps={{
        role: 'dialog',
        'aria-label': t('bar.filters'),
        elevation: 4,
        // The list of values hangs out of it.
        style: { overflow: 'visible' },
      }}
    >
      <div className={classes.root}>
        <TextField
          select
          id={`${id}-dimension`}
          size="small"
          variant="outlined"
          label={t('bar.filterBy')}
          value={dimension}
          SelectProps={{ labelId: `${id}-dimension-label` }}
          onChange={event =>
            props.onDimension(event.target.value as UsageDimension)
          }
        >
          {props.offered.map(name => (
            <MenuItem key={name} value={name}>
              {t(`dimension.${name}`)}
            </MenuItem>
          ))}
        </TextField>
        <Autocomplete
          // A new field for each dimension: what was typed belongs to the old one.
          key={dimension}
          multiple
          openOnFocus
          disablePortal
          PopperComponent={ValueList}
          ListboxProps={{ style: { maxHeight: 280 } }}
          aria-controls={`${id}-values-popup`}
          filterSelectedOptions
          id={`${id}-values`}
          size="small"
          options={options}
          loading={usage.isFetching && !current}
          loadingText={t('common.loading')}
          noOptionsText={nothing}
          value={chosen}
          getOptionLabel={option => labelOf(dimension, option)}
          getOptionSelected={(option, value) => option === value}
          onChange={(_, values) => props.onChange(values)}
          renderInput={params => (
            <TextField
              {...params}
              variant="outlined"
              label={t('bar.values')}
              placeholder={t('bar.valuesPlaceholder')}
              InputLabelProps={{ shrink: true }}
            />
          )}
        />
        <Button
          className={classes.done}
          color="primary"
          onClick={props.onClose}
        >
          {t('bar.done')}
        </Button>
      </div>
    </Popover>
  );
}
