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

import Typography from '@material-ui/core/Typography';
import { makeStyles, Theme } from '@material-ui/core/styles';
import { BackstageTheme } from '@backstage/theme';
import { RiErrorWarningLine } from '@remixicon/react';
import { ReactNode } from 'react';

const useStyles = makeStyles<Theme>(
  theme => ({
    root: {
      ...theme.typography.body2,
      display: 'flex',
      gap: theme.spacing(0.5),
      fontVariantNumeric: 'tabular-nums',
      overflowWrap: 'anywhere',
    },
    // The words stay as dark as others; red alone would be too faint to read.
    icon: {
      flexShrink: 0,
      marginTop: 1,
      color: (theme as BackstageTheme).palette.status.error,
    },
  }),
  { name: 'AiCreditsProblem' },
);

/** Something that keeps changes from being saved. */
export function Problem({ children }: { children: ReactNode }) {
  const classes = useStyles();
  return (
    <Typography component="div" className={classes.root}>
      <RiErrorWarningLine size={16} className={classes.icon} aria-hidden />
      <span>{children}</span>
    </Typography>
  );
}
