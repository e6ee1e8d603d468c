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
import { makeStyles } from '@material-ui/core/styles';
import { RiArrowRightSLine } from '@remixicon/react';
import { AnalyticsView, climbTo } from '../../data/analyticsView';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      ...theme.typography.body2,
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    crumb: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
    back: {
      ...theme.typography.body2,
      padding: theme.spacing(0.25, 1),
      borderRadius: theme.spacing(2),
      border: `1px solid ${theme.palette.divider}`,
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    here: { padding: theme.spacing(0.25, 1), fontWeight: 700 },
  }),
  { name: 'AiCreditsBreadcrumbs' },
);

/** What was looked into, step by step, and the way back to each. */
export function Breadcrumbs(props: {
  view: AnalyticsView;
  onChange: (view: AnalyticsView) => void;
}) {
  const { view } = props;
  const classes = useStyles();
  const { t } = useText();
  const labelOf = useValueLabels(Object.values(view.filters).flat());
  if (!view.path.length) {
    return null;
  }
  const last = view.path.length - 1;
  return (
    <nav aria-label={t('usage.path')}>
      <ol className={classes.root}>
        <li>
          <ButtonBase
            className={classes.back}
            onClick={() => props.onChange(climbTo(view, undefined))}
          >
            {t('usage.all')}
          </ButtonBase>
        </li>
        {view.path.map((name, at) => {
          const text = t('bar.chip', {
            dimension: t(`dimension.${name}`),
            values: (view.filters[name] ?? [])
              .map(value => labelOf(name, value))
              .join(', '),
          });
          return (
            <li key={name} className={classes.crumb}>
              <RiArrowRightSLine size={16} aria-hidden />
              {at === last ? (
                <span className={classes.here} aria-current="location">
                  {text}
                </span>
              ) : (
                <ButtonBase
                  className={classes.back}
                  onClick={() =>
                    props.onChange(climbTo(view, view.path[at + 1]))
                  }
                >
                  {text}
                </ButtonBase>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
