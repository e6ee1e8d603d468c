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
import { useText } from '../translations';

/** A name in a legend. */
export interface LegendItem {
  id: string;
  label: string;
  colour: string;
  hidden: boolean;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 1),
      padding: 0,
      margin: theme.spacing(1, 0, 0),
      listStyle: 'none',
    },
    item: {
      ...theme.typography.body2,
      gap: theme.spacing(1),
      padding: theme.spacing(0.5, 1),
      borderRadius: theme.shape.borderRadius,
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    hidden: {
      color: theme.palette.text.secondary,
      textDecoration: 'line-through',
    },
    swatch: { width: 12, height: 12, borderRadius: 2, flexShrink: 0 },
  }),
  { name: 'AiCreditsLegend' },
);

/** Names with their colours; a click takes one out of the chart or brings it back. */
export function Legend(props: {
  items: LegendItem[];
  onToggle: (id: string) => void;
}) {
  const classes = useStyles();
  const { t } = useText();
  return (
    <ul className={classes.root}>
      {props.items.map(item => (
        <li key={item.id}>
          <ButtonBase
            className={
              item.hidden ? `${classes.item} ${classes.hidden}` : classes.item
            }
            aria-pressed={!item.hidden}
            title={t(item.hidden ? 'chart.legendShow' : 'chart.legendHide', {
              name: item.label,
            })}
            onClick={() => props.onToggle(item.id)}
          >
            <span
              className={classes.swatch}
              style={{
                backgroundColor: item.hidden ? 'transparent' : item.colour,
                border: `2px solid ${item.colour}`,
              }}
            />
            {item.label}
          </ButtonBase>
        </li>
      ))}
    </ul>
  );
}
