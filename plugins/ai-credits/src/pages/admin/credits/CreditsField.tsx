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

import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { useAdminText } from '../../../translations/admin';

/** How many credits, as they are written; with what is wrong with them, if anything is. */
export function CreditsField(props: {
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
  help?: string;
}) {
  const { t } = useAdminText();
  const { value, onChange, problem, help = ' ' } = props;
  return (
    <TextField
      id={`${useId()}-credits`}
      label={t('credits.creditsLabel')}
      value={value}
      onChange={event => onChange(event.target.value)}
      error={problem !== undefined}
      helperText={problem ?? help}
      inputProps={{ inputMode: 'decimal' }}
      margin="dense"
      fullWidth
      required
    />
  );
}
