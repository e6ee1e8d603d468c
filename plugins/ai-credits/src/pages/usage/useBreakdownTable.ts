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

import { describeRates, modelFinder } from 'backstage-plugin-ai-credits-common';
import { useMemo, useState } from 'react';
import { ChartTable } from '../../charts/table';
import { useRateCard } from '../../data/queries';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import {
  Family,
  firstOf,
  Line,
  SortKey,
  sortFigures,
  Sorting,
  toFamilies,
} from './breakdown';
import { breakdownColumns } from './columns';
import { ShownUsage, useTopModels } from './useUsage';

const PAGE_SIZE = 25;

/** Lines that stand together, under the sums of their family where there is one. */
interface Group {
  name?: string;
  family?: Family;
  lines: Line[];
}

/** Cuts a page out of groups; a group that begins on an earlier page is named again. */
function pageOf(groups: Group[], from: number, size: number): Group[] {
  const page: Group[] = [];
  let at = 0;
  for (const group of groups) {
    const lines = group.lines.slice(
      Math.max(from - at, 0),
      Math.max(from + size - at, 0),
    );
    if (lines.length) {
      page.push({ ...group, lines });
    }
    at += group.lines.length;
  }
  return page;
}

/** The breakdown as it stands in the table: sorted, in families, a page of it. */
export function useBreakdownTable(shown: ShownUsage | undefined) {
  const { t, formats } = useText();
  const labelOfValue = useValueLabels(
    (shown?.breakdown.lines ?? []).map(line => line.value),
  );
  const { data: card } = useRateCard();
  const dimension = shown?.question.groupBy ?? 'model';
  const [sorting, setSorting] = useState<Sorting>({
    by: 'credits',
    direction: 'desc',
  });
  // A page belongs to what was asked; another question begins at its first.
  const asked = JSON.stringify([dimension, shown?.question.filters]);
  const [place, setPlace] = useState({ asked, page: 0 });
  const page = place.asked === asked ? place.page : 0;

  const findModel = useMemo(
    () => modelFinder(card ? describeRates(card.rules).models : []),
    [card],
  );
  const labelOf = (line: Line) => labelOfValue(dimension, line.value);

  const groups = useMemo((): Group[] => {
    if (!shown) {
      return [];
    }
    const sorted = (lines: Line[]) =>
      sortFigures(lines, sorting, line => labelOfValue(dimension, line.value));
    const families =
      dimension === 'model' ? toFamilies(shown.breakdown, findModel) : [];
    // One family, or none that is known, says no more than the total does.
    if (families.length < 2) {
      return [{ lines: sorted(shown.breakdown.lines) }];
    }
    return sortFigures(families, sorting, family => family.name).map(
      family => ({ name: family.name, family, lines: sorted(family.lines) }),
    );
  }, [shown, sorting, dimension, findModel, labelOfValue]);

  const count = shown?.breakdown.lines.length ?? 0;
  const pages = Math.ceil(count / PAGE_SIZE);
  const current = Math.min(page, Math.max(pages - 1, 0));
  const paged = pageOf(groups, current * PAGE_SIZE, PAGE_SIZE);

  const users =
    dimension === 'user'
      ? paged.flatMap(group => group.lines.map(line => line.value))
      : [];
  const topModels = useTopModels(shown?.question, users);
  const topModelOf = useMemo(() => {
    const first = firstOf(topModels.data?.rows ?? [], 'user', 'model');
    return (user: string) => {
      const model = first.get(user);
      return model === undefined ? undefined : labelOfValue('model', model);
    };
  }, [topModels.data, labelOfValue]);

  const columns = breakdownColumns({
    t,
    formats,
    dimension,
    findModel,
    topModelOf,
  });

  return {
    dimension,
    columns,
    groups: paged,
    labelOf,
    sorting,
    sortBy: (by: SortKey) => {
      setSorting(
        sorting.by === by
          ? { by, direction: sorting.direction === 'desc' ? 'asc' : 'desc' }
          : { by, direction: by === 'name' ? 'asc' : 'desc' },
      );
      setPlace({ asked, page: 0 });
    },
    paging: {
      page: current,
      pages,
      count,
      first: current * PAGE_SIZE + 1,
      last: Math.min((current + 1) * PAGE_SIZE, count),
    },
    goTo: (next: number) => setPlace({ asked, page: next }),
    /** All lines, in the order of the table. */
    csv: (): ChartTable => {
      const grouped = groups.some(group => group.family);
      // What is read a page at a time is not known of every line.
      const written = columns.filter(column => column.id !== 'topModel');
      const cell = (value: string) => ({ text: value, value });
      return {
        columns: [
          ...(grouped ? [{ title: t('usage.family') }] : []),
          { title: t(`dimension.${dimension}`) },
          ...written.map(column => ({
            title: column.id === 'trend' ? t('usage.before') : column.title,
            numeric: column.numeric,
          })),
        ],
        rows: groups.flatMap(group =>
          group.lines.map(line => ({
            key: line.value,
            cells: [
              ...(grouped ? [cell(group.name ?? '')] : []),
              cell(line.value || labelOf(line)),
              ...written.map(column => cell(column.csv(line))),
            ],
          })),
        ),
      };
    },
  };
}
