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

import Checkbox from '@material-ui/core/Checkbox';
import { useText } from '../../../translations';
import { useAdminText } from '../../../translations/admin';
import { Field } from './Field';
import { ActionFields, ModelFields, parts, PriceFields } from './fields';
import { Placed, RulesTable } from './RulesTable';
import { TierWord } from './TierWord';
import { Draft } from './useDraft';

/** Which rule is open beside the table. */
export type OpenRule = { list: 'actions' | 'models'; index: number };

interface PanelProps {
  draft: Draft;
  onOpen: (rule: OpenRule) => void;
}

function isMetered(prices: PriceFields): boolean {
  return parts.some(part => prices[part].trim());
}

function namesOf(title: string, name: string, more: string[]): string[] {
  return title && title !== name ? [title, name, ...more] : [name, '', ...more];
}

/** What each action costs. */
export function ActionsPanel({ draft, onOpen }: PanelProps) {
  const { t, formats } = useAdminText();
  const { fields, problems } = draft;
  return (
    <RulesTable<ActionFields>
      title={t('rateCard.tabActions')}
      hint={t('rateCard.actionsHint', {
        credits: formats.creditsExact(fields.defaultCredits || '0'),
      })}
      rules={fields.actions}
      names={rule => namesOf(rule.title, rule.action, [rule.category])}
      narrow={['credits']}
      addLabel={t('rateCard.addAction')}
      onAdd={() => onOpen({ list: 'actions', index: draft.addAction() })}
      onEdit={index => onOpen({ list: 'actions', index })}
      columns={[
        {
          id: 'category',
          title: t('rateCard.category'),
          render: ({ rule }) => rule.category || '–',
        },
        {
          id: 'credits',
          title: t('rateCard.credits'),
          numeric: true,
          render: ({ rule, index }: Placed<ActionFields>) => (
            <Field
              bare
              decimal
              label={t('rateCard.creditsOf', {
                name: rule.title || rule.action,
              })}
              value={rule.credits}
              placeholder={
                isMetered(rule.prices)
                  ? t('rateCard.byUnit')
                  : t('rateCard.defaultPrice', {
                      credits: formats.creditsExact(
                        fields.defaultCredits || '0',
                      ),
                    })
              }
              onText={credits => draft.changeAction(index, { credits })}
              path={`actions.${index}.credits`}
              problems={problems}
              style={{ maxWidth: 160 }}
            />
          ),
        },
        {
          id: 'multiplied',
          title: t('rateCard.multiplied'),
          numeric: true,
          render: ({ rule, index }: Placed<ActionFields>) => (
            <Checkbox
              size="small"
              color="primary"
              checked={rule.multiplied}
              inputProps={{
                'aria-label': `${t('rateCard.multiplied')}: ${
                  rule.title || rule.action
                }`,
              }}
              onChange={event =>
                draft.changeAction(index, { multiplied: event.target.checked })
              }
            />
          ),
        },
      ]}
    />
  );
}

/** What each model does to the price. */
export function ModelsPanel({ draft, onOpen }: PanelProps) {
  const { t } = useAdminText();
  const { fields, problems } = draft;
  return (
    <RulesTable<ModelFields>
      title={t('rateCard.tabModels')}
      hint={t('rateCard.modelsHint')}
      rules={fields.models}
      names={rule =>
        namesOf(rule.title, rule.model, [
          rule.provider,
          rule.family,
          rule.aliases,
        ])
      }
      narrow={['multiplier']}
      addLabel={t('rateCard.addModel')}
      onAdd={() => onOpen({ list: 'models', index: draft.addModel() })}
      onEdit={index => onOpen({ list: 'models', index })}
      columns={[
        {
          id: 'family',
          title: t('rateCard.family'),
          render: ({ rule }) => rule.family || rule.provider || '–',
        },
        {
          id: 'tier',
          title: t('rateCard.tier'),
          render: ({ rule }) => <TierWord multiplier={rule.multiplier} />,
        },
        {
          id: 'multiplier',
          title: t('rateCard.multiplier'),
          numeric: true,
          render: ({ rule, index }: Placed<ModelFields>) => (
            <Field
              bare
              decimal
              label={t('rateCard.multiplierOf', {
                name: rule.title || rule.model,
              })}
              value={rule.multiplier}
              onText={multiplier => draft.changeModel(index, { multiplier })}
              path={`models.${index}.multiplier`}
              problems={problems}
              helperText={isMetered(rule.prices) ? t('rateCard.byUnit') : ''}
              style={{ maxWidth: 120 }}
            />
          ),
        },
      ]}
    />
  );
}

type UnitRule = OpenRule & {
  title: string;
  name: string;
  prices: PriceFields;
};

/** What is charged by the unit, of actions and models alike. */
export function UnitsPanel({ draft, onOpen }: PanelProps) {
  const { t } = useAdminText();
  const { t: tCommon } = useText();
  const { fields, problems } = draft;
  const rules: UnitRule[] = [
    ...fields.actions.map(({ action, title, prices }, index) => ({
      list: 'actions' as const,
      index,
      name: action,
      title,
      prices,
    })),
    ...fields.models.map(({ model, title, prices }, index) => ({
      list: 'models' as const,
      index,
      name: model,
      title,
      prices,
    })),
  ].filter(({ prices }) => isMetered(prices));
  return (
    <RulesTable<UnitRule>
      title={t('rateCard.unitPrices')}
      hint={t('rateCard.unitsHint')}
      rules={rules}
      names={rule => namesOf(rule.title, rule.name, [])}
      narrow={['inputTokens']}
      onEdit={at => onOpen(rules[at])}
      empty={t('rateCard.noUnits')}
      columns={parts.map(part => ({
        id: part,
        title: t(
          part === 'images' ? 'rateCard.perTenThousand' : 'rateCard.perMillion',
          { part: tCommon(`unit.${part}`) },
        ),
        numeric: true,
        render: ({ rule }: Placed<UnitRule>) => {
          const change = (text: string) => {
            const prices = { ...rule.prices, [part]: text };
            if (rule.list === 'actions') {
              draft.changeAction(rule.index, { prices });
            } else {
              draft.changeModel(rule.index, { prices });
            }
          };
          return (
            <Field
              bare
              decimal
              label={`${tCommon(`unit.${part}`)}: ${rule.title || rule.name}`}
              value={rule.prices[part]}
              placeholder="–"
              onText={change}
              path={`${rule.list}.${rule.index}.prices.${part}`}
              problems={problems}
              style={{ minWidth: 64, maxWidth: 120 }}
            />
          );
        },
      }))}
    />
  );
}
