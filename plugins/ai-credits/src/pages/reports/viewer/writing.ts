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
  ReportCell,
  ReportCellFormat,
  ReportLanguage,
} from 'backstage-plugin-ai-credits-common';

/** Writes the values of a report the way its files do. */
export interface Writing {
  /** A cell of a table, with all of its decimals. */
  cell(value: ReportCell | undefined, format: ReportCellFormat): string;
  /** A figure in a card, with up to 2 decimals. */
  figure(value: ReportCell, format: ReportCellFormat, unit?: string): string;
  /** A tick of an axis. */
  short(value: number): string;
  /** The start of a period on an axis, of periods that are so far apart. */
  periodShort(period: string, steps: PeriodSteps): string;
  periodLong(period: string, steps: PeriodSteps): string;
  day(day: string): string;
  minute(instant: string, timeZone: string): string;
}

/** How far the periods of a chart are apart. */
export type PeriodSteps = 'hour' | 'day' | 'month';

/** What the periods of a chart are, by how they are written and how far they are apart. */
export function stepsOf(periods: readonly string[]): PeriodSteps {
  const [first, second] = periods;
  if (first?.includes('T')) {
    return 'hour';
  }
  return second && Date.parse(second) - Date.parse(first) > 27 * 86_400_000
    ? 'month'
    : 'day';
}

const locales: Record<ReportLanguage, string> = { en: 'en-GB', id: 'id-ID' };

/** In the language of the report, which need not be the reader's. */
export function createWriting(language: ReportLanguage): Writing {
  const locale = locales[language];
  const number = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options);
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const exact = number({ maximumFractionDigits: 20 });
  const upToTwo = number({
    maximumFractionDigits: 2,
    roundingMode: 'halfEven',
  } as Intl.NumberFormatOptions);
  const whole = number({ maximumFractionDigits: 0 });
  const percent = number({ style: 'percent', maximumFractionDigits: 1 });
  const change = number({
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const one = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const seconds = number({
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const compact = number({ notation: 'compact', maximumFractionDigits: 1 });
  const day = date({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayShort = date({ day: 'numeric', month: 'short' });
  const dayLong = date({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const month = date({ month: 'long', year: 'numeric' });
  const monthShort = date({ month: 'short' });
  const noon = (value: string) => new Date(`${value.slice(0, 10)}T12:00:00Z`);
  // A string keeps all of its digits, where a number would not.
  const decimal = (value: ReportCell) => value as Intl.StringNumericLiteral;
  const hour = (period: string) => `${period.slice(11, 13)}:00`;

  const write = (
    value: ReportCell,
    format: ReportCellFormat,
    amounts: Intl.NumberFormat,
    unit?: string,
  ): string => {
    switch (format) {
      case 'credits':
      case 'decimal':
        return amounts.format(decimal(value));
      case 'money':
        return unit === undefined
          ? amounts.format(decimal(value))
          : number({ style: 'currency', currency: unit }).format(
              decimal(value),
            );
      case 'count':
        return whole.format(decimal(value));
      case 'percent':
        return percent.format(Number(value));
      case 'change':
        return change.format(Number(value));
      case 'milliseconds':
        return Number(value) < 1_000
          ? `${whole.format(Number(value))} ms`
          : `${seconds.format(Number(value) / 1_000)} s`;
      case 'rating':
        return one.format(Number(value));
      case 'day':
        return day.format(noon(String(value)));
      default:
        return String(value);
    }
  };

  return {
    cell: (value, format) =>
      value === undefined ? '–' : write(value, format, exact),
    figure: (value, format, unit) => write(value, format, upToTwo, unit),
    short: value => compact.format(value),
    periodShort: (period, steps) => {
      switch (steps) {
        case 'hour':
          return hour(period);
        case 'month':
          return monthShort.format(noon(period));
        default:
          return dayShort.format(noon(period));
      }
    },
    periodLong: (period, steps) => {
      switch (steps) {
        case 'hour':
          return `${dayShort.format(noon(period))}, ${hour(period)}`;
        case 'month':
          return month.format(noon(period));
        default:
          return dayLong.format(noon(period));
      }
    },
    day: value => day.format(noon(value)),
    minute: (instant, timeZone) =>
      date({
        timeZone,
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }).format(new Date(instant)),
  };
}

/** Whether values of a format are figures, which stand on the right. */
export function isNumeric(format: ReportCellFormat): boolean {
  return !['text', 'entity', 'day', 'instant'].includes(format);
}
