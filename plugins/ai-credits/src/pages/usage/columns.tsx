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
  formatCredits,
  ModelRow,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { ReactNode } from 'react';
import { Amount } from '../../components/Amount';
import { Formats } from '../../data/format';
import { Translate } from '../../translations';
import { changeOf, Figures, Line, SortKey } from './breakdown';

/** A column of the breakdown besides the name. */
export interface BreakdownColumn {
  id: string;
  title: string;
  numeric: boolean;
  /** Absent where the column cannot be sorted by. */
  sort?: SortKey;
  render: (line: Line) => ReactNode;
  /** For subtotals and the total; absent leaves the cell empty. */
  renderSum?: (figures: Figures) => ReactNode;
  /** As written to a file. */
  csv: (line: Line) => string;
}

function trend(t: Translate, formats: Formats, figures: Figures): ReactNode {
  const change = changeOf(figures);
  if (change === undefined) {
    return '–';
  }
  return (
    <span
      title={t('usage.beforeTitle', {
        credits: formats.creditsExact(figures.before ?? 0n),
      })}
    >
      {change === 'new' ? t('usage.isNew') : formats.change(change)}
    </span>
  );
}

/** The columns for a dimension; models have a multiplier, users a model they use most. */
export function breakdownColumns(options: {
  t: Translate;
  formats: Formats;
  dimension: UsageDimension;
  findModel: (name: string) => ModelRow | undefined;
  topModelOf: (user: string) => string | undefined;
}): BreakdownColumn[] {
  const { t, formats, dimension, findModel, topModelOf } = options;
  // Where a reader expects prompts, requests are called that.
  const prompts = dimension === 'model' || dimension === 'user';
  const credits = (figures: Figures) => <Amount value={figures.credits} />;
  const requests = (figures: Figures) => formats.count(figures.requests);
  const share = (figures: Figures) =>
    figures.share === undefined ? '–' : formats.share(figures.share);
  const perRequest = (figures: Figures) =>
    figures.perRequest === undefined ? (
      '–'
    ) : (
      <Amount value={figures.perRequest} />
    );
  const change = (figures: Figures) => trend(t, formats, figures);

  const columns: BreakdownColumn[] = [];
  if (dimension === 'model') {
    columns.push({
      id: 'multiplier',
      title: t('usage.multiplier'),
      numeric: true,
      render: line => {
        const row = findModel(line.value);
        return row ? `${formats.creditsExact(row.multiplier)}×` : '–';
      },
      csv: line => findModel(line.value)?.multiplier ?? '',
    });
  }
  if (dimension === 'user') {
    columns.push({
      id: 'topModel',
      title: t('usage.topModel'),
      numeric: false,
      render: line => topModelOf(line.value) ?? '',
      csv: line => topModelOf(line.value) ?? '',
    });
  }
  columns.push(
    {
      id: 'credits',
      title: t('usage.credits'),
      numeric: true,
      sort: 'credits',
      render: credits,
      renderSum: credits,
      csv: line => formatCredits(line.credits),
    },
    {
      id: 'requests',
      title: prompts ? t('usage.prompts') : t('usage.requests'),
      numeric: true,
      sort: 'requests',
      render: requests,
      renderSum: requests,
      csv: line => String(line.requests),
    },
    {
      id: 'share',
      title: t('usage.share'),
      numeric: true,
      // The order of the shares is that of the credits.
      render: share,
      renderSum: share,
      csv: line => line.share?.toFixed(6) ?? '',
    },
    {
      id: 'perRequest',
      title: prompts ? t('usage.perPrompt') : t('usage.perRequest'),
      numeric: true,
      sort: 'perRequest',
      render: perRequest,
      renderSum: perRequest,
      csv: line =>
        line.perRequest === undefined ? '' : formatCredits(line.perRequest),
    },
    {
      id: 'trend',
      title: t('usage.trend'),
      numeric: true,
      sort: 'change',
      render: change,
      renderSum: change,
      csv: line =>
        line.before === undefined ? '' : formatCredits(line.before),
    },
  );
  return columns;
}
