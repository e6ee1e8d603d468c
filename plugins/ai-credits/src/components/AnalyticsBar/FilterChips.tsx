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
import ButtonBase from '@material-ui/core/ButtonBase';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import { RiAddLine, RiCloseLine } from '@remixicon/react';
import { UsageDimension } from 'backstage-plugin-ai-credits-common';
import { useRef, useState } from 'react';
import { dimensions, DimensionFilters } from '../../data/analyticsView';
import { Span } from '../../data/ranges';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { FilterMenu } from './FilterMenu';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      minWidth: 0,
    },
    chip: {
      ...theme.typography.body2,
      display: 'inline-flex',
      alignItems: 'center',
      maxWidth: '100%',
      borderRadius: theme.spacing(2),
      border: `1px solid ${theme.palette.divider}`,
      backgroundColor: theme.palette.action.selected,
    },
    text: {
      ...theme.typography.body2,
      minWidth: 0,
      padding: theme.spacing(0.5, 0.5, 0.5, 1.5),
      borderRadius: theme.spacing(2, 0, 0, 2),
      textAlign: 'left',
      overflowWrap: 'anywhere',
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    remove: {
      padding: theme.spacing(0.5),
      marginRight: theme.spacing(0.25),
      color: 'inherit',
    },
  }),
  { name: 'AiCreditsFilterChips' },
);

/** The filters as chips, and a way to add one. A click on a chip changes it. */
export function FilterChips(props: {
  filters: DimensionFilters;
  offered: readonly UsageDimension[];
  span: Span;
  onChange: (dimension: UsageDimension, values: string[]) => void;
  onClear: () => void;
}) {
  const { filters, offered } = props;
  const classes = useStyles();
  const { t, formats } = useText();
  const labelOf = useValueLabels(Object.values(filters).flat());
  const add = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [dimension, setDimension] = useState<UsageDimension>(offered[0]);
  const active = dimensions.filter(name => filters[name]?.length);

  const textOf = (name: UsageDimension) => {
    const values = filters[name] ?? [];
    const shown = values
      .slice(0, 2)
      .map(value => labelOf(name, value))
      .join(', ');
    return t('bar.chip', {
      dimension: t(`dimension.${name}`),
      values:
        values.length > 2
          ? t('bar.chipMore', {
              values: shown,
              number: formats.count(values.length - 2),
            })
          : shown,
    });
  };

  return (
    <div className={classes.root}>
      {active.map(name => {
        const text = textOf(name);
        return (
          <span key={name} className={classes.chip}>
            <ButtonBase
              className={classes.text}
              title={t('bar.editFilter', { filter: text })}
              disabled={!offered.includes(name)}
              onClick={() => {
                setDimension(name);
                setOpen(true);
              }}
            >
              {text}
            </ButtonBase>
            <IconButton
              className={classes.remove}
              aria-label={t('bar.removeFilter', { filter: text })}
              onClick={() => props.onChange(name, [])}
            >
              <RiCloseLine size={16} />
            </IconButton>
          </span>
        );
      })}
      {/* Chips come and go; the menu hangs on what stays. */}
      {offered.length > 0 && (
        <Button
          ref={add}
          variant="outlined"
          startIcon={<RiAddLine size={18} />}
          aria-haspopup="dialog"
          onClick={() => {
            setDimension(
              offered.find(name => !filters[name]?.length) ?? offered[0],
            );
            setOpen(true);
          }}
        >
          {t('bar.addFilter')}
        </Button>
      )}
      {active.length > 1 && (
        <Button onClick={props.onClear}>{t('bar.clear')}</Button>
      )}
      <FilterMenu
        anchor={open ? add.current ?? undefined : undefined}
        dimension={dimension}
        offered={offered}
        filters={filters}
        span={props.span}
        onDimension={setDimension}
        onChange={values => props.onChange(dimension, values)}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}
