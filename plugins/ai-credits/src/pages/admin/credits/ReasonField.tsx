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

/** Why credits are changed. */
export function ReasonField(props: {
  value: string;
  onChange: (text: string) => void;
}) {
  const { t } = useAdminText();
  return (
    <TextField
      id={useId()}
      label={t('credits.reasonLabel')}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      helperText={t('credits.reasonHelp')}
      inputProps={{ maxLength: 1_000 }}
      margin="dense"
      fullWidth
      required
      multiline
      minRows={2}
    />
  );
}
