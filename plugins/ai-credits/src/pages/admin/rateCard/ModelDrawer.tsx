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

import { useAdminText } from '../../../translations/admin';
import { Field } from './Field';
import { PriceInputs } from './PriceInputs';
import { RuleDrawer } from './RuleDrawer';
import { TierWord } from './TierWord';
import { Draft } from './useDraft';

/** All that can be said about what a model costs. */
export function ModelDrawer(props: {
  draft: Draft;
  index: number;
  onClose: () => void;
}) {
  const { t } = useAdminText();
  const { draft, index } = props;
  const { fields, problems } = draft;
  const rule = fields.models[index];
  if (!rule) {
    return null;
  }
  const path = `models.${index}`;
  const change = (patch: Partial<typeof rule>) =>
    draft.changeModel(index, patch);
  const text = (
    name: 'model' | 'title' | 'aliases' | 'provider' | 'family' | 'multiplier',
  ) => ({
    value: rule[name],
    onText: (value: string) => change({ [name]: value }),
    path: `${path}.${name}`,
    problems,
  });
  return (
    <RuleDrawer
      onClose={props.onClose}
      onRemove={() => draft.remove('models', index)}
      title={
        rule.model
          ? t('rateCard.editAction', { name: rule.title || rule.model })
          : t('rateCard.newModel')
      }
    >
      <Field
        label={t('rateCard.model')}
        helperText={t('rateCard.modelHelp')}
        required
        {...text('model')}
      />
      <Field label={t('rateCard.label')} {...text('title')} />
      <Field
        label={t('rateCard.aliases')}
        helperText={t('rateCard.aliasesHelp')}
        multiline
        minRows={2}
        {...text('aliases')}
      />
      <Field
        label={t('rateCard.provider')}
        helperText={t('rateCard.providerHelp')}
        {...text('provider')}
      />
      <Field
        label={t('rateCard.family')}
        helperText={t('rateCard.familyHelp')}
        {...text('family')}
      />
      <Field
        label={t('rateCard.multiplier')}
        helperText={<TierWord multiplier={rule.multiplier} />}
        decimal
        {...text('multiplier')}
      />
      <PriceInputs
        prices={rule.prices}
        path={`${path}.prices`}
        problems={problems}
        onChange={prices => change({ prices })}
      />
    </RuleDrawer>
  );
}
