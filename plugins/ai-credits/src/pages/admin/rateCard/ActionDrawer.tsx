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
import { useId } from 'react';
import { useAdminText } from '../../../translations/admin';
import { Field } from './Field';
import { PriceInputs } from './PriceInputs';
import { RuleDrawer } from './RuleDrawer';
import { Draft } from './useDraft';

/** All that can be said about what an action costs. */
export function ActionDrawer(props: {
  draft: Draft;
  index: number;
  onClose: () => void;
}) {
  const { t, formats } = useAdminText();
  const id = useId();
  const { draft, index } = props;
  const { fields, problems } = draft;
  const rule = fields.actions[index];
  if (!rule) {
    return null;
  }
  const path = `actions.${index}`;
  const change = (patch: Partial<typeof rule>) =>
    draft.changeAction(index, patch);
  const text = (name: 'action' | 'title' | 'category' | 'credits') => ({
    value: rule[name],
    onText: (value: string) => change({ [name]: value }),
    path: `${path}.${name}`,
    problems,
  });
  const failed = (costs: boolean) =>
    t(costs ? 'rateCard.failedCost' : 'rateCard.failedFree');
  return (
    <RuleDrawer
      onClose={props.onClose}
      onRemove={() => draft.remove('actions', index)}
      title={
        rule.action
          ? t('rateCard.editAction', { name: rule.title || rule.action })
          : t('rateCard.newAction')
      }
    >
      <Field
        label={t('rateCard.action')}
        helperText={t('rateCard.actionHelp')}
        required
        {...text('action')}
      />
      <Field label={t('rateCard.label')} {...text('title')} />
      <Field label={t('rateCard.category')} {...text('category')} />
      <Field
        label={t('rateCard.credits')}
        helperText={t('rateCard.actionsHint', {
          credits: formats.creditsExact(fields.defaultCredits || '0'),
        })}
        decimal
        {...text('credits')}
      />
      <TextField
        select
        id={`${id}-multiplied`}
        label={t('rateCard.price')}
        value={rule.multiplied ? 'yes' : 'no'}
        onChange={event => change({ multiplied: event.target.value === 'yes' })}
        margin="dense"
        fullWidth
      >
        <MenuItem value="yes">{t('rateCard.multiplied')}</MenuItem>
        <MenuItem value="no">{t('rateCard.fixed')}</MenuItem>
      </TextField>
      <TextField
        select
        id={`${id}-failed`}
        label={t('rateCard.failedAction')}
        value={String(rule.chargeFailed ?? 'card')}
        onChange={event => {
          const { value } = event.target;
          change({
            chargeFailed: value === 'card' ? undefined : value === 'true',
          });
        }}
        margin="dense"
        fullWidth
      >
        <MenuItem value="card">
          {t('rateCard.failedCard', { rule: failed(fields.chargeFailed) })}
        </MenuItem>
        <MenuItem value="true">{failed(true)}</MenuItem>
        <MenuItem value="false">{failed(false)}</MenuItem>
      </TextField>
      <PriceInputs
        prices={rule.prices}
        path={`${path}.prices`}
        problems={problems}
        onChange={prices => change({ prices })}
      />
    </RuleDrawer>
  );
}
