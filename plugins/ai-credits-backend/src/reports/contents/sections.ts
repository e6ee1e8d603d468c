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
  costMeasures,
  formatCredits,
  ReportBlock,
  ReportCell,
  reportLimits,
  ReportSection,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { DAY_MS } from '../../ledger/calendar';
import { granularityOf } from './questions';
import { creditColumns, CreditSplit } from './summary';
import {
  amount,
  answerOf,
  nameIn,
  rankedTable,
  ranking,
  share,
  stackedBars,
  stat,
  titleOf,
  Writer,
} from './writing';

/** Percent of the credits that the most active weekdays are named for. */
const ACTIVE_WEEKDAYS = 3;

function section(
  id: string,
  title: string,
  blocks: readonly (ReportBlock | undefined)[],
): ReportSection[] {
  const present = blocks.filter(
    (block): block is ReportBlock =>
      block !== undefined &&
      !(block.type === 'facts' && !block.facts.length) &&
      !(block.type === 'ranking' && !block.items.length),
  );
  return present.length ? [{ id, title, blocks: present }] : [];
}

/** The local periods of the range, as charts name them. */
export function periodsOf({ facts }: Writer): string[] {
  const { range, timeZone } = facts;
  const step = granularityOf(range);
  const zone = { zone: timeZone };
  const end = DateTime.fromMillis(range.to, zone);
  let at = DateTime.fromMillis(range.from, zone).startOf(step);
  const periods: string[] = [];
  for (; at < end; at = at.plus({ [step]: 1 })) {
    const day = at.toISODate() ?? '';
    if (step === 'hour') {
      periods.push(at.toFormat("yyyy-MM-dd'T'HH"));
    } else {
      periods.push(step === 'month' ? day.slice(0, 7) : day);
    }
  }
  return [...new Set(periods)];
}

/** When credits were used. */
export function trendSection(writer: Writer): ReportSection[] {
  const { facts, formats, words } = writer;
  const step = granularityOf(facts.range);
  const titles = {
    hour: words.charts.byHour,
    day: words.charts.byDay,
    week: words.charts.byWeek,
    month: words.charts.byMonth,
  };
  const chart = stackedBars(writer, {
    id: 'timeline',
    title: titles[step],
    question: 'timeline',
    dimension: 'model',
    periods: periodsOf(writer),
  });
  const sums = chart.periods.map((period, i) => ({
    period,
    credits: chart.series.reduce(
      (sum, line) => sum + amount(line.values[i]),
      0n,
    ),
  }));
  const most = sums.reduce<(typeof sums)[number] | undefined>(
    (best, each) => (each.credits > (best?.credits ?? 0n) ? each : best),
    undefined,
  );
  const figure = (credits: bigint) =>
    `${formats.figure(formatCredits(credits), 'credits')} ${words.credits}`;
  const hourName = (hour: number) =>
    words.facts.hour(
      `${String(hour).padStart(2, '0')}:00`,
      `${String((hour + 1) % 24).padStart(2, '0')}:00`,
    );
  const hours = answerOf(writer, 'hours').rows;
  const peakHour = hours.reduce<(typeof hours)[number] | undefined>(
    (best, row) => (amount(row.credits) > amount(best?.credits) ? row : best),
    undefined,
  );
  const weekdays = answerOf(writer, 'weekdays');
  const whole = amount(weekdays.totals.credits);
  const weekend = weekdays.rows
    .filter(row => Number(row.weekday) > 5)
    .reduce((sum, row) => sum + amount(row.credits), 0n);
  const active = [...weekdays.rows]
    .filter(row => amount(row.credits) > 0n)
    .sort((a, b) => (amount(a.credits) > amount(b.credits) ? -1 : 1))
    .slice(0, ACTIVE_WEEKDAYS)
    .map(row => formats.weekdayName(Number(row.weekday)));
  const withValue = (name: string, credits: bigint) =>
    words.facts.withValue(name, figure(credits));
  const atHour = step === 'hour';
  return section(
    atHour ? 'hours' : 'trend',
    words.sections[atHour ? 'hours' : 'trend'],
    [
      chart,
      {
        type: 'facts',
        id: 'pattern',
        facts: [
          ...stat(
            'peak',
            atHour ? words.facts.peakHour : words.facts.peakDay,
            'text',
            most && (atHour || step === 'day')
              ? withValue(
                  atHour
                    ? hourName(Number(most.period.slice(11, 13)))
                    : formats.day(most.period),
                  most.credits,
                )
              : undefined,
          ),
          ...stat(
            'peakHour',
            words.facts.peakHour,
            'text',
            peakHour &&
              withValue(
                hourName(Number(peakHour.hourOfDay)),
                amount(peakHour.credits),
              ),
          ),
          ...stat(
            'activeDays',
            words.facts.activeDays,
            'text',
            active.length ? active.join(', ') : undefined,
          ),
          ...stat(
            'daily',
            words.facts.daily,
            'text',
            atHour
              ? undefined
              : figure(
                  averageADay(
                    writer,
                    amount(answerOf(writer, 'total').totals.credits),
                  ),
                ),
          ),
          ...stat(
            'weekend',
            words.facts.weekend,
            'percent',
            weekdays.rows.length ? share(weekend, whole) : undefined,
          ),
        ],
      },
    ],
  );
}

