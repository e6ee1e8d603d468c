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
import { UsageDimension } from 'backstage-plugin-ai-credits-common';
import { ReactNode } from 'react';
import { partOf } from '../data/budgets';
import { isEntityDimension, useValueLabels } from '../data/useValueLabels';
import { useText } from '../translations';
import { Amount } from './Amount';
import { DataColumn, DataTable } from './DataTable';
import { EntityName } from './EntityName';
import { Panel } from './Panel';

/** What one of those who use something used. */
export interface UseRow {
  /** Empty for usage that names none. */
  ref: string;
  credits: string;
  requests: number;
}

/** Who or what used most of something, most first. */
export function UseTable(props: {
  title: string;
  hint: string;
  dimension: UsageDimension;
  rows: UseRow[];
  /** What was used altogether: the whole of the shares. */
  used: string;
  actions?: ReactNode;
  /** Leaves out how many requests it were, where there is little room. */
  compact?: boolean;
}) {
  const { t, formats } = useText();
  const { dimension } = props;
  const labelOf = useValueLabels();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const columns: DataColumn<UseRow>[] = [
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
    <Panel title={props.title} hint={props.hint} actions={props.actions}>
      {props.rows.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('budgets.nothing')}
        </Typography>
      ) : (
        <DataTable
          label={props.title}
          columns={columns.filter(({ id }) => {
            const main = id === 'name' || id === 'credits';
            return narrow ? main : id !== 'requests' || !props.compact;
          })}
          rows={props.rows}
          rowKey={({ ref }) => ref}
        />
      )}
    </Panel>
  );
}
