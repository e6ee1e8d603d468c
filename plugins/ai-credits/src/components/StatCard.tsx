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
import Skeleton from '@material-ui/lab/Skeleton';
import { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.5),
      minWidth: 0,
      minHeight: theme.spacing(12),
    },
    label: { lineHeight: 1.4 },
    value: {
      fontFamily: theme.typography.fontFamily,
      fontSize: '1.375rem',
      fontWeight: 700,
      lineHeight: 1.3,
      fontVariantNumeric: 'tabular-nums',
      overflowWrap: 'anywhere',
    },
    hint: { lineHeight: 1.4, fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'AiCreditsStatCard' },
);

/** One figure, what it is called and what it is measured against. */
export function StatCard(props: {
  label: string;
  /** Absent while it is being read. */
  value?: ReactNode;
  hint?: ReactNode;
}) {
  const classes = useStyles();
  const loading = props.value === undefined;
  return (
    <Paper
      variant="outlined"
      className={classes.root}
      role="group"
      aria-label={props.label}
    >
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.label}
      >
        {props.label}
      </Typography>
      <div className={classes.value}>
        {loading ? <Skeleton width="60%" /> : props.value}
      </div>
      <Typography
        variant="body2"
        component="div"
        color="textSecondary"
        className={classes.hint}
      >
        {loading ? <Skeleton width="80%" /> : props.hint}
      </Typography>
    </Paper>
  );
}