export function tiersSection(writer: Writer): ReportSection[] {
  const { words } = writer;
  return section('tiers', words.sections.tiers, [
    rankedTable(writer, {
      id: 'tiers',
      title: words.sections.tiers,
      question: 'tiers',
      dimension: 'tier',
      names: row =>
        words.tiers[String(row.tier) as keyof typeof words.tiers] ??
        String(row.tier),
      columns: ['credits', 'share', 'requests', 'creditsPerRequest'],
    }),
  ]);
}

/** Who and what used most. */
export function topSection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  const columns = [
    'credits',
    'share',
    'requests',
    'creditsPerRequest',
  ] as const;
  const rankings = [
    ['topTeams', 'teams', 'team'],
    ['topUsers', 'users', 'user'],
    ['topProducts', 'products', 'product'],
    ['topProjects', 'projects', 'project'],
  ] as const;
  return section('top', words.sections.top, [
    ...rankings
      .filter(([, question]) => (facts.answers[question]?.rows.length ?? 0) > 1)
      .map(([chart, question, dimension]) =>
        ranking(writer, {
          id: chart,
          title: words.charts[chart],
          question,
          dimension,
        }),
      ),
    rankedTable(writer, {
      id: 'users',
      title: words.charts.users,
      question: 'users',
      dimension: 'user',
      columns,
    }),
    ...(facts.kind === 'daily'
      ? [
          rankedTable(writer, {
            id: 'models',
            title: words.charts.topModels,
            question: 'models',
            dimension: 'model',
            columns,
          }),
        ]
      : []),
  ]);
}

/** Models compared. */
export function modelsSection(writer: Writer): ReportSection[] {
  const { words } = writer;
  return section('models', words.sections.models, [
    rankedTable(writer, {
      id: 'models',
      title: words.sections.models,
      question: 'models',
      dimension: 'model',
      limit: 20,
      columns: [
        'credits',
        'requests',
        'creditsPerRequest',
        'averageLatency',
        'p95Latency',
        'successRate',
        'rating',
      ],
    }),
  ]);
}

