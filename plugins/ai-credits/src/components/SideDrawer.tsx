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

import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RiCloseLine } from '@remixicon/react';
import { ReactNode, useId } from 'react';
import { useText } from '../translations';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: 560,
      maxWidth: '100%',
      padding: theme.spacing(2, 3, 4),
      borderLeft: `1px solid ${theme.palette.divider}`,
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(2, 2, 4) },
    },
    header: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'flex-start',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(1),
    },
    title: { fontSize: '1.25rem', fontWeight: 700, lineHeight: 1.4 },
  }),
  { name: 'AiCreditsSideDrawer' },
);

/** A panel from the right that says more about what is on the page. */
export function SideDrawer(props: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useText();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={props.open}
      onClose={props.onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': id,
        elevation: 0,
      }}
    >
      <div className={classes.header}>
        <Typography id={id} component="h2" className={classes.title}>
          {props.title}
        </Typography>
        <IconButton
          size="small"
          aria-label={t('common.close')}
          onClick={props.onClose}
        >
          <RiCloseLine size={20} />
        </IconButton>
      </div>
      {/* The drawer is a flex column, in which tables would shrink to nothing. */}
      <div>{props.children}</div>
    </Drawer>
  );
}
