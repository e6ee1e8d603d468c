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

import { RateCard } from 'backstage-plugin-ai-credits-common';
import { useEffect, useMemo, useState } from 'react';
import {
  ActionFields,
  CardFields,
  ModelFields,
  noPrices,
  toFields,
  toRequest,
} from './fields';
import { Problem, problemsOf } from './problems';
import { useSaveDraft } from './useRateCards';

/** A draft as it is being written. */
export interface Draft {
  /** As it was read or stored last. */
  base: RateCard;
  fields: CardFields;
  problems: Problem[];
  /** Not all that is written is stored. */
  dirty: boolean;
  /** What somebody else stored while this was written. */
  theirs?: RateCard;
  saving: boolean;
  saveError?: unknown;
  change(patch: Partial<CardFields>): void;
  changeAction(index: number, patch: Partial<ActionFields>): void;
  changeModel(index: number, patch: Partial<ModelFields>): void;
  /** Answers with the place of the new one. */
  addAction(name?: string): number;
  addModel(name?: string): number;
  remove(list: 'actions' | 'models', index: number): void;
  /** Stores it, over another revision than it was read at if one is named. */
  save(revision?: number): Promise<RateCard>;
  /** Takes what is stored in place of what is written. */
  take(card: RateCard): void;
}

function textOf(fields: CardFields): string {
  return JSON.stringify(toRequest(fields));
}

/** Writes a draft. `stored` is what the server has of it now, as far as is known. */
export function useDraft(initial: RateCard, stored?: RateCard): Draft {
  const [base, setBase] = useState(initial);
  const [fields, setFields] = useState(() => toFields(initial));
  const saveDraft = useSaveDraft(initial.id);
  const problems = useMemo(() => problemsOf(fields), [fields]);
  const dirty = useMemo(
    () => textOf(fields) !== textOf(toFields(base)),
    [fields, base],
  );
  const take = (card: RateCard) => {
    setBase(card);
    setFields(toFields(card));
  };

  const newer =
    stored !== undefined &&
    (stored.revision > base.revision || stored.status !== base.status);
  useEffect(() => {
    if (newer && !dirty && !saveDraft.isPending) {
      take(stored);
    }
  }, [newer, dirty, stored, saveDraft.isPending]);

  useEffect(() => {
    if (!dirty) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);

  const replaced = <T>(list: T[], index: number, patch: Partial<T>): T[] =>
    list.map((each, i) => (i === index ? { ...each, ...patch } : each));

  return {
    base,
    fields,
    problems,
    dirty,
    theirs: newer && dirty && !saveDraft.isPending ? stored : undefined,
    saving: saveDraft.isPending,
    saveError: saveDraft.error ?? undefined,
    change: patch => setFields(old => ({ ...old, ...patch })),
    changeAction: (index, patch) =>
      setFields(old => ({
        ...old,
        actions: replaced(old.actions, index, patch),
      })),
    changeModel: (index, patch) =>
      setFields(old => ({
        ...old,
        models: replaced(old.models, index, patch),
      })),
    addAction: (name = '') => {
      setFields(old => ({
        ...old,
        actions: [
          ...old.actions,
          {
            action: name,
            title: '',
            category: '',
            credits: '',
            multiplied: true,
            chargeFailed: undefined,
            prices: noPrices,
          },
        ],
      }));
      return fields.actions.length;
    },
    addModel: (name = '') => {
      setFields(old => ({
        ...old,
        models: [
          ...old.models,
          {
            model: name,
            title: '',
            aliases: '',
            provider: '',
            family: '',
            multiplier: '1',
            prices: noPrices,
          },
        ],
      }));
      return fields.models.length;
    },
    remove: (list, index) =>
      setFields(old => ({
        ...old,
        [list]: (old[list] as unknown[]).filter((_, i) => i !== index),
      })),
    save: async revision => {
      const card = await saveDraft.mutateAsync({
        ...toRequest(fields),
        revision: revision ?? base.revision,
      });
      setBase(card);
      return card;
    },
    take,
  };
}
