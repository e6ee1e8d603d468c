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
import { PolicyFields, PolicyProblem, PolicyProblems } from './fields';
import { PolicyForm } from './usePolicies';

/** The fields that hold text. */
export type TextFieldName = Exclude<keyof PolicyFields, 'enabled' | 'trigger'>;

/** What is wrong with a field, in words. */
export function useProblemText() {
  const { t, formats } = useAdminText();
  return (problem: PolicyProblem | undefined): string | undefined => {
    switch (problem) {
      case undefined:
        return undefined;
      case 'amount':
        return t('policies.amountError');
      case 'positive':
        return t('policies.positiveError');
      case 'pack':
        return t('policies.packError');
      default:
        return 'most' in problem
          ? t('policies.wholeError', { max: formats.count(problem.most) })
          : t('policies.recipientsError', { wrong: problem.recipient });
    }
  };
}

/** A text field of the form, with what is wrong about it under it. */
export function PolicyField(props: {
  name: TextFieldName;
  label: string;
  help?: string;
  form: PolicyForm;
  problems: PolicyProblems;
  inputMode?: 'decimal' | 'numeric' | 'text';
  multiline?: boolean;
}) {
  const { form, name } = props;
  const problemText = useProblemText();
  const problem = problemText(props.problems[name]);
  return (
    <TextField
      id={useId()}
      label={props.label}
      value={form.fields[name]}
      onChange={event => form.set({ [name]: event.target.value })}
      error={problem !== undefined}
      helperText={problem ?? props.help ?? ' '}
      inputProps={{ inputMode: props.inputMode ?? 'decimal' }}
      margin="dense"
      fullWidth
      multiline={props.multiline}
      minRows={props.multiline ? 2 : undefined}
    />
  );
}
