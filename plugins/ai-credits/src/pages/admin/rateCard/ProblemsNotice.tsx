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

import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../../translations';
import { useAdminText } from '../../../translations/admin';
import { CardFields, parts } from './fields';
import { Problem } from './problems';
import { problemText } from './problemText';
import { OpenRule } from './RulePanels';

/** More are counted, not listed. */
const MOST = 5;

const useStyles = makeStyles(
  { list: { margin: 0, paddingLeft: 20 } },
  { name: 'AiCreditsRateCardProblems' },
);

/** The fields that keep the draft from being stored, each with its limit and the way to it. */
export function ProblemsNotice(props: {
  problems: readonly Problem[];
  fields: CardFields;
  onOpen: (rule: OpenRule) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const { t: tCommon } = useText();
  const { fields, problems } = props;

  const describe = (problem: Problem) => {
    const [list, at, ...rest] = problem.path.split('.');
    const index = Number(at);
    const field = rest[rest.length - 1];
    const part = parts.find(each => each === field);
    if (list === 'actions' && fields.actions[index]) {
      const rule = fields.actions[index];
      const words = {
        action: t('rateCard.action'),
        title: t('rateCard.label'),
        category: t('rateCard.category'),
        credits: t('rateCard.credits'),
      };
      return {
        name:
          rule.title || rule.action || `${t('rateCard.action')} ${index + 1}`,
        field: part
          ? tCommon(`unit.${part}`)
          : words[field as keyof typeof words] ?? t('rateCard.unitPrices'),
        open: { list, index } as const,
      };
    }
    if (list === 'models' && fields.models[index]) {
      const rule = fields.models[index];
      const words = {
        model: t('rateCard.model'),
        title: t('rateCard.label'),
        aliases: t('rateCard.aliases'),
        provider: t('rateCard.provider'),
        family: t('rateCard.family'),
        multiplier: t('rateCard.multiplier'),
      };
      return {
        name: rule.title || rule.model || `${t('rateCard.model')} ${index + 1}`,
        field: part
          ? tCommon(`unit.${part}`)
          : words[field as keyof typeof words] ?? t('rateCard.unitPrices'),
        open: { list, index } as const,
      };
    }
    const words = {
      name: t('rateCard.name'),
      note: t('rateCard.note'),
      actions: t('rateCard.tabActions'),
      models: t('rateCard.tabModels'),
      defaultCredits: t('rateCard.defaultCredits'),
      defaultMultiplier: t('rateCard.defaultMultiplier'),
    };
    return {
      name: t('rateCard.tabRules'),
      field: words[list as keyof typeof words],
      open: undefined,
    };
  };

  return (
    <Alert severity="warning" role="status">
      {t('rateCard.problems', { count: problems.length })}
      <ul className={classes.list}>
        {problems.slice(0, MOST).map(problem => {
          const { name, field, open } = describe(problem);
          return (
            <li key={problem.path}>
              {name}, {field}: {problemText(t, formats, problem)}
              {open && (
                <Button
                  size="small"
                  color="inherit"
                  onClick={() => props.onOpen(open)}
                >
                  {t('rateCard.show')}
                </Button>
              )}
            </li>
          );
        })}
        {problems.length > MOST && (
          <li>
            {t('rateCard.moreProblems', {
              number: formats.count(problems.length - MOST),
            })}
          </li>
        )}
      </ul>
    </Alert>
  );
}
