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
import { BackstageTheme } from '@backstage/theme';
import {
  RiCheckLine,
  RiCloseCircleLine,
  RiLoader2Line,
} from '@remixicon/react';
import { PurchaseStatus } from 'backstage-plugin-ai-credits-common';
import { useAdminText } from '../../../translations/admin';

const useStyles = makeStyles(
  theme => {
    const { status } = (theme as BackstageTheme).palette;
    return {
      root: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.5),
        whiteSpace: 'nowrap',
      },
      made: { color: status.ok },
      pending: { color: status.pending },
      failed: { color: status.error },
    };
  },
  { name: 'AiCreditsPurchaseStatus' },
);

const icons = {
  made: RiCheckLine,
  pending: RiLoader2Line,
  failed: RiCloseCircleLine,
};

/** What became of a purchase, in a word with an icon. */
export function PurchaseStatusText({ status }: { status: PurchaseStatus }) {
  const classes = useStyles();
  const { t } = useAdminText();
  const Icon = icons[status];
  return (
    <span className={classes.root}>
      <Icon size={16} className={classes[status]} aria-hidden />
      {t(`credits.${status}`)}
    </span>
  );
}
