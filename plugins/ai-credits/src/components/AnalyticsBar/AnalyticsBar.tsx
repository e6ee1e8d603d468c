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

import ButtonBase from '@material-ui/core/ButtonBase';
import LinearProgress from '@material-ui/core/LinearProgress';
import MenuItem from '@material-ui/core/MenuItem';
import Paper from '@material-ui/core/Paper';
import TextField from '@material-ui/core/TextField';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import {
  Granularity,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { ReactNode, useId, useState } from 'react';
import {
  AnalyticsView,
  dimensions,
  withFilter,
  withoutFilters,
} from '../../data/analyticsView';
import {
  granularitiesFor,
  granularityOf,
  ResolvedRange,
} from '../../data/ranges';
import { useText } from '../../translations';
import { FilterChips } from './FilterChips';
import { RangeFields } from './RangeFields';

const useStyles = makeStyles(
  theme => ({
    root: {
      position: 'sticky',
      top: 0,
      // Above charts and their tooltips, below menus and drawers.
      zIndex: theme.zIndex.mobileStepper,
      padding: theme.spacing(1.5, 2),
    },
    // Unfolded on a phone it would cover what it is about.
    unfolded: { position: 'relative' },
    fields: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1.5, 2),
    },
    end: { marginLeft: 'auto' },
    toggle: { padding: theme.spacing(0.75, 1.5), textTransform: 'none' },
    summary: {
      ...theme.typography.body2,
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      width: '100%',
      textAlign: 'left',
      minHeight: theme.spacing(4),
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    open: { marginTop: theme.spacing(2) },
    progress: { position: 'absolute', left: 0, right: 0, bottom: 0, height: 2 },
  }),
  { name: 'AiCreditsAnalyticsBar' },
);

/** What {@link AnalyticsBar} is given. */
export interface AnalyticsBarProps {
  view: AnalyticsView;
  onChange: (view: AnalyticsView) => void;
  /** The range of the view, resolved in the account's time zone. */
  range: ResolvedRange;
  /** What the page can be grouped by; without it there is no such choice. */
  groupings?: readonly UsageDimension[];
  /** False where the page shows nothing over time. */
  granularity?: boolean;
  /** What the page can be filtered by; everything if absent. */
  filterBy?: readonly UsageDimension[];
  /** Figures of this view are on their way while older ones are shown. */
  busy?: boolean;
  /** At the end of the bar. */
  actions?: ReactNode;
}

/**
 * Range, granularity, grouping and filters of a page in one bar, which stays
 * while scrolling. On a phone it folds into a line that says what is shown.
 */
export function AnalyticsBar(props: AnalyticsBarProps) {
  const { view, onChange, range, groupings } = props;
  const classes = useStyles();
  const { t, formats } = useText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const [open, setOpen] = useState(false);
  const id = useId();

  const choices = granularitiesFor(range.days);
  const granularity = granularityOf(range.days, view.granularity);
  const count = Object.keys(view.filters).length;
  const days = `${formats.day(range.firstDay)} – ${formats.day(range.lastDay)}`;

  const summary = [
    view.range.preset === 'custom'
      ? days
      : t(`bar.preset.${view.range.preset}`),
    props.granularity !== false && t(`bar.${granularity}`),
    groupings && t(`dimension.${view.groupBy}`),
    count > 0 && `${t('bar.filters')} (${formats.count(count)})`,
  ]
    .filter(Boolean)
    .join(' · ');

  const fields = (
    <div
      className={narrow ? `${classes.fields} ${classes.open}` : classes.fields}
    >
      <RangeFields
        value={view.range}
        firstDay={range.firstDay}
        lastDay={range.lastDay}
        onChange={next => onChange({ ...view, range: next })}
      />
      {props.granularity !== false && (
        <ToggleButtonGroup
          exclusive
          size="small"
          value={granularity}
          aria-label={t('bar.granularity')}
          onChange={(_, next: Granularity | null) => {
            if (next) {
              onChange({ ...view, granularity: next });
            }
          }}
        >
          {choices.map(name => (
            <ToggleButton key={name} value={name} className={classes.toggle}>
              {t(`bar.${name}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {groupings && (
        <TextField
          select
          id={`${id}-group`}
          size="small"
          variant="outlined"
          label={t('bar.groupBy')}
          value={view.groupBy}
          style={{ minWidth: 168 }}
          InputLabelProps={{ shrink: true }}
          SelectProps={{ labelId: `${id}-group-label` }}
          onChange={event =>
            onChange({ ...view, groupBy: event.target.value as UsageDimension })
          }
        >
          {groupings.map(name => (
            <MenuItem key={name} value={name}>
              {t(`dimension.${name}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
      <FilterChips
        filters={view.filters}
        offered={props.filterBy ?? dimensions}
        span={range}
        onChange={(dimension, values) =>
          onChange(withFilter(view, dimension, values))
        }
        onClear={() => onChange(withoutFilters(view))}
      />
      {props.actions && <div className={classes.end}>{props.actions}</div>}
    </div>
  );

  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('bar.label')}
      aria-busy={props.busy || undefined}
      className={
        narrow && open ? `${classes.root} ${classes.unfolded}` : classes.root
      }
    >
      {narrow && (
        <ButtonBase
          className={classes.summary}
          aria-expanded={open}
          title={t('bar.open')}
          onClick={() => setOpen(!open)}
        >
          {summary}
          {open ? (
            <RiArrowUpSLine size={20} aria-hidden />
          ) : (
            <RiArrowDownSLine size={20} aria-hidden />
          )}
        </ButtonBase>
      )}
      {(!narrow || open) && fields}
      {props.busy && (
        <LinearProgress
          className={classes.progress}
          aria-label={t('common.loading')}
        />
      )}
    </Paper>
  );
}
