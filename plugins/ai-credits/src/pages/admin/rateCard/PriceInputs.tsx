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
import { useText } from '../../../translations';
import { useAdminText } from '../../../translations/admin';
import { Field } from './Field';
import { parts, PriceFields } from './fields';
import { Problem } from './problems';

const useStyles = makeStyles(
  theme => ({
    title: { fontWeight: 700, marginTop: theme.spacing(2) },
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
      columnGap: theme.spacing(2),
    },
  }),
  { name: 'AiCreditsPriceInputs' },
);

/** What one rule charges by the unit. */
export function PriceInputs(props: {
  prices: PriceFields;
  path: string;
  problems: readonly Problem[];
  onChange: (prices: PriceFields) => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const { t: tCommon } = useText();
  return (
    <>
      <Typography className={classes.title}>
        {t('rateCard.unitPrices')}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('rateCard.unitsHint')}
      </Typography>
      <div className={classes.grid}>
        {parts.map(part => (
          <Field
            key={part}
            label={t(
              part === 'images'
                ? 'rateCard.perTenThousand'
                : 'rateCard.perMillion',
              { part: tCommon(`unit.${part}`) },
            )}
            value={props.prices[part]}
            onText={text => props.onChange({ ...props.prices, [part]: text })}
            path={`${props.path}.${part}`}
            problems={props.problems}
            decimal
          />
        ))}
      </div>
    </>
  );
}
