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

import type {
  ReportCell,
  ReportCellFormat,
  ReportColumn,
  ReportLanguage,
} from './schemas';

/**
 * Writes values of a report the way its language does, which need not be the
 * reader's: the page and the files of a report say the same. Apart from the
 * schemas, so that pages can write without the schema library.
 *
 * @public
 */
export interface ReportFormats {
  /** A cell, with all of its decimals; with as many as its column has, where these are given. */
  cell(
    value: ReportCell | undefined,
    format: ReportCellFormat,
    decimals?: number,
  ): string;
  /** A figure in a sentence or a card: amounts with up to 2 decimals. */
  figure(value: ReportCell, format: ReportCellFormat, unit?: string): string;
  /** A tick of an axis. */
  short(value: number): string;
  /** `1 Oct 2026`. */
  day(day: string): string;
  /** `1–7 Oct 2026`; one day where both are the same. */
  days(first: string, last: string): string;
  /** `1 Oct`. */
  dayShort(day: string): string;
  /** `Thursday, 1 October 2026`. */
  dayLong(day: string): string;
  /** `October 2026`. */
  month(day: string): string;
  /** `Oct`. */
  monthShort(day: string): string;
  /** Two or three letters. */
  weekday(day: string): string;
  /** Names of weekdays, from Monday, 1, to Sunday, 7. */
  weekdayName(weekday: number): string;
  /** Date and time to the minute. */
  minute(instant: string, timeZone: string): string;
}

const NOON = 'T12:00:00Z';
/** Any Monday. */
const MONDAY = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;

const locales: Record<ReportLanguage, string> = { en: 'en-GB', id: 'id-ID' };

function create(locale: string): ReportFormats {
  const number = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options);
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const whole = number({ maximumFractionDigits: 0 });
  const exact = number({ maximumFractionDigits: 20 });
  const upToTwo = number({
    maximumFractionDigits: 2,
    roundingMode: 'halfEven',
  } as Intl.NumberFormatOptions);
  const percent = number({ style: 'percent', maximumFractionDigits: 1 });
  const percentCell = number({
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const change = number({
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const oneDecimal = number({
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const compact = number({ notation: 'compact', maximumFractionDigits: 1 });
  const day = date({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayShort = date({ day: 'numeric', month: 'short' });
  const month = date({ month: 'long', year: 'numeric' });
  const dayLong = date({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const monthShort = date({ month: 'short' });
  const weekday = date({ weekday: 'short' });
  const weekdayLong = date({ weekday: 'long' });
  const noon = (value: string) => new Date(`${value.slice(0, 10)}${NOON}`);
  // A string keeps all of its digits, where a number would not.
  const decimal = (value: ReportCell) => value as Intl.StringNumericLiteral;

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
          : `${number({
              minimumFractionDigits: 2,
              maximumFractionDigits: 2,
            }).format(Number(value) / 1_000)} s`;
      case 'rating':
        return oneDecimal.format(Number(value));
      case 'day':
        return day.format(noon(String(value)));
      default:
        return String(value);
    }
  };

  return {
    cell: (value, format, decimals) => {
      if (value === undefined) {
        return '–';
      }
      return format === 'percent'
        ? percentCell.format(Number(value))
        : write(
            value,
            format,
            decimals === undefined
              ? exact
              : number({
                  minimumFractionDigits: decimals,
                  maximumFractionDigits: decimals,
                }),
          );
    },
    figure: (value, format, unit) => write(value, format, upToTwo, unit),
    short: value => compact.format(value),
    day: value => day.format(noon(value)),
    // Thin spaces are boxes in some mail programs.
    days: (first, last) =>
      day.formatRange(noon(first), noon(last)).replace(/\u2009/g, ' '),
    dayShort: value => dayShort.format(noon(value)),
    dayLong: value => dayLong.format(noon(value)),
    month: value => month.format(noon(value)),
    monthShort: value => monthShort.format(noon(value)),
    weekday: value => weekday.format(noon(value)),
    weekdayName: value => weekdayLong.format(MONDAY + (value - 1) * DAY_MS),
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

const byLanguage = new Map<ReportLanguage, ReportFormats>();

/**
 * The formats of a language, made once.
 *
 * @public
 */
export function reportFormatsOf(language: ReportLanguage): ReportFormats {
  let formats = byLanguage.get(language);
  if (!formats) {
    formats = create(locales[language]);
    byLanguage.set(language, formats);
  }
  return formats;
}

/**
 * Whether values of a format are figures, which stand on the right.
 *
 * @public
 */
export function isReportFigure(format: ReportCellFormat): boolean {
  return !['text', 'entity', 'day', 'instant'].includes(format);
}

/**
 * Decimals that the amounts of a column have at most, so that all of it stands
 * in line; `undefined` for columns of anything else.
 *
 * @public
 */
export function reportDecimalsOf(
  column: ReportColumn,
  rows: ReadonlyArray<Record<string, ReportCell>>,
): number | undefined {
  return ['credits', 'decimal', 'money'].includes(column.format)
    ? Math.max(
        0,
        ...rows.map(
          row => String(row[column.key] ?? '').split('.')[1]?.length ?? 0,
        ),
      )
    : undefined;
}
