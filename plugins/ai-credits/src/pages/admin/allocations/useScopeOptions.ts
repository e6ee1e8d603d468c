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

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BudgetNode } from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../../../api';
import { lastMonths } from '../../../data/periods';
import { useRateCard } from '../../../data/queries';
import { LabelOf } from './useWords';

/** Something that can have a budget. */
export interface ScopeOption {
  ref: string;
  title: string;
}

/** Kinds of catalog entities that usage is charged to, by kind of scope. */
const entityKinds: Partial<Record<BudgetNode['kind'], string[]>> = {
  service: ['component', 'api', 'resource'],
  project: ['system', 'domain'],
  user: ['user'],
};

const MOST = 30;

/**
 * What a budget can be for: teams, departments and people as the organisation
 * lists them, services and projects by a search in the software catalog,
 * models of the rate card, and products that were used in the last months.
 *
 * @param organization - departments, teams and people that the reader sees
 * @param complete - whether all people are among them
 */
export function useScopeOptions(options: {
  kind: BudgetNode['kind'];
  search: string;
  organization: readonly BudgetNode[];
  complete: boolean;
  labelOf: LabelOf;
}): { options: ScopeOption[]; loading: boolean } {
  const { complete, kind, labelOf, organization, search } = options;
  const catalog = useApiHolder().get(catalogApiRef);
  const api = useApi(aiCreditsApiRef);
  const card = useRateCard();
  const listed = ['team', 'department', 'user'].includes(kind);
  const kinds = listed && complete ? undefined : entityKinds[kind];
  const term = search.trim();
  const found = useQuery({
    queryKey: ['scope-search', kind, term],
    queryFn: async (): Promise<ScopeOption[]> => {
      const { items } = await catalog!.queryEntities({
        filter: { kind: kinds! },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
        limit: MOST,
        ...(term
          ? {
              fullTextFilter: {
                term,
                fields: ['metadata.name', 'metadata.title'],
              },
            }
          : {}),
      });
      return items.map(entity => ({
        ref: stringifyEntityRef(entity),
        title: entity.metadata.title ?? entity.metadata.name,
      }));
    },
    enabled: kinds !== undefined && catalog !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
  const products = useQuery({
    queryKey: ['products-used'],
    queryFn: async (): Promise<string[]> => {
      const { from, to } = lastMonths(3, Date.now(), 'UTC');
      const { rows } = await api.analytics({
        from,
        to,
        groupBy: ['product'],
        measures: ['credits'],
        orderBy: [['credits', 'desc']],
        limit: 200,
      });
      return rows.flatMap(row => (row.product ? [String(row.product)] : []));
    },
    enabled: kind === 'product',
    refetchInterval: false,
  });

  if (kinds) {
    return { options: found.data ?? [], loading: found.isFetching };
  }
  switch (kind) {
    case 'product':
      return {
        options: (products.data ?? []).map(ref => ({ ref, title: ref })),
        loading: products.isFetching,
      };
    case 'model':
      return {
        options: (card.data?.rules.models ?? []).map(({ model, title }) => ({
          ref: model,
          title: title ?? model,
        })),
        loading: card.isFetching,
      };
    default:
      return {
        options: organization
          .filter(
            node =>
              node.kind === kind && node.mayEdit && node.budget === undefined,
          )
          .map(node => ({ ref: node.ref, title: labelOf(kind, node.ref) })),
        loading: false,
      };
  }
}

/** An option with what tells it from others of the same name. */
export function optionText({ ref, title }: ScopeOption): string {
  try {
    const { name, namespace } = parseEntityRef(ref);
    const rest = namespace === 'default' ? name : `${namespace}/${name}`;
    return rest === title ? title : `${title} (${rest})`;
  } catch {
    return title === ref ? ref : `${title} (${ref})`;
  }
}
