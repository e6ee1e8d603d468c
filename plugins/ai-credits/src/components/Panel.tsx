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

import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      minWidth: 0,
      padding: theme.spacing(2),
      '@media print': { breakInside: 'avoid' },
    },
    header: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1.5),
      minHeight: theme.spacing(4),
    },
    title: {
      fontSize: theme.typography.subtitle1.fontSize,
      fontWeight: 700,
      lineHeight: 1.5,
      margin: 0,
    },
    words: { flex: '1 1 200px', minWidth: 0 },
    hint: { fontVariantNumeric: 'tabular-nums' },
    actions: { display: 'flex', alignItems: 'center', flexShrink: 0 },
  }),
  { name: 'AiCreditsPanel' },
);

/** The one card of these pages: a title, what it is measured in, and what it holds. */
export function Panel(props: {
  title: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby={id}
      className={
        props.className ? `${classes.root} ${props.className}` : classes.root
      }
    >
      <div className={classes.header}>
        <div className={classes.words}>
          <Typography id={id} component="h2" className={classes.title}>
            {props.title}
          </Typography>
          {props.hint !== undefined && (
            <Typography
              variant="body2"
              color="textSecondary"
              className={classes.hint}
            >
              {props.hint}
            </Typography>
          )}
        </div>
        {props.actions && (
          <div className={classes.actions}>{props.actions}</div>
        )}
      </div>
      {props.children}
    </Paper>
  );
}
