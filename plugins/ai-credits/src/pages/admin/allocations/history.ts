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

import { BudgetPeriod } from 'backstage-plugin-ai-credits-common';
import { Edits } from './edits';

/** Steps that can be undone. */
const MOST_STEPS = 50;

/** The changes of one kind of period, with those before each step. */
export interface Steps {
  edits: Edits;
  past: readonly Edits[];
  /** What the last step was about; letters of one field are one step. */
  field?: string;
}

/** The changes of every kind of period that are not saved. */
export type History = Readonly<Partial<Record<BudgetPeriod, Steps>>>;

/** What happens to the changes of a kind of period. */
export type HistoryAction = { period: BudgetPeriod } & (
  | {
      type: 'edit';
      change: (edits: Edits) => Edits;
      /** Where it is written letter by letter: the field it is written in. */
      field?: string;
    }
  | { type: 'undo' }
  | { type: 'clear' }
);

const nothing: Steps = { edits: new Map(), past: [] };

/** The changes of a kind of period that are not saved. */
export function stepsOf(history: History, period: BudgetPeriod): Steps {
  return history[period] ?? nothing;
}

/** The changes after something happened. */
export function reduceHistory(
  history: History,
  action: HistoryAction,
): History {
  const steps = stepsOf(history, action.period);
  const next = (): Steps => {
    switch (action.type) {
      case 'undo':
        return {
          edits: steps.past.at(-1) ?? steps.edits,
          past: steps.past.slice(0, -1),
        };
      case 'clear':
        return nothing;
      default: {
        const edits = action.change(steps.edits);
        if (edits === steps.edits) {
          return steps;
        }
        const sameStep =
          action.field !== undefined && action.field === steps.field;
        return {
          edits,
          past: sameStep
            ? steps.past
            : [...steps.past, steps.edits].slice(-MOST_STEPS),
          field: action.field,
        };
      }
    }
  };
  return { ...history, [action.period]: next() };
}
