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

import { Knex } from 'knex';
import { DirectoryService } from '../attribution';
import { DefaultBudgets } from '../budgets';
import { EpochMs } from '../ledger/types';
import { scopeVisibility } from '../http/budgetView';
import { DatabaseInsights } from '../insights/DatabaseInsights';
import { readAllocations } from '../insights/recommendations/readAllocations';
import { DAY_MS } from '../ledger/calendar';
import { RateCards } from '../rating';
import { Answer, UsageQueries } from '../usage/api';
import { BudgetFacts, ReportFacts } from './contents/facts';
import { filtersOf, QuestionName, questionsOf } from './contents/questions';
import { readSummary } from './contents/readSummary';
import { summarise } from './contents/summary';
import { OwnerView } from './ownerView';
import { rangeBefore, TimeRange } from './ranges';
import { ReadTitles } from './titles';
import { ReportDefinition } from './types';

/** Periods of a budget that are looked back on for a report. */
const BUDGET_HISTORY = 60;
/** Recommendations rest on so many days of usage. */
const EVIDENCE_DAYS = 90;
/** Rows of each answer whose names are looked up. */
const NAMED_ROWS = 25;

/** Where reports read; all of it is what the pages read too. */
export interface ReportSources {
  knex: Knex;
  account: string;
  accountId: number;
  organization: string;
  timeZone: string;
  usage: Pick<UsageQueries, 'analytics'>;
  budgets: Pick<DefaultBudgets, 'list' | 'get'>;
  directory: DirectoryService;
  titles: ReadTitles;
  insights: Pick<DatabaseInsights, 'efficiency' | 'recommendations'>;
  rateCards: RateCards;
}

/** One making of a report. */
export interface ReportTask {
  definition: ReportDefinition;
  owner: string;
  range: TimeRange;
  view: OwnerView;
  now: EpochMs;
  /** Told how far it is, 0 to 1, between two steps; throws where the work is to end. */
  step(done: number): Promise<void>;
}

/** Asks everything that a report is made of, with what its owner may see. */
export async function readReport(
  sources: ReportSources,
  task: ReportTask,
): Promise<ReportFacts> {
  const { account, timeZone, usage } = sources;
  const { definition, now, owner, range, view } = task;
  const { kind, language, name, subject } = definition;
  const questions = Object.entries(
    questionsOf(kind, subject, range, rangeBefore(kind, range, timeZone)),
  );
  const answers: Partial<Record<QuestionName, Answer>> = {};
  for (const [i, [question, asked]] of questions.entries()) {
    await task.step(i / (questions.length + 3));
    // One after the other: the pages of those who look at them go first.
    answers[question as QuestionName] = await usage.analytics(
      account,
      asked,
      view.usage,
    );
  }
  await task.step(questions.length / (questions.length + 3));
  const monthly = kind === 'monthly';
  const summary =
    subject.kind === 'organization' &&
    view.balance &&
    (monthly || kind === 'custom')
      ? await readSummary(sources, range, now)
      : undefined;
  await task.step((questions.length + 1) / (questions.length + 3));
  const budgets =
    monthly && view.budgets ? await budgetsOf(sources, task) : undefined;
  await task.step((questions.length + 2) / (questions.length + 3));
  const returns = monthly
    ? (
        await sources.insights.efficiency({
          ...range,
          filters: filtersOf(subject),
          visible: view.usage,
        })
      ).value
    : undefined;
  const advice = monthly ? await adviceFor(sources, task) : undefined;
  await sources.directory.ready();
  const { groups, projects } = sources.directory.current;
  return {
    name,
    kind,
    language,
    subject,
    organization: sources.organization,
    owner,
    range,
    timeZone,
    now,
    answers,
    ...(summary
      ? { summary: { lines: summarise(summary), excess: summary.excess } }
      : {}),
    ...(budgets?.length ? { budgets } : {}),
    ...(returns ? { returns } : {}),
    ...(advice ? { advice } : {}),
    partial: isPartial(view, definition),
    gone:
      subject.kind !== 'organization' &&
      !(subject.kind === 'project' ? projects : groups).has(subject.ref),
    titles: await sources.titles(
      refsIn(owner, answers, budgets ?? [], definition),
    ),
  };
}

/** Whether the owner may see less than the subject used. */
function isPartial({ usage }: OwnerView, { subject }: ReportDefinition) {
  if (usage.kind === 'all') {
    return false;
  }
  return !(
    (subject.kind === 'team' && usage.teams.includes(subject.ref)) ||
    (subject.kind === 'department' && usage.departments.includes(subject.ref))
  );
}

/** The budgets of the subject, and of what is directly in view, with their use in the month that the report is of. */
async function budgetsOf(
  { account, budgets, directory }: ReportSources,
  { definition, range, view }: ReportTask,
): Promise<BudgetFacts[]> {
  await directory.ready();
  const { subject } = definition;
  const organisation = {
    directory: directory.current,
    groupTypes: directory.groupTypes,
  };
  const isVisible = scopeVisibility(view.usage, organisation);
  const listed = (await budgets.list(account)).filter(
    ({ period, scope }) =>
      period === 'month' &&
      scope.kind !== 'user' &&
      isVisible(scope) &&
      (subject.kind === 'organization' || scope.ref === subject.ref),
  );
  const found: BudgetFacts[] = [];
  for (const { id, scope, ...current } of listed) {
    const at = [
      current,
      ...(await budgets.get(account, id, { history: BUDGET_HISTORY })).history,
    ].find(use => use.periodStart === range.from);
    if (at) {
      found.push({ scope, allocation: at.allocation, used: at.used });
    }
  }
  return found.sort((a, b) => (a.allocation > b.allocation ? -1 : 1));
}

/** What would save credits, on the usage of the last months, as the page of savings asks it. */
async function adviceFor(
  sources: ReportSources,
  { definition, now, view }: ReportTask,
): Promise<ReportFacts['advice']> {
  const { account, budgets, directory, insights, rateCards } = sources;
  const rateCard = (await rateCards.inForce())(now);
  const everything = view.usage.kind === 'all' && view.budgets;
  return insights.recommendations(
    {
      from: now - EVIDENCE_DAYS * DAY_MS,
      to: now,
      filters: filtersOf(definition.subject),
      visible: view.usage,
    },
    everything && definition.subject.kind === 'organization'
      ? {
          rateCard,
          allocations: await readAllocations(budgets, account, {
            directory: directory.current,
            groupTypes: directory.groupTypes,
          }),
        }
      : { rateCard },
  );
}

/** The refs whose names a reader will see. */
function refsIn(
  owner: string,
  answers: Partial<Record<QuestionName, Answer>>,
  budgets: readonly BudgetFacts[],
  { subject }: ReportDefinition,
): string[] {
  const refs = new Set([owner]);
  if (subject.kind !== 'organization') {
    refs.add(subject.ref);
  }
  const add = (question: QuestionName, dimension: string) => {
    for (const row of answers[question]?.rows.slice(0, NAMED_ROWS) ?? []) {
      if (row[dimension]) {
        refs.add(String(row[dimension]));
      }
    }
  };
  add('users', 'user');
  add('teams', 'team');
  add('projects', 'project');
  for (const { scope } of budgets) {
    if (scope.kind !== 'product' && scope.kind !== 'model') {
      refs.add(scope.ref);
    }
  }
  return [...refs];
}
