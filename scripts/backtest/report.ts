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
  Backtest,
  Coverage,
  LEAST_HISTORY,
} from '../../plugins/ai-credits-backend/src/insights/forecast';
import { BacktestOptions } from './options';
import { Series } from './series';

/** What was found about a series; without a result when it is too short. */
export interface Finding {
  series: Series;
  result?: Backtest;
}

/** The findings as one JSON document. */
export function toJson(
  findings: readonly Finding[],
  { horizon, level }: Pick<BacktestOptions, 'horizon' | 'level'>,
): string {
  return JSON.stringify(
    {
      horizon,
      level,
      series: findings.map(({ series, result }) => ({
        name: series.name,
        firstDay: series.firstDay,
        lastDay: series.lastDay,
        days: series.values.length,
        gaps: series.gaps,
        enough: result !== undefined,
        ...(result
          ? {
              origins: result.origins,
              comparisons: result.comparisons,
              chosen: { ...result.chosen, ...againstBest(result) },
              methods: result.methods,
            }
          : { reason: reasonOf(series) }),
      })),
    },
    undefined,
    2,
  );
}

/** The findings for people. */
export function toText(
  findings: readonly Finding[],
  { horizon, level }: Pick<BacktestOptions, 'horizon' | 'level'>,
): string {
  return findings
    .map(({ series, result }) => {
      const head = `${series.name}: ${series.values.length} days, ${
        series.firstDay
      } to ${series.lastDay}${
        series.gaps ? `, ${series.gaps} of them without a row` : ''
      }`;
      if (!result) {
        return `${head}\n${reasonOf(series)}\n`;
      }
      const rows = [...result.methods].sort((a, b) => a.mae - b.mae);
      const { chosen } = result;
      const { best, ratio } = againstBest(result);
      const table = [
        [
          'method',
          'MAE',
          'MASE',
          'total',
          'held: days',
          'held: sums',
          'chosen',
        ],
        [
          'chosen by the forecast',
          number(chosen.mae),
          decimals(chosen.mase),
          percent(chosen.totalError),
          ...held(chosen.coverage),
          '',
        ],
        ...rows.map(each => [
          each.id,
          number(each.mae),
          decimals(each.mase),
          percent(each.totalError),
          ...held(each.coverage),
          percent(each.chosen),
        ]),
      ];
      return [
        head,
        `${result.origins} origins, up to ${horizon} days ahead, ${result.comparisons} days compared`,
        '',
        ...aligned(table),
        '',
        `Interval of ${percent(level)}: held ${percent(
          chosen.coverage.days,
          1,
        )} of the days, ${percent(chosen.coverage.sums, 1)} of the sums`,
        `Against the best single method (${best}): ${decimals(
          ratio,
        )} times its error`,
        '',
      ].join('\n');
    })
    .join('\n');
}

function held(coverage: Coverage | undefined): string[] {
  return [percent(coverage?.days, 1), percent(coverage?.sums, 1)];
}

function reasonOf({ values }: Series): string {
  return `Not enough data: ${values.length} days, and ${
    LEAST_HISTORY + 1
  } are needed to make a forecast and compare it with a day`;
}

function againstBest({ chosen, methods }: Backtest) {
  const best = methods.reduce((low, each) => (each.mae < low.mae ? each : low));
  return {
    best: best.id,
    ratio: best.mae > 0 ? chosen.mae / best.mae : undefined,
  };
}

function aligned(table: readonly string[][]): string[] {
  const widths = table[0].map((_, column) =>
    Math.max(...table.map(row => row[column].length)),
  );
  return table.map(row =>
    row
      .map((cell, column) =>
        column === 0
          ? cell.padEnd(widths[column])
          : cell.padStart(widths[column] + 2),
      )
      .join('')
      .trimEnd(),
  );
}

function number(value: number): string {
  const digits = value >= 1000 ? 0 : 4 - Math.max(0, exponentOf(value));
  return value.toLocaleString('en-US', {
    minimumFractionDigits: 0,
    maximumFractionDigits: Math.min(12, Math.max(0, digits)),
  });
}

function exponentOf(value: number): number {
  return value > 0 ? Math.floor(Math.log10(value)) : 0;
}

function decimals(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(3);
}

function percent(value: number | undefined, places = 0): string {
  return value === undefined ? '–' : `${(value * 100).toFixed(places)} %`;
}
