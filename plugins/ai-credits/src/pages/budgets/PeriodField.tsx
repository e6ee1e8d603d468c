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

import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  BudgetPeriod,
  budgetPeriods,
} from 'backstage-plugin-ai-credits-common';
import { useText } from '../../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      minWidth: 140,
      '& .MuiSelect-root': { textTransform: 'capitalize' },
      // Grey is too faint on the page, outside of a card.
      '& .MuiInputLabel-root': { color: theme.palette.text.primary },
    },
  }),
  { name: 'AiCreditsPeriodField' },
);

/** Which budgets are shown: those of days, weeks, months, quarters or years. */
export function PeriodField(props: {
  id: string;
  value: BudgetPeriod;
  onChange: (period: BudgetPeriod) => void;
  labelOf: (period: BudgetPeriod) => string;
}) {
  const classes = useStyles();
  const { t } = useText();
  const { id, value, onChange, labelOf } = props;
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      className={classes.root}
      id={id}
      label={t('budgets.period')}
      value={value}
      onChange={event => onChange(event.target.value as BudgetPeriod)}
    >
      {budgetPeriods.map(period => (
        <MenuItem key={period} value={period}>
          {labelOf(period)}
        </MenuItem>
      ))}
    </TextField>
  );
}
