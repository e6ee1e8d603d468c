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
/** Writes lengths of time the way a language does. */
export interface Durations {
  /** Seconds with 2 decimals and no unit, for columns. */
  seconds(ms: number): string;
  /** Milliseconds below a second, otherwise seconds, with the unit. */
  withUnit(ms: number): string;
  /** Seconds in as few characters as it takes, for axes. */
  short(ms: number): string;
}

const byLocale = new Map<string, Durations>();

/** The lengths of time of a locale, made once. */
export function durationsFor(locale: string): Durations {
  let durations = byLocale.get(locale);
  if (!durations) {
    const unit = (name: 'second' | 'millisecond', digits: number) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: name,
        unitDisplay: 'narrow',
        maximumFractionDigits: digits,
      });
    const milliseconds = unit('millisecond', 0);
    const seconds = unit('second', 2);
    const plain = new Intl.NumberFormat(locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
    const axis = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
    durations = {
      seconds: ms => plain.format(ms / 1_000),
      withUnit: ms =>
        ms < 999.5 ? milliseconds.format(ms) : seconds.format(ms / 1_000),
      short: ms => axis.format(ms / 1_000),
    };
    byLocale.set(locale, durations);
  }
  return durations;
}
