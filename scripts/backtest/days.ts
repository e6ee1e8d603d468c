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

const DAY_MS = 86_400_000;

/** How the dates of a file are written. */
export type DateForm = 'iso' | 'compact' | 'index';

/** Reads a date as the number of days since 1970-01-01, or since the file's day 0; undefined when it is none. */
export function readDay(text: string, form: DateForm): number | undefined {
  switch (form) {
    case 'iso': {
      const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s])/.exec(
        text,
      );
      return parts ? dayOf(parts[1], parts[2], parts[3]) : undefined;
    }
    case 'compact': {
      const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
      return parts ? dayOf(parts[1], parts[2], parts[3]) : undefined;
    }
    case 'index': {
      return /^-?\d{1,7}(?:\.0+)?$/.test(text) ? Number(text) : undefined;
    }
    default:
      return form satisfies never;
  }
}

function dayOf(year: string, month: string, day: string): number | undefined {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // 31 February would pass for 3 March.
  return new Date(at).getUTCDate() === Number(day) &&
    new Date(at).getUTCMonth() === Number(month) - 1
    ? at / DAY_MS
    : undefined;
}

/** The form in which all values are dates; undefined when there is none. */
export function dateFormOf(values: readonly string[]): DateForm | undefined {
  const forms: DateForm[] = ['iso', 'compact', 'index'];
  return values.length
    ? forms.find(form =>
        values.every(value => readDay(value, form) !== undefined),
      )
    : undefined;
}

/** A day of a file as it is shown. */
export function showDay(day: number, form: DateForm): string {
  return form === 'index'
    ? String(day)
    : new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Reads a number: with or without thousands separators, a currency or a
 * percent sign, as spreadsheets write them.
 *
 * @returns undefined for an empty cell, NaN for what is no number
 */
export function readNumber(
  text: string,
  decimal: '.' | ',',
): number | undefined {
  const bare = text.replace(/^[$€£]\s*|\s*[%$€£]$/g, '').trim();
  if (bare === '' || /^(?:na|n\/a|nan|null|none|-)$/i.test(bare)) {
    return undefined;
  }
  const thousands = decimal === '.' ? ',' : '.';
  const grouped = new RegExp(
    `^[+-]?\\d{1,3}(?:[${thousands}'’\\s_]\\d{3})+(?:[${decimal}]\\d*)?$`,
  );
  const plain = new RegExp(
    `^[+-]?(?:\\d+(?:[${decimal}]\\d*)?|[${decimal}]\\d+)(?:[eE][+-]?\\d+)?$`,
  );
  if (grouped.test(bare)) {
    return Number(
      bare
        .replace(new RegExp(`[${thousands}'’\\s_]`, 'g'), '')
        .replace(decimal, '.'),
    );
  }
  return plain.test(bare) ? Number(bare.replace(decimal, '.')) : NaN;
}