/** The best and the worst, in one line each. */
export function performanceSection(writer: Writer): ReportSection[] {
  const { formats, words } = writer;
  const { totals } = answerOf(writer, 'total');
  const timed = answerOf(writer, 'models').rows.filter(
    row => row.averageLatencyMs !== undefined && row.model,
  );
  const byTime = [...timed].sort(
    (a, b) => Number(a.averageLatencyMs) - Number(b.averageLatencyMs),
  );
  const efficient = answerOf(writer, 'models')
    .rows.filter(
      row => row.model && Number(row.requests) > 0 && amount(row.credits) > 0n,
    )
    .sort((a, b) =>
      amount(a.creditsPerRequest) < amount(b.creditsPerRequest) ? -1 : 1,
    )[0];
  const model = (row: (typeof timed)[number] | undefined, key: string) =>
    row &&
    words.facts.withValue(
      nameIn(writer, row, 'model'),
      formats.figure(
        row[key],
        key === 'averageLatencyMs' ? 'milliseconds' : 'credits',
      ),
    );
  return section('performance', words.sections.performance, [
    {
      type: 'facts',
      id: 'performance',
      facts: [
        ...stat(
          'averageLatency',
          words.stats.averageLatency,
          'milliseconds',
          totals.averageLatencyMs,
        ),
        ...stat(
          'p95Latency',
          words.stats.p95Latency,
          'milliseconds',
          totals.p95LatencyMs,
        ),
        ...stat(
          'successRate',
          words.stats.successRate,
          'percent',
          totals.successRate,
          words.stats.failed(formats.figure(totals.failed ?? 0, 'count')),
        ),
        ...stat(
          'fastest',
          words.facts.fastest,
          'text',
          byTime.length > 1 ? model(byTime[0], 'averageLatencyMs') : undefined,
        ),
        ...stat(
          'slowest',
          words.facts.slowest,
          'text',
          byTime.length > 1
            ? model(byTime[byTime.length - 1], 'averageLatencyMs')
            : undefined,
        ),
        ...stat(
          'efficient',
          words.facts.mostEfficient,
          'text',
          model(efficient, 'creditsPerRequest'),
        ),
      ],
    },
  ]);
}

/** What credits were used for, and how well. */
export function efficiencySection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  const useCases = facts.answers.useCases?.rows.filter(row => row.useCase);
  const columns = [
    'credits',
    'requests',
    'creditsPerRequest',
    'firstPass',
    'regeneration',
    'successRate',
  ] as const;
  return section('efficiency', words.sections.efficiency, [
    useCases?.length
      ? rankedTable(writer, {
          id: 'useCases',
          title: words.columns.useCase,
          question: 'useCases',
          dimension: 'useCase',
          columns,
        })
      : undefined,
    rankedTable(writer, {
      id: 'actions',
      title: words.columns.action,
      question: 'actions',
      dimension: 'action',
      columns,
    }),
  ]);
}

/** Teams with their people; of a single team its people. */
export function productivitySection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  const { teams } = facts.answers;
  if (!teams || teams.rows.length < 2) {
    return [];
  }
  const people = new Map<string, Set<string>>();
  for (const row of answerOf(writer, 'teamPeople').rows) {
    if (row.user && Number(row.requests) > 0) {
      const team = String(row.team ?? '');
      const active = people.get(team) ?? new Set();
      people.set(team, active.add(String(row.user)));
    }
  }
  const keys = [
    ['credits', 'credits'],
    ['requests', 'count'],
    ['people', 'count'],
    ['creditsPerPerson', 'credits'],
    ['requestsPerPerson', 'decimal'],
  ] as const;
  return section('productivity', words.sections.productivity, [
    {
      type: 'table',
      id: 'teams',
      title: words.sections.productivity,
      columns: [
        { key: 'name', title: words.columns.team, format: 'entity' },
        ...keys.map(([key, format]) => ({
          key,
          title: words.columns[key],
          format,
        })),
      ],
      rows: teams.rows.slice(0, 20).map(row => {
        const active = people.get(String(row.team ?? ''))?.size ?? 0;
        return {
          name: nameIn(writer, row, 'team'),
          credits: row.credits,
          requests: row.requests,
          people: active,
          ...(active
            ? {
                creditsPerPerson: formatCredits(
                  amount(row.credits) / BigInt(active),
                ),
                requestsPerPerson:
                  Math.round((Number(row.requests) / active) * 100) / 100,
              }
            : {}),
        };
      }),
      empty: words.emptyTable,
    },
  ]);
}

