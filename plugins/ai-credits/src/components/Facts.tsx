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

import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

/** A name and what stands beside it. */
export interface Fact {
  label: string;
  /** Grey, after the label. */
  note?: string;
  value: ReactNode;
  /** The exact value where it is abbreviated. */
  title?: string;
}

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0 },
    row: {
      ...theme.typography.body2,
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      padding: theme.spacing(0.75, 0),
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    label: { minWidth: 0, overflowWrap: 'anywhere' },
    note: { color: theme.palette.text.secondary },
    value: {
      margin: 0,
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
      // A short value stays in one piece beside a long label.
      overflowWrap: 'break-word',
    },
  }),
  { name: 'AiCreditsFacts' },
);

/** Names on the left, values on the right. */
export function Facts({ items }: { items: Fact[] }) {
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {items.map(item => (
        <div key={item.label} className={classes.row}>
          <dt className={classes.label}>
            {item.label}
            {item.note && <span className={classes.note}> · {item.note}</span>}
          </dt>
          <dd className={classes.value} title={item.title}>
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
