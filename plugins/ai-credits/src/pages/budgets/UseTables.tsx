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
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import {
  BudgetDetail,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { DataColumn, DataTable } from '../../components/DataTable';
import { EntityName } from '../../components/EntityName';
import { Panel } from '../../components/Panel';
import { isEntityDimension, useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { partOf } from './figures';

/** Who or what used most of a budget in its current period. */
function UseTable(props: {
  title: string;
  hint: string;
  dimension: UsageDimension;
  rows: BudgetDetail['topUsers'];
  /** What the budget's scope used altogether: the whole of the shares. */
  used: string;
}) {
  const { t, formats } = useText();
  const { dimension } = props;
  const labelOf = useValueLabels();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const columns: DataColumn<BudgetDetail['topUsers'][number]>[] = [
    {
      id: 'name',
      title: t('budgets.name'),
      render: ({ ref }) =>
        ref && isEntityDimension(dimension) ? (
          <EntityName entityRef={ref} />
        ) : (
          labelOf(dimension, ref)
        ),
    },
    {
      id: 'credits',
      title: t('budgets.credits'),
      numeric: true,
      sortBy: ({ credits }) => Number(credits),
      render: ({ credits }) => <Amount value={credits} />,
    },
    {
      id: 'share',
      title: t('budgets.share'),
      numeric: true,
      render: ({ credits }) =>
        Number(props.used) > 0
          ? formats.share(partOf(credits, props.used))
          : '–',
    },
    {
      id: 'requests',
      title: t('budgets.requestsColumn'),
      numeric: true,
      sortBy: ({ requests }) => requests,
      render: ({ requests }) => formats.count(requests),
    },
  ];
  return (
    <Panel title={props.title} hint={props.hint}>
      {props.rows.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('budgets.nothing')}
        </Typography>
      ) : (
        <DataTable
          label={props.title}
          columns={
            narrow
              ? columns.filter(({ id }) => ['name', 'credits'].includes(id))
              : columns
          }
          rows={props.rows}
          rowKey={({ ref }) => ref}
        />
      )}
    </Panel>
  );
}

/** Who uses a budget, by which services, and on which models. */
export function UseTables({ budget }: { budget: BudgetDetail }) {
  const { t } = useText();
  const hint = t('budgets.topHint', { period: t(`budgets.${budget.period}`) });
  const common = { hint, used: budget.used };
  return (
    <>
      <UseTable
        {...common}
        title={t('budgets.who')}
        dimension="user"
        rows={budget.topUsers}
      />
      <UseTable
        {...common}
        title={t('budgets.what')}
        dimension="service"
        rows={budget.topServices}
      />
      <UseTable
        {...common}
        title={t('budgets.which')}
        dimension="model"
        rows={budget.topModels}
      />
    </>
  );
}
