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

import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Balance, parseCredits } from 'backstage-plugin-ai-credits-common';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { amountIn, PolicyProblems } from './fields';
import { PolicyField } from './PolicyField';
import { PolicyForm } from './usePolicies';

const useStyles = makeStyles(
  theme => ({
    fields: {
      display: 'grid',
      gap: theme.spacing(1, 3),
      gridTemplateColumns: '1fr 1fr',
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: '1fr' },
    },
  }),
  { name: 'AiCreditsLimitsPanel' },
);

/** When the balance is low, and what may be used past it; with what that means now. */
export function LimitsPanel(props: {
  form: PolicyForm;
  problems: PolicyProblems;
  balance: Balance | undefined;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const { balance, form, problems } = props;
  const threshold = amountIn(form.fields.lowBalanceThreshold, 0n);
  const limit = amountIn(form.fields.excessLimit, 0n);
  const used = balance && parseCredits(balance.excess.used);
  const excess = () => {
    if (limit === undefined || used === undefined) {
      return ' ';
    }
    return limit < used
      ? t('policies.excessPassed', { used: formats.credits(used) })
      : t('policies.excessEffect', {
          used: formats.credits(used),
          left: formats.credits(limit - used),
        });
  };
  return (
    <Panel title={t('policies.limits')}>
      <div className={classes.fields}>
        <div>
          <PolicyField
            name="lowBalanceThreshold"
            label={t('policies.threshold')}
            help={t('policies.thresholdHelp')}
            form={form}
            problems={problems}
          />
          <Typography aria-live="polite" gutterBottom>
            {balance && threshold !== undefined
              ? t('policies.thresholdEffect', {
                  available: formats.credits(balance.available),
                  state: t(
                    parseCredits(balance.available) < threshold
                      ? 'policies.low'
                      : 'policies.notLow',
                  ),
                })
              : ' '}
          </Typography>
        </div>
        <div>
          <PolicyField
            name="excessLimit"
            label={t('policies.excess')}
            help={t('policies.excessHelp')}
            form={form}
            problems={problems}
          />
          <Typography aria-live="polite">{excess()}</Typography>
        </div>
      </div>
    </Panel>
  );
}
