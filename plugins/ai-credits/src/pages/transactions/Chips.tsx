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

import { makeStyles, Theme } from '@material-ui/core/styles';
import { BackstageTheme } from '@backstage/theme';
import { RiAlertLine, RiCheckLine, RiCloseCircleLine } from '@remixicon/react';
import { Transaction } from 'backstage-plugin-ai-credits-common';
import { useText } from '../../translations';

type Tone = 'added' | 'used' | 'returned' | 'neutral';

const tones: Record<Transaction['type'], Tone> = {
  purchase: 'added',
  allowance: 'added',
  promotion: 'added',
  usage: 'used',
  refund: 'returned',
  adjustment: 'neutral',
  expiry: 'neutral',
};

const useStyles = makeStyles<Theme, { tone: Tone }>(
  theme => {
    const { status } = (theme as BackstageTheme).palette;
    const colours: Record<Tone, string> = {
      added: status.ok,
      used: status.error,
      returned: status.running,
      neutral: status.aborted,
    };
    return {
      chip: {
        ...theme.typography.body2,
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.75),
        padding: theme.spacing(0, 1),
        borderRadius: theme.spacing(1.5),
        border: '1px solid',
        borderColor: ({ tone }) => colours[tone],
        whiteSpace: 'nowrap',
      },
      dot: {
        width: 8,
        height: 8,
        borderRadius: '50%',
        backgroundColor: ({ tone }) => colours[tone],
      },
    };
  },
  { name: 'AiCreditsTypeChip' },
);

/** What kind of transaction it was: a word, with the colour of its kind. */
export function TypeChip({ type }: { type: Transaction['type'] }) {
  const classes = useStyles({ tone: tones[type] });
  const { t } = useText();
  return (
    <span className={classes.chip}>
      <span className={classes.dot} />
      {t(`type.${type}`)}
    </span>
  );
}

const useStatusStyles = makeStyles(
  theme => {
    const { status } = (theme as BackstageTheme).palette;
    return {
      root: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.5),
        whiteSpace: 'nowrap',
      },
      success: { color: status.ok },
      failed: { color: status.error },
      'over-limit': { color: status.warning },
    };
  },
  { name: 'AiCreditsStatusText' },
);

const icons = {
  success: RiCheckLine,
  failed: RiCloseCircleLine,
  'over-limit': RiAlertLine,
};

/** How a transaction ended, in a word with an icon. */
export function StatusText({ status }: { status: Transaction['status'] }) {
  const classes = useStatusStyles();
  const { t } = useText();
  const Icon = icons[status];
  return (
    <span className={classes.root}>
      <Icon size={16} className={classes[status]} aria-hidden />
      {t(`status.${status}`)}
    </span>
  );
}