/** Allocated, consumed, carried forward, remaining; free and purchased apart. */
export function summarySection(writer: Writer): ReportSection[] {
  const { facts, formats, words } = writer;
  if (!facts.summary) {
    return [];
  }
  const { excess, lines } = facts.summary;
  const row = (line: keyof typeof lines, split: CreditSplit) => ({
    line: words.summary[line],
    ...Object.fromEntries(
      creditColumns.map(column => [column, formatCredits(split[column])]),
    ),
    total: formatCredits(
      creditColumns.reduce((sum, column) => sum + split[column], 0n),
    ),
  });
  const moved = (split: CreditSplit) =>
    creditColumns.some(column => split[column] !== 0n);
  const order = [
    'carriedIn',
    'allocated',
    'taken',
    'consumed',
    'lapsed',
    'remaining',
    'lapsing',
    'carriedOut',
  ] as const;
  return section('summary', words.sections.summary, [
    {
      type: 'table',
      id: 'summary',
      title: words.sections.summary,
      columns: [
        { key: 'line', title: words.columns.line, format: 'text' },
        ...creditColumns.map(column => ({
          key: column,
          title: words.columns[column],
          format: 'credits' as const,
        })),
        { key: 'total', title: words.total, format: 'credits' },
      ],
      rows: order
        .filter(
          line =>
            !['taken', 'lapsed', 'lapsing'].includes(line) ||
            moved(lines[line]),
        )
        .map(line => row(line, lines[line])),
    },
    {
      type: 'text',
      id: 'summaryNote',
      text: [
        words.summary.note,
        ...(excess > 0n
          ? [
              words.summary.excess(
                formats.figure(formatCredits(excess), 'credits'),
              ),
            ]
          : []),
      ].join(' '),
    },
  ]);
}

export function budgetsSection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  if (!facts.budgets?.length) {
    return [];
  }
  return section('budgets', words.sections.budgets, [
    {
      type: 'table',
      id: 'budgets',
      title: words.sections.budgets,
      columns: [
        { key: 'name', title: words.columns.scope, format: 'entity' },
        { key: 'budget', title: words.columns.budget, format: 'credits' },
        { key: 'used', title: words.columns.used, format: 'credits' },
        { key: 'remaining', title: words.columns.remaining, format: 'credits' },
        {
          key: 'utilisation',
          title: words.columns.utilisation,
          format: 'percent',
        },
        { key: 'state', title: words.columns.state, format: 'text' },
      ],
      rows: facts.budgets.map(({ scope, allocation, used }) => ({
        name: scope.ref,
        budget: formatCredits(allocation),
        used: formatCredits(used),
        remaining: formatCredits(allocation - used),
        ...(allocation > 0n
          ? { utilisation: share(used, allocation) as ReportCell }
          : {}),
        state: words.states[used > allocation ? 'exceeded' : 'within'],
      })),
    },
  ]);
}

/** What of the credits was for what; the parts sum to the whole. */
export function costsSection(writer: Writer): ReportSection[] {
  const { words } = writer;
  const { totals } = answerOf(writer, 'total');
  const whole = amount(totals.credits);
  const rows = costMeasures
    .filter(measure => amount(totals[measure]) !== 0n)
    .map(measure => ({
      name: words.costs[measure],
      credits: totals[measure],
      ...(whole > 0n
        ? { share: share(amount(totals[measure]), whole) as ReportCell }
        : {}),
    }));
  return rows.length < 2
    ? []
    : section('costs', words.sections.costs, [
        {
          type: 'table',
          id: 'costs',
          title: words.sections.costs,
          columns: [
            { key: 'name', title: words.columns.what, format: 'text' },
            { key: 'credits', title: words.columns.credits, format: 'credits' },
            { key: 'share', title: words.columns.share, format: 'percent' },
          ],
          rows,
          total: { name: words.total, credits: totals.credits },
        },
      ]);
}

