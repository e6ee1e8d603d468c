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
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { RiFilterLine } from '@remixicon/react';
import { DataColumn } from '../../components/DataTable';
import { durationsFor } from '../../data/durations';
import { Formats } from '../../data/format';
import { Translate } from '../../translations';
import { Performance } from './figures';

const NONE = '–';

/** A column of times in seconds, with the unit in its title. */
function timeColumn(
  formats: Formats,
  id: 'average' | 'p50' | 'p95',
  title: string,
): DataColumn<Performance> {
  const durations = durationsFor(formats.locale);
  return {
    id,
    title,
    numeric: true,
    sortBy: row => row[id],
    render: row => {
      const ms = row[id];
      return ms === undefined ? (
        NONE
      ) : (
        <span title={durations.withUnit(ms)}>{durations.seconds(ms)}</span>
      );
    },
  };
}

/** The figures that models and people have in common, by column. */
export function figureColumns(t: Translate, formats: Formats) {
  const percent = new Intl.NumberFormat(formats.locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const rating = new Intl.NumberFormat(formats.locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    average: timeColumn(formats, 'average', t('perf.averageTime')),
    p50: timeColumn(formats, 'p50', t('perf.p50')),
    p95: timeColumn(formats, 'p95', t('perf.p95')),
    success: {
      id: 'success',
      title: t('perf.success'),
      numeric: true,
      sortBy: row => row.successRate,
      render: row =>
        row.successRate === undefined ? NONE : percent.format(row.successRate),
    },
    perRequest: {
      id: 'perRequest',
      title: t('perf.perRequest'),
      numeric: true,
      sortBy: row =>
        row.creditsPerRequest === undefined
          ? undefined
          : Number(row.creditsPerRequest),
      render: row =>
        row.creditsPerRequest === undefined ? (
          NONE
        ) : (
          <span title={formats.creditsExact(row.creditsPerRequest)}>
            {formats.credits(row.creditsPerRequest)}
          </span>
        ),
    },
    rating: {
      id: 'rating',
      title: t('perf.rating'),
      numeric: true,
      sortBy: row => row.rating,
      render: row =>
        row.rating === undefined ? NONE : rating.format(row.rating),
    },
    requests: {
      id: 'requests',
      title: t('perf.requests'),
      numeric: true,
      sortBy: row => row.requests,
      render: row => formats.count(row.requests),
    },
  } satisfies Record<string, DataColumn<Performance>>;
}

/** Narrows the whole tab to one row. */
export function OnlyButton(props: { name: string; onClick: () => void }) {
  return (
    <Tooltip title={props.name}>
      <IconButton size="small" aria-label={props.name} onClick={props.onClick}>
        <RiFilterLine size={16} />
      </IconButton>
    </Tooltip>
  );
}
