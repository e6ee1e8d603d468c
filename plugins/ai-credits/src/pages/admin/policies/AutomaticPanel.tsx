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
import MenuItem from '@material-ui/core/MenuItem';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { Balance, Pack } from 'backstage-plugin-ai-credits-common';
import { useId } from 'react';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { Effect } from './Effect';
import { PolicyFields, PolicyProblems } from './fields';
import { PolicyField, useProblemText } from './PolicyField';
import { PolicyForm } from './usePolicies';

const useStyles = makeStyles(
  theme => ({
    fields: {
      display: 'grid',
      gap: theme.spacing(0, 3),
      gridTemplateColumns: '1fr 1fr',
      margin: theme.spacing(1, 0),
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: '1fr' },
    },
    wide: { gridColumn: '1 / -1' },
  }),
  { name: 'AiCreditsAutomaticPanel' },
);

/** When credits are bought by themselves, with the effect in a sentence. */
export function AutomaticPanel(props: {
  form: PolicyForm;
  problems: PolicyProblems;
  packs: readonly Pack[];
  balance: Balance | undefined;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const problemText = useProblemText();
  const packId = useId();
  const { form, packs, problems } = props;
  const { fields } = form;
  const field = { form, problems };
  const known = packs.some(({ id }) => id === fields.pack);
  return (
    <Panel title={t('policies.automatic')}>
      <FormControlLabel
        control={
          <Switch
            color="primary"
            checked={fields.enabled}
            onChange={event => form.set({ enabled: event.target.checked })}
          />
        }
        label={t('policies.enabled')}
      />
      <Effect
        fields={fields}
        packs={packs}
        // What was saved has been acted on already.
        balance={form.edited ? props.balance : undefined}
      />
      {fields.enabled && (
        <div className={classes.fields}>
          <FormControl
            component="fieldset"
            margin="dense"
            className={classes.wide}
          >
            <FormLabel component="legend">{t('policies.trigger')}</FormLabel>
            <RadioGroup
              value={fields.trigger}
              onChange={event =>
                form.set({
                  trigger: event.target.value as PolicyFields['trigger'],
                })
              }
            >
              <FormControlLabel
                value="balance"
                control={<Radio color="primary" />}
                label={t('policies.triggerBalance')}
              />
              <FormControlLabel
                value="limit"
                control={<Radio color="primary" />}
                label={t('policies.triggerLimit')}
              />
            </RadioGroup>
          </FormControl>
          {fields.trigger === 'balance' && (
            <div className={classes.wide}>
              <PolicyField
                name="below"
                label={t('policies.below')}
                {...field}
              />
            </div>
          )}
          <TextField
            select
            id={packId}
            label={t('policies.pack')}
            value={fields.pack}
            onChange={event => form.set({ pack: event.target.value })}
            error={problems.pack !== undefined}
            helperText={problemText(problems.pack) ?? ' '}
            margin="dense"
            fullWidth
          >
            {!known && (
              <MenuItem value={fields.pack} disabled>
                {t('policies.packGone', { pack: fields.pack })}
              </MenuItem>
            )}
            {packs.map(pack => (
              <MenuItem key={pack.id} value={pack.id}>
                {`${pack.title}, ${formats.money(
                  pack.price.amount,
                  pack.price.currency,
                )}`}
              </MenuItem>
            ))}
          </TextField>
          <PolicyField
            name="quantity"
            label={t('policies.quantity')}
            inputMode="numeric"
            {...field}
          />
          <PolicyField
            name="maxPurchasesPerMonth"
            label={t('policies.maxPurchases')}
            inputMode="numeric"
            {...field}
          />
          <PolicyField
            name="maxCreditsPerMonth"
            label={t('policies.maxCredits')}
            help={t('policies.maxCreditsHelp')}
            {...field}
          />
          <PolicyField
            name="cooldownMinutes"
            label={t('policies.cooldown')}
            help={t('policies.cooldownHelp')}
            inputMode="numeric"
            {...field}
          />
          <PolicyField
            name="recipients"
            label={t('policies.recipients')}
            help={t('policies.recipientsHelp')}
            inputMode="text"
            multiline
            {...field}
          />
        </div>
      )}
    </Panel>
  );
}
