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
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { Panel } from '../../../components/Panel';

const useStyles = makeStyles(
  theme => ({ root: { padding: theme.spacing(1, 2), minWidth: 0 } }),
  { name: 'AiCreditsReportCard' },
);

/** A card whose title is left out where the heading above it says the same. */
export function Card(props: {
  title?: string;
  heading: string;
  hint?: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const { title, heading } = props;
  return title && title !== heading ? (
    <Panel title={title} hint={props.hint}>
      {props.children}
    </Panel>
  ) : (
    <Paper variant="outlined" className={classes.root}>
      {props.children}
    </Paper>
  );
}
