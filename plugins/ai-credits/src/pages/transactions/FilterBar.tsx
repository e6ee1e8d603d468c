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
import InputAdornment from '@material-ui/core/InputAdornment';
import MenuItem from '@material-ui/core/MenuItem';
import Paper from '@material-ui/core/Paper';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { RiFilter3Line, RiSearchLine } from '@remixicon/react';
import { ReactNode, useEffect, useId, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useText } from '../../translations';
import {
  countFilters,
  Filters,
  fixedValues,
  ListFilter,
  noFilters,
  openFilters,
  orders,
} from './filters';
import { SuggestField } from './SuggestField';

const SEARCH_DELAY_MS = 300;

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(2) },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
    },
    search: { flex: '1 1 260px', maxWidth: 420 },
    fields: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
      marginTop: theme.spacing(2),
    },
  }),
  { name: 'AiCreditsFilterBar' },
);

/** Narrows the log: search, days, and what a transaction can be filtered by; and its order. */
export function FilterBar(props: {
  filters: Filters;
  onChange: (filters: Filters) => void;
  /** Buttons at the end of the bar. */
  actions: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useText();
  const { filters, onChange } = props;
  const count = countFilters(filters);
  const id = useId();
  const [open, setOpen] = useState(count > 0);
  const [search, setSearch] = useState(filters.q);

  // The address may change under the field: cleared, or by the browser's back.
  useEffect(() => setSearch(filters.q), [filters.q]);
  useDebounce(
    () => {
      if (search !== filters.q) {
        onChange({ ...filters, q: search });
      }
    },
    SEARCH_DELAY_MS,
    [search],
  );

  const change = (name: ListFilter) => (value: string[]) =>
    onChange({ ...filters, [name]: value });

  const choice = (
    name: keyof typeof fixedValues,
    label: string,
    textOf: (value: string) => string,
  ) => (
    <TextField
      select
      id={`${id}-${name}`}
      size="small"
      variant="outlined"
      label={label}
      value={filters[name]}
      onChange={event =>
        change(name)(event.target.value as unknown as string[])
      }
      InputLabelProps={{ shrink: true }}
      SelectProps={{
        labelId: `${id}-${name}-label`,
        multiple: true,
        displayEmpty: true,
        renderValue: value =>
          (value as string[]).map(textOf).join(', ') || t('log.any'),
      }}
    >
      {fixedValues[name].map(value => (
        <MenuItem key={value} value={value}>
          {textOf(value)}
        </MenuItem>
      ))}
    </TextField>
  );

  const badOrder = Boolean(
    filters.from && filters.to && filters.to < filters.from,
  );
  const dayField = (name: 'from' | 'to') => (
    <TextField
      type="date"
      id={`${id}-${name}`}
      size="small"
      variant="outlined"
      label={t(`log.${name}`)}
      value={filters[name]}
      error={name === 'to' && badOrder}
      helperText={name === 'to' && badOrder ? t('log.dateOrder') : undefined}
      InputLabelProps={{ shrink: true }}
      onChange={event => onChange({ ...filters, [name]: event.target.value })}
    />
  );

  return (
    <Paper variant="outlined" className={classes.root}>
      <div className={classes.bar}>
        <TextField
          className={classes.search}
          size="small"
          variant="outlined"
          type="search"
          placeholder={t('log.searchPlaceholder')}
          inputProps={{ 'aria-label': t('log.search'), maxLength: 100 }}
          InputProps={{
            startAdornment: (
              <InputAdornment position="start">
                <RiSearchLine size={18} aria-hidden />
              </InputAdornment>
            ),
          }}
          value={search}
          onChange={event => setSearch(event.target.value)}
        />
        <Button
          variant="outlined"
          startIcon={<RiFilter3Line size={18} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {count ? t('log.filtersCount', { count }) : t('log.filters')}
        </Button>
        {(count > 0 || filters.q) && (
          <Button
            onClick={() => onChange({ ...noFilters(), order: filters.order })}
          >
            {t('log.clear')}
          </Button>
        )}
        {props.actions}
      </div>
      {open && (
        <div className={classes.fields}>
          <TextField
            select
            id={`${id}-order`}
            size="small"
            variant="outlined"
            label={t('log.order')}
            value={filters.order}
            onChange={event =>
              onChange({
                ...filters,
                order: event.target.value as Filters['order'],
              })
            }
            InputLabelProps={{ shrink: true }}
            SelectProps={{ labelId: `${id}-order-label` }}
          >
            {orders.map(order => (
              <MenuItem key={order} value={order}>
                {t(`logOrder.${order}`)}
              </MenuItem>
            ))}
          </TextField>
          {dayField('from')}
          {dayField('to')}
          {choice('type', t('log.type'), value =>
            t(`type.${value as 'usage'}`),
          )}
          {choice('status', t('log.status'), value =>
            t(`status.${value as 'success'}`),
          )}
          {choice('creditType', t('log.creditType'), value =>
            t(`creditType.${value as 'free'}`),
          )}
          {openFilters.map(name => (
            <SuggestField
              key={name}
              dimension={name}
              label={t(`dimension.${name}`)}
              placeholder={t('log.any')}
              value={filters[name]}
              onChange={change(name)}
            />
          ))}
        </div>
      )}
    </Paper>
  );
}
