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
import { ComponentProps, ReactNode } from 'react';
import { useText } from '../translations';
import { StaleNotice } from './ErrorState';
import { Toolbar } from './Toolbar';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
    },
    top: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 3),
      [theme.breakpoints.down('sm')]: {
        flexDirection: 'column',
        alignItems: 'stretch',
      },
    },
    tools: {
      display: 'flex',
      flexWrap: 'wrap',
      flexShrink: 0,
      alignItems: 'center',
      gap: theme.spacing(1, 2),
    },
  }),
  { name: 'AiCreditsPageFrame' },
);

/**
 * A tab: its sentence beside its tools, and below them one thing after the
 * other. When its figures could not be refreshed, it says of when they are.
 */
export function PageFrame(props: {
  headline: ReactNode;
  /** When the figures were read, in epoch ms; undefined while there are none. */
  updatedAt: number | undefined;
  timeZone: string;
  refreshing: boolean;
  onRefresh: () => void;
  /** Whether what is shown is older than the last attempt to read it. */
  stale: boolean;
  help: ComponentProps<typeof Toolbar>['help'];
  /** What else stands beside the tools. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const { formats } = useText();
  const { updatedAt, timeZone, refreshing, onRefresh, help, actions } = props;
  const tools = (
    <Toolbar
      updatedAt={updatedAt}
      timeZone={timeZone}
      refreshing={refreshing}
      onRefresh={onRefresh}
      help={help}
    />
  );
  return (
    <div className={classes.root}>
      <div className={classes.top}>
        {props.headline}
        {actions ? (
          <div className={classes.tools}>
            {actions}
            {tools}
          </div>
        ) : (
          tools
        )}
      </div>
      {props.stale && updatedAt !== undefined && (
        <StaleNotice
          since={formats.time(updatedAt, timeZone)}
          onRetry={onRefresh}
        />
      )}
      {props.children}
    </div>
  );
}