/** What accepted items are worth against what their credits cost. */
export function returnsSection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  const { returns } = facts;
  if (!returns || !returns.rows.length) {
    return [];
  }
  const money = (id: string, label: string, value: string) =>
    stat(id, label, 'money', value).map(each => ({
      ...each,
      unit: returns.currency,
    }));
  return section('roi', words.sections.roi, [
    {
      type: 'facts',
      id: 'roi',
      facts: [
        ...money('value', words.roi.value, returns.value),
        ...money('cost', words.roi.cost, returns.cost),
        ...stat('ratio', words.roi.ratio, 'change', returns.ratio),
        ...stat('accepted', words.roi.accepted, 'count', returns.acceptedItems),
      ],
    },
    {
      type: 'table',
      id: 'returns',
      title: words.roi.byWork(returns.currency),
      columns: [
        { key: 'name', title: words.roi.work, format: 'text' },
        { key: 'accepted', title: words.roi.accepted, format: 'count' },
        { key: 'value', title: words.roi.value, format: 'money' },
        { key: 'credits', title: words.columns.credits, format: 'credits' },
        { key: 'cost', title: words.roi.cost, format: 'money' },
        { key: 'ratio', title: words.roi.ratio, format: 'change' },
      ],
      rows: returns.rows.slice(0, 20).map(row => ({
        name: [row.product, row.action].filter(Boolean).join(', '),
        accepted: row.acceptedItems,
        value: row.value,
        credits: row.credits,
        cost: row.cost,
        ...(row.ratio === undefined ? {} : { ratio: row.ratio }),
      })),
    },
    { type: 'text', id: 'roiNote', text: words.roi.note[returns.basis] },
  ]);
}

/** What would save credits; only what the numbers support. */
export function adviceSection(writer: Writer): ReportSection[] {
  const { facts, formats, words } = writer;
  const { advice } = facts;
  if (!advice) {
    return [];
  }
  const open = advice.recommendations.filter(({ status }) => status === 'open');
  const name = ({ ref }: { ref: string }) => titleOf(facts.titles, ref);
  const figure = (credits: string) => formats.figure(credits, 'credits');
  const text = (each: (typeof open)[number]): string => {
    switch (each.kind) {
      case 'model-switch':
        return words.advice.modelSwitch(
          each.model,
          each.toModel,
          [each.useCase, each.action].filter(Boolean).join(', '),
        );
      case 'off-peak':
        return words.advice.offPeak(
          each.model,
          `${each.peak.fromHour}:00`,
          `${each.peak.toHour}:00`,
        );
      case 'cached-input':
        return words.advice.cachedInput(each.model, each.useCase);
      case 'idle-allocation':
        return words.advice.idle(
          figure(each.movable),
          name(each.scope),
          name(each.toScope),
        );
      default:
        return each satisfies never;
    }
  };
  return section('recommendations', words.sections.recommendations, [
    {
      type: 'table',
      id: 'recommendations',
      title: words.sections.recommendations,
      columns: [
        { key: 'what', title: words.advice.what, format: 'text' },
        { key: 'low', title: words.advice.low, format: 'credits' },
        { key: 'high', title: words.advice.high, format: 'credits' },
      ],
      rows: open.slice(0, reportLimits.rows).map(each => ({
        what: text(each),
        ...('saving' in each
          ? { low: each.saving.low, high: each.saving.high }
          : {}),
      })),
      empty: words.advice.none,
    },
    ...(open.length
      ? [
          {
            type: 'text' as const,
            id: 'potential',
            text: words.advice.potential(
              figure(advice.potential.low),
              figure(advice.potential.high),
            ),
          },
        ]
      : []),
  ]);
}

/** The average of the days of the range that have begun. */
function averageADay({ facts }: Writer, credits: bigint): bigint {
  const days = Math.max(
    1,
    Math.ceil(
      (Math.min(facts.range.to, facts.now) - facts.range.from) / DAY_MS - 0.05,
    ),
  );
  return credits / BigInt(days);
}

/** The subject in words. */
export function subjectTitle({ facts, words }: Writer): string {
  const { subject } = facts;
  return subject.kind === 'organization'
    ? facts.organization
    : `${words.subjects[subject.kind]} ${titleOf(facts.titles, subject.ref)}`;
}
