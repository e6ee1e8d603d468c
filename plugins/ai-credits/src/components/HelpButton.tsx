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

import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { RiQuestionLine } from '@remixicon/react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../translations';
import type { HelpContent, HelpTopicName } from './help';

const HelpDrawer = lazy(() =>
  import('./help/HelpDrawer').then(m => ({ default: m.HelpDrawer })),
);

/** Opens what the figures beside it mean, and what each action costs; loaded when it is asked for. */
export function HelpButton(props: {
  /** The tab whose figures are explained, or what is said. */
  help: HelpTopicName | HelpContent;
  timeZone: string;
}) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <Tooltip title={t('common.help')}>
        <IconButton
          size="small"
          data-picture="no"
          aria-label={t('common.help')}
          onClick={() => {
            setWanted(true);
            setOpen(true);
          }}
        >
          <RiQuestionLine size={20} />
        </IconButton>
      </Tooltip>
      {wanted && (
        <Suspense fallback={null}>
          <HelpDrawer
            open={open}
            timeZone={props.timeZone}
            topic={props.help}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
