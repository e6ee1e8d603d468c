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

import TextField, { TextFieldProps } from '@material-ui/core/TextField';
import { useId } from 'react';
import { useAdminText } from '../../../translations/admin';
import { Problem } from './problems';
import { problemText } from './problemText';

/** A field of a draft, with what is wrong about it under it. */
export function Field(
  props: Omit<TextFieldProps, 'onChange' | 'value' | 'label'> & {
    label: string;
    value: string;
    onText: (text: string) => void;
    /** Where the field is, such as `actions.3.credits`. */
    path: string;
    problems: readonly Problem[];
    /** The label is read out and not shown: a column says it already. */
    bare?: boolean;
    decimal?: boolean;
  },
) {
  const { bare, decimal, helperText, label, onText, path, problems, ...rest } =
    props;
  const id = useId();
  const { t, formats } = useAdminText();
  const problem = problems.find(each => each.path === path);
  return (
    <TextField
      id={id}
      fullWidth
      margin={bare ? 'none' : 'dense'}
      {...rest}
      label={bare ? undefined : label}
      onChange={event => onText(event.target.value)}
      error={problem !== undefined}
      helperText={problem ? problemText(t, formats, problem) : helperText}
      inputProps={{
        ...(bare ? { 'aria-label': label } : {}),
        ...(decimal
          ? { inputMode: 'decimal', style: { textAlign: 'right' } }
          : {}),
        ...rest.inputProps,
      }}
    />
  );
}
