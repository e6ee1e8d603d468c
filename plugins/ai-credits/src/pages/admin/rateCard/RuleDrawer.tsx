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

import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { SideDrawer } from '../../../components/SideDrawer';
import { useAdminText } from '../../../translations/admin';

const useStyles = makeStyles(
  theme => ({
    buttons: {
      display: 'flex',
      justifyContent: 'space-between',
      marginTop: theme.spacing(3),
    },
  }),
  { name: 'AiCreditsRuleDrawer' },
);

/** One rule of a draft: its fields, and below them the way to take it out. */
export function RuleDrawer(props: {
  title: string;
  onRemove: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const { title, onClose } = props;
  return (
    <SideDrawer open onClose={onClose} title={title}>
      {props.children}
      <div className={classes.buttons}>
        <Button
          onClick={() => {
            onClose();
            props.onRemove();
          }}
        >
          {t('rateCard.remove')}
        </Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          onClick={onClose}
        >
          {t('rateCard.done')}
        </Button>
      </div>
    </SideDrawer>
  );
}
