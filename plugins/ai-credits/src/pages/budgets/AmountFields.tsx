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

import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  BudgetPeriod,
  CreditRequestKind,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { useId } from 'react';
import { useText } from '../../translations';
import { writtenCredits } from './credits';

/** How many credits more, for how long, and what that makes of the limit. */
export function AmountFields(props: {
  text: string;
  onText: (text: string) => void;
  kind: CreditRequestKind;
  onKind: (kind: CreditRequestKind) => void;
  period: BudgetPeriod;
  /** The limit as it is now; no effect is shown without. */
  limit: string | undefined;
  /** The last day of the current period, where it is known. */
  lastDay: string | undefined;
}) {
  const { t, formats } = useText();
  const id = useId();
  const credits = writtenCredits(props.text);
  const period = t(`budgets.${props.period}`);
  const wrong = props.text !== '' && credits === undefined;
  const effect = () => {
    if (credits === undefined || props.limit === undefined) {
      return undefined;
    }
    const values = {
      before: formats.credits(props.limit),
      after: formats.credits(parseCredits(props.limit) + credits),
    };
    return props.kind === 'once'
      ? t('budgets.effectOnce', {
          ...values,
          day: props.lastDay
            ? formats.day(props.lastDay)
            : t('budgets.endOf', { period }),
        })
      : t('budgets.effectPermanent', { ...values, period });
  };
  return (
    <>
      <TextField
        id={id}
        label={t('budgets.amount')}
        value={props.text}
        onChange={event => props.onText(event.target.value)}
        error={wrong}
        helperText={wrong ? t('budgets.amountError') : ' '}
        inputProps={{ inputMode: 'decimal' }}
        margin="dense"
        fullWidth
        required
      />
      <FormControl component="fieldset" margin="dense">
        <FormLabel component="legend">{t('budgets.kind')}</FormLabel>
        <RadioGroup
          value={props.kind}
          onChange={event =>
            props.onKind(event.target.value as CreditRequestKind)
          }
        >
          <FormControlLabel
            value="once"
            control={<Radio color="primary" />}
            label={t('budgets.once', { period })}
          />
          <FormControlLabel
            value="permanent"
            control={<Radio color="primary" />}
            label={t('budgets.permanent', { period })}
          />
        </RadioGroup>
      </FormControl>
      <Typography aria-live="polite" gutterBottom>
        {effect()}
      </Typography>
    </>
  );
}
