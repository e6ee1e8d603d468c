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
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';

const useStyles = makeStyles(
  theme => ({
    root: {
      flexGrow: 1,
      minWidth: 0,
      fontSize: '1.25rem',
      fontWeight: 500,
      lineHeight: 1.5,
      minHeight: '1.875rem',
      fontVariantNumeric: 'tabular-nums',
      [theme.breakpoints.down('xs')]: { fontSize: '1.125rem' },
    },
  }),
  { name: 'AiCreditsHeadline' },
);

/** The sentence that answers what a tab is opened for; a skeleton until it is known. */
export function Headline({ text }: { text: string | undefined }) {
  const classes = useStyles();
  return (
    <Typography component="p" className={classes.root} aria-live="polite">
      {text ?? <Skeleton width="70%" />}
    </Typography>
  );
}
