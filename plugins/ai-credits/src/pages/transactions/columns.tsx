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

import {
  Transaction,
  TransactionOrder,
} from 'backstage-plugin-ai-credits-common';
import { ReactNode } from 'react';
import { Amount } from '../../components/Amount';
import { EntityName } from '../../components/EntityName';
import { Who } from '../../components/Who';
import { Formats } from '../../data/format';
import { Translate } from '../../translations';
import { StatusText, TypeChip } from './Chips';

/** A column of the log. */
export interface LogColumn {
  id: string;
  title: string;
  numeric?: boolean;
  /** The orders of the log that are by this column, and which way each goes. */
  sorted?: Partial<Record<TransactionOrder, 'asc' | 'desc'>>;
  render: (transaction: Transaction) => ReactNode;
}

/** The columns that show until the reader chooses others. */
export const defaultColumns = [
  'type',
  'date',
  'who',
  'action',
  'model',
  'credits',
  'creditType',
  'status',
  'comment',
];

function entity(ref: string | undefined): ReactNode {
  return ref ? <EntityName entityRef={ref} /> : '';
}

/** Every column of the log, in its order. */
export function logColumns(
  t: Translate,
  formats: Formats,
  timeZone: string,
): LogColumn[] {
  const quantity = (
    id: 'inputTokens' | 'outputTokens' | 'images',
    title: string,
  ): LogColumn => ({
    id,
    title,
    numeric: true,
    // What moved credits without a call has none.
    render: ({ quantities }) =>
      quantities ? formats.count(quantities[id]) : '',
  });
  return [
    {
      id: 'type',
      title: t('log.type'),
      render: ({ type }) => <TypeChip type={type} />,
    },
    {
      id: 'date',
      title: t('log.date'),
      sorted: { newest: 'desc', oldest: 'asc' },
      render: ({ occurredAt }) => (
        <span title={formats.dateTime(occurredAt, timeZone)}>
          {formats.minute(occurredAt, timeZone)}
        </span>
      ),
    },
    {
      id: 'who',
      title: t('log.who'),
      render: transaction => <Who transaction={transaction} t={t} />,
    },
    { id: 'team', title: t('log.team'), render: row => entity(row.team) },
    {
      id: 'service',
      title: t('detail.service'),
      render: row => entity(row.service),
    },
    {
      id: 'project',
      title: t('detail.project'),
      render: row => entity(row.project),
    },
    {
      id: 'product',
      title: t('log.product'),
      render: row => row.product ?? '',
    },
    { id: 'action', title: t('log.action'), render: row => row.action ?? '' },
    { id: 'model', title: t('log.model'), render: row => row.model ?? '' },
    {
      id: 'credits',
      title: t('log.credits'),
      numeric: true,
      sorted: { largest: 'desc' },
      render: ({ credits }) => <Amount value={credits} exact signed />,
    },
    quantity('inputTokens', t('unit.inputTokens')),
    quantity('outputTokens', t('unit.outputTokens')),
    quantity('images', t('unit.images')),
    {
      id: 'creditType',
      title: t('log.creditType'),
      render: ({ creditType }) => t(`creditType.${creditType}`),
    },
    {
      id: 'status',
      title: t('log.status'),
      render: ({ status }) => <StatusText status={status} />,
    },
    {
      id: 'comment',
      title: t('log.comment'),
      render: row => row.comment ?? '',
    },
  ];
}
