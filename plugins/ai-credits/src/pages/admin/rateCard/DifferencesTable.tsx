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
import { DataColumn, DataTable } from '../../../components/DataTable';
import { Formats } from '../../../data/format';
import { useText } from '../../../translations';
import { AdminTranslate, useAdminText } from '../../../translations/admin';
import { Difference, FieldChange } from './differences';
import { parts } from './fields';

const useStyles = makeStyles(
  theme => ({
    muted: { color: theme.palette.text.secondary },
    field: { display: 'block', overflowWrap: 'anywhere' },
    old: { textDecoration: 'line-through' },
    badge: { whiteSpace: 'nowrap' },
  }),
  { name: 'AiCreditsDifferences' },
);

/** What a rule is called says nothing new where all of it comes or goes. */
const naming: ReadonlySet<FieldChange['field']> = new Set([
  'action',
  'model',
  'title',
  'category',
  'family',
]);

const signs = { added: '+', removed: '−', changed: '±' } as const;

function valueText(
  t: AdminTranslate,
  formats: Formats,
  field: FieldChange['field'],
  value: string | undefined,
): string {
  if (value === undefined) {
    return t('rateCard.notSet');
  }
  switch (field) {
    case 'multiplied':
      return t(value === 'true' ? 'rateCard.yes' : 'rateCard.no');
    case 'chargeFailed':
      return t(
        value === 'true' ? 'rateCard.failedCost' : 'rateCard.failedFree',
      );
    case 'unknownAction':
    case 'unknownModel':
      return t(`rateCard.${value as 'deny' | 'default' | 'flag'}`);
    case 'multiplier':
    case 'defaultMultiplier':
      return `${formats.creditsExact(value)}×`;
    case 'credits':
    case 'defaultCredits':
      return formats.creditsExact(value);
    default:
      return value;
  }
}

/** What differs between two cards: what was, what will be, and by how much. */
export function DifferencesTable(props: {
  label: string;
  differences: Difference[];
  /** What the two sides are called; none where one is simply older. */
  sides?: { from: string; to: string };
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const { t: tCommon } = useText();
  const fieldName = (field: FieldChange['field']): string => {
    const part = parts.find(each => each === field);
    if (part) {
      return t(
        part === 'images' ? 'rateCard.perTenThousand' : 'rateCard.perMillion',
        { part: tCommon(`unit.${part}`) },
      );
    }
    switch (field) {
      case 'title':
        return t('rateCard.label');
      case 'chargeFailed':
        return t('rateCard.failed');
      case 'action':
      case 'model':
        return t('rateCard.name');
      default:
        return t(`rateCard.${field as 'category' | 'credits' | 'multiplied'}`);
    }
  };
  const columns: DataColumn<Difference>[] = [
    {
      id: 'rule',
      title: t('rateCard.rule'),
      render: ({ kind, name, title }) =>
        kind === 'card' ? (
          t('rateCard.wholeCard')
        ) : (
          <>
            {title}
            <span className={`${classes.field} ${classes.muted}`}>
              {t(
                kind === 'action'
                  ? 'rateCard.kindAction'
                  : 'rateCard.kindModel',
              )}
              {title === name ? '' : ` · ${name}`}
            </span>
          </>
        ),
    },
    {
      id: 'change',
      title: t('rateCard.status'),
      render: ({ change }) => (
        <span className={classes.badge}>
          {signs[change]} {t(`rateCard.${change}`)}
        </span>
      ),
    },
    {
      id: 'fields',
      title: t('rateCard.what'),
      render: ({ change, fields }) =>
        fields
          .filter(({ field }) => change === 'changed' || !naming.has(field))
          .map(each => {
            const from = valueText(t, formats, each.field, each.from);
            const to = valueText(t, formats, each.field, each.to);
            return (
              <span key={each.field} className={classes.field}>
                <span className={classes.muted}>{fieldName(each.field)}: </span>
                {change !== 'added' && (
                  <span
                    className={change === 'removed' ? classes.old : undefined}
                  >
                    {from}
                  </span>
                )}
                {change === 'changed' && ' → '}
                {change !== 'removed' && <strong>{to}</strong>}
                {each.share !== undefined && change === 'changed' && (
                  <span className={classes.muted}>
                    {' '}
                    ({formats.change(each.share)})
                  </span>
                )}
              </span>
            );
          }),
    },
  ];
  if (props.differences.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('rateCard.noDifferences')}
      </Typography>
    );
  }
  return (
    <DataTable
      label={props.label}
      columns={
        props.sides
          ? columns.map(column =>
              column.id === 'fields'
                ? {
                    ...column,
                    title: `${props.sides!.from} → ${props.sides!.to}`,
                  }
                : column,
            )
          : columns
      }
      rows={props.differences}
      rowKey={({ kind, name, change, fields }) =>
        `${kind}:${name}:${change}:${fields.length}`
      }
      maxHeight={640}
    />
  );
}
