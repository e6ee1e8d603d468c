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
import { ReactNode } from 'react';

/** A line of a {@link Ranking}. */
export interface RankingItem {
  id: string;
  label: string;
  /** Grey, after the label. */
  note?: string;
  value: ReactNode;
  /** Written out, such as `28%`. */
  share: string;
  /** The length of the bar, from 0 to 1. */
  part: number;
}

const useStyles = makeStyles(
  theme => ({
    root: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      ...theme.typography.body2,
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto 3.5em',
      gap: theme.spacing(0.5, 1.5),
      width: '100%',
      alignItems: 'baseline',
      textAlign: 'left',
      padding: theme.spacing(0.75, 0.5),
      borderRadius: theme.shape.borderRadius,
      fontVariantNumeric: 'tabular-nums',
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    label: { overflowWrap: 'anywhere' },
    note: { color: theme.palette.text.secondary },
    number: { textAlign: 'right' },
    track: {
      gridColumn: '1 / -1',
      height: 6,
      borderRadius: 3,
      backgroundColor: theme.palette.action.selected,
    },
    bar: {
      height: '100%',
      minWidth: 2,
      borderRadius: 3,
      backgroundColor: theme.palette.primary.main,
    },
  }),
  { name: 'AiCreditsRanking' },
);

/** Names with horizontal bars, values and shares; a click leads into one, where it leads anywhere. */
export function Ranking(props: {
  items: RankingItem[];
  /** What a click does, such as "Look into …". */
  titleOf?: (item: RankingItem) => string;
  onOpen?: (id: string) => void;
}) {
  const classes = useStyles();
  const { onOpen, titleOf } = props;
  return (
    <ul className={classes.root}>
      {props.items.map(item => {
        const line = (
          <>
            <span className={classes.label}>
              {item.label}
              {item.note && (
                <span className={classes.note}> · {item.note}</span>
              )}
            </span>
            <span className={classes.number}>{item.value}</span>
            <span className={classes.number}>{item.share}</span>
            <span className={classes.track} aria-hidden>
              <span
                className={classes.bar}
                style={{
                  display: 'block',
                  width: `${Math.min(Math.max(item.part, 0), 1) * 100}%`,
                }}
              />
            </span>
          </>
        );
        return (
          <li key={item.id}>
            {onOpen ? (
              <ButtonBase
                className={classes.item}
                title={titleOf?.(item)}
                onClick={() => onOpen(item.id)}
              >
                {line}
              </ButtonBase>
            ) : (
              <div className={classes.item}>{line}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
