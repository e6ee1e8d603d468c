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

import { MicroCredits } from 'backstage-plugin-ai-credits-common';

/** Writes numbers, amounts and dates the way the reader's language does. */
export interface Formats {
  locale: string;
  /**
   * Credits with up to 2 decimals, rounded half to even, for cards and tables.
   * What would round to nothing keeps its decimals: a small charge is not zero.
   */
  credits(amount: string | MicroCredits): string;
  /** Credits with all of their up to 6 decimals; for details and tooltips. */
  creditsExact(amount: string | MicroCredits): string;
  /** Credits such as `12.4k`; for axes only. */
  creditsShort(amount: number): string;
  /** Credits in at most four characters or so, such as `105` and `2.3k`; under bars only. */
  creditsTiny(amount: number): string;
  /** A count with separators. */
  count(value: number | bigint): string;
  /** A whole, large count that is an estimate, such as `44 million`. */
  estimate(value: number | bigint): string;
  /** A share from 0 to 1, with one decimal where it is below ten percent. */
  share(value: number): string;
  /** A relative change, always with its sign. */
  change(value: number): string;
  /** A day such as `2026-11-20`: `20 Nov 2026`. */
  day(day: string): string;
  /** A day with its weekday: `Friday, 20 November 2026`. */
  dayLong(day: string): string;
  /** A day without its year: `20 Nov`. */
  dayShort(day: string): string;
  /** Two or three letters of the weekday. */
  weekday(day: string): string;
  /** A month such as `2026-11`: `November 2026`. */
  month(month: string): string;
  /** A month for an axis: `Nov`. */
  monthShort(month: string): string;
  /** Date and time to the minute in a zone. */
  minute(instant: string | number, timeZone: string): string;
  /** Date and time in a zone. */
  dateTime(instant: string | number, timeZone: string): string;
  /** Time in a zone. */
  time(instant: string | number, timeZone: string): string;
  /** An amount of money in its currency. */
  money(amount: string, currency: string): string;
}

function decimal(amount: string | MicroCredits): Intl.StringNumericLiteral {
  if (typeof amount === 'string') {
    return amount as Intl.StringNumericLiteral;
  }
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(7, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(
    -6,
  )}` as Intl.StringNumericLiteral;
}

/**
 * The locale for numbers and dates: the reader's own variant of the portal's
 * language (`en-GB` for `en`), or the language itself. Some browsers name one
 * that is none, such as `en-US@posix`.
 */
export function resolveLocale(
  language: string,
  preferred: readonly string[],
): string {
  const primary = language.split('-')[0];
  return (
    preferred.find(
      tag => tag.split('-')[0] === primary && isLanguageTag(tag),
    ) ?? language
  );
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** Formats for a locale, such as `en-GB` or `id`. */
export function createFormats(locale: string): Formats {
  const number = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options);
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });

  const upToTwo = number({
    maximumFractionDigits: 2,
    roundingMode: 'halfEven',
  } as Intl.NumberFormatOptions);
  const upToSix = number({ maximumFractionDigits: 6 });
  const short = number({ notation: 'compact', maximumFractionDigits: 1 });
  const compact = number({ notation: 'compact' });
  const long = number({
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 3,
  });
  const whole = number({ maximumFractionDigits: 0 });
  const percent = number({ style: 'percent', maximumFractionDigits: 0 });
  const percentFine = number({ style: 'percent', maximumFractionDigits: 1 });
  const signed = number({
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });

  const day = date({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayLong = date({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const dayShort = date({ day: 'numeric', month: 'short' });
  const weekday = date({ weekday: 'short' });
  const month = date({ month: 'long', year: 'numeric' });
  const monthShort = date({ month: 'short' });

  const noon = (value: string) => new Date(`${value}T12:00:00Z`);
  const firstNoon = (value: string) => noon(`${value.slice(0, 7)}-01`);

  return {
    locale,
    credits: amount => {
      const value = decimal(amount);
      const tiny = Math.abs(Number(value)) <= 0.005;
      return (tiny ? upToSix : upToTwo).format(value);
    },
    creditsExact: amount => upToSix.format(decimal(amount)),
    creditsShort: amount => short.format(amount),
    // Every pixel counts under a bar; the space before a unit does not.
    creditsTiny: amount => compact.format(amount).replace(/\s/g, ''),
    count: value => whole.format(value),
    estimate: value => (value < 10_000 ? whole : long).format(value),
    share: value => (value < 0.1 ? percentFine : percent).format(value),
    change: value => signed.format(value),
    day: value => day.format(noon(value)),
    dayLong: value => dayLong.format(noon(value)),
    dayShort: value => dayShort.format(noon(value)),
    weekday: value => weekday.format(noon(value)),
    month: value => month.format(firstNoon(value)),
    monthShort: value => monthShort.format(firstNoon(value)),
    minute: (instant, timeZone) =>
      date({
        timeZone,
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      }).format(new Date(instant)),
    dateTime: (instant, timeZone) =>
      date({
        timeZone,
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      }).format(new Date(instant)),
    time: (instant, timeZone) =>
      date({ timeZone, hour: '2-digit', minute: '2-digit' }).format(
        new Date(instant),
      ),
    money: (amount, currency) =>
      number({ style: 'currency', currency }).format(
        amount as Intl.StringNumericLiteral,
      ),
  };
}

const formatsByLocale = new Map<string, Formats>();

/** The formats of a locale, made once: every amount on a page asks for them. */
export function formatsFor(locale: string): Formats {
  let formats = formatsByLocale.get(locale);
  if (!formats) {
    formats = createFormats(locale);
    formatsByLocale.set(locale, formats);
  }
  return formats;
}

/** Credits as a plain number, for the height of bars only. */
export function chartNumber(amount: MicroCredits): number {
  return Number(amount) / 1_000_000;
}

/** A decimal string times a whole number, exactly. */
export function multiplyDecimal(amount: string, times: number): string {
  const [whole, fraction = ''] = amount.split('.');
  const product = (BigInt(whole + fraction) * BigInt(times)).toString();
  if (!fraction) {
    return product;
  }
  const padded = product.padStart(fraction.length + 1, '0');
  return `${padded.slice(0, -fraction.length)}.${padded.slice(
    -fraction.length,
  )}`;
}
