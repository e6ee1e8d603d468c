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

import { useApi } from '@backstage/core-plugin-api';
import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  BudgetNode,
  BudgetPeriod,
  budgetPeriods,
} from 'backstage-plugin-ai-credits-common';
import { useEffect, useMemo, useReducer } from 'react';
import { useSearchParams } from 'react-router-dom';
import { aiCreditsApiRef } from '../../../api';
import { useMe } from '../../../data/queries';
import { nodeKey } from '../../budgets/figures';
import { changeOf, Edits } from './edits';
import { History, reduceHistory, stepsOf } from './history';
import { sumsOf } from './sums';

// Changes outlive a look at another section; leaving the portal asks first.
const kept = new WeakMap<QueryClient, History>();

/** What the server found wrong, by the place of the change that was sent. */
export function rowProblems(
  error: unknown,
): Array<{ row: number; message: string }> {
  const rows = (
    error as { body?: { error?: { rows?: unknown } } } | null | undefined
  )?.body?.error?.rows;
  return Array.isArray(rows)
    ? rows.filter(
        (each): each is { row: number; message: string } =>
          typeof each?.row === 'number' && typeof each?.message === 'string',
      )
    : [];
}

/** A scope of a key; what has no place in the tree any more is shown with it. */
function scopeOfKey(key: string): Pick<BudgetNode, 'kind' | 'ref'> {
  const at = key.indexOf(' ');
  return {
    kind: key.slice(0, at) as BudgetNode['kind'],
    ref: key.slice(at + 1),
  };
}

/** Scopes whose budget somebody deleted while it was being changed. */
function lostNodes(edits: Edits, nodes: readonly BudgetNode[]): BudgetNode[] {
  const known = new Set(nodes.map(nodeKey));
  return [...edits.keys()]
    .filter(key => !known.has(key))
    .map(key => ({
      ...scopeOfKey(key),
      depth: 0,
      used: '0',
      mayEdit: true,
      mayRequest: false,
    }));
}

/** The allocations of a kind of period, the changes that are not saved, and what can be done with them. */
export function useAllocations() {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const asked = params.get('period');
  const period: BudgetPeriod =
    budgetPeriods.find(each => each === asked) ?? 'month';
  const [history, dispatch] = useReducer(reduceHistory, kept.get(client) ?? {});
  const { edits, past } = stepsOf(history, period);
  const unsaved = Object.values(history).some(
    steps => steps && steps.edits.size > 0,
  );

  useEffect(() => {
    kept.set(client, history);
  }, [client, history]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    if (unsaved) {
      window.addEventListener('beforeunload', ask);
    }
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);

  const tree = useQuery({
    queryKey: ['budget-tree', period],
    queryFn: () => api.budgetTree({ period }),
    placeholderData: keepPreviousData,
  });
  const organization = useMemo(
    () => (tree.data?.period === period ? tree.data.organization : []),
    [tree.data, period],
  );
  const others = useMemo(() => {
    const stored = tree.data?.period === period ? tree.data.others : [];
    return tree.data
      ? [...stored, ...lostNodes(edits, [...organization, ...stored])]
      : stored;
  }, [edits, organization, period, tree.data]);
  const sums = useMemo(
    () => sumsOf(organization, edits),
    [organization, edits],
  );

  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['budget-tree'] }),
      client.invalidateQueries({ queryKey: ['budget'] }),
    ]);
  const save = useMutation({
    mutationFn: (sent: Edits) =>
      api.changeAllocations({
        changes: [...sent].map(([key, edit]) =>
          changeOf(scopeOfKey(key), period, edit),
        ),
      }),
    onSuccess: async () => {
      // What is stored now is read first, so that nothing jumps back for a moment.
      await refresh();
      dispatch({ type: 'clear', period });
    },
    // Whoever was quicker is shown beside what was written here.
    onError: () => refresh(),
  });
  const sentKeys = save.variables ? [...save.variables.keys()] : [];
  const problems = new Map(
    rowProblems(save.error).map(({ row, message }) => [
      sentKeys[row - 1],
      message,
    ]),
  );

  return {
    me,
    period,
    setPeriod: (next: BudgetPeriod) => {
      save.reset();
      setParams({ section: 'allocations', period: next });
    },
    history,
    edits,
    mayUndo: past.length > 0,
    edit: (change: (before: Edits) => Edits, field?: string) => {
      save.reset();
      dispatch({ type: 'edit', period, change, field });
    },
    undo: () => {
      save.reset();
      dispatch({ type: 'undo', period });
    },
    discard: () => {
      save.reset();
      dispatch({ type: 'clear', period });
    },
    tree,
    organization,
    others,
    sums,
    save,
    /** What the server said of a change, by key. */
    problems,
    refresh,
  };
}

/** What {@link useAllocations} returns. */
export type AllocationsData = ReturnType<typeof useAllocations>;
