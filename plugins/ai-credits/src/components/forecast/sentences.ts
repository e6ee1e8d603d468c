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

import { ForecastResponse } from 'backstage-plugin-ai-credits-common';
import { Formats } from '../../data/format';
import { InsightsTranslate } from '../../translations/insights';
import { methodName } from './methodName';

/** Chances below are not worth a sentence. */
const WORTH_SAYING = 0.05;

/** What a forecast says, sentence by sentence. */
export function forecastSentences(
  forecast: ForecastResponse,
  t: InsightsTranslate,
  formats: Formats,
): string[] {
  if (!forecast.enough) {
    return forecast.reason
      ? [
          t('forecast.notEnough', {
            needed: formats.count(forecast.reason.needed),
            days: formats.count(forecast.reason.days),
          }),
        ]
      : [];
  }
  return forecast.account
    ? accountSentences(forecast, t, formats)
    : budgetSentences(forecast, t, formats);
}

function accountSentences(
  forecast: ForecastResponse,
  t: InsightsTranslate,
  formats: Formats,
): string[] {
  const { account, chanceOfRunningOut = 0, period, runsOut = {} } = forecast;
  const { earliest, latest, on } = runsOut;
  const sentences: string[] = [];
  if (on && earliest && latest) {
    sentences.push(
      t('forecast.lasts', {
        day: formats.day(on),
        earliest: formats.dayShort(earliest),
        latest: formats.dayShort(latest),
      }),
    );
  } else if (on && earliest) {
    sentences.push(
      t('forecast.lastsFrom', {
        day: formats.day(on),
        earliest: formats.day(earliest),
      }),
    );
  } else if (earliest) {
    sentences.push(
      t('forecast.mayRunOut', { earliest: formats.day(earliest) }),
    );
  } else {
    sentences.push(t('forecast.outlasts'));
  }
  if (chanceOfRunningOut >= WORTH_SAYING && chanceOfRunningOut < 1) {
    sentences.push(
      t('forecast.beforeReset', {
        day: formats.day(resetDay(period.end, forecast.timeZone)),
        chance: formats.share(chanceOfRunningOut),
      }),
    );
  }
  const purchase = account?.purchase;
  if (purchase) {
    const words = {
      credits: formats.credits(purchase.credits),
      day: formats.day(purchase.by),
    };
    sentences.push(
      purchase.pack
        ? t('forecast.purchasePack', {
            ...words,
            quantity: formats.count(purchase.pack.quantity),
            pack: purchase.pack.title,
          })
        : t('forecast.purchase', words),
    );
  }
  if (account && Number(account.lapsing.expected) >= 1) {
    sentences.push(
      t('forecast.lapsing', {
        credits: formats.credits(account.lapsing.expected),
        lower: formats.credits(account.lapsing.lower),
        upper: formats.credits(account.lapsing.upper),
      }),
    );
  }
  return sentences;
}

function budgetSentences(
  {
    budget,
    chanceOfRunningOut = 0,
    endOfPeriod,
    period,
    runsOut = {},
  }: ForecastResponse,
  t: InsightsTranslate,
  formats: Formats,
): string[] {
  const sentences: string[] = [];
  if (endOfPeriod) {
    sentences.push(
      t('forecast.budgetEnd', {
        expected: formats.credits(endOfPeriod.expected),
        lower: formats.credits(endOfPeriod.lower),
        upper: formats.credits(endOfPeriod.upper),
        period: t(`forecast.${period.kind}`),
      }),
    );
  }
  const { earliest, latest, on } = runsOut;
  if (budget && budget.status !== 'exceeded') {
    if (on && earliest && latest) {
      sentences.push(
        t('forecast.budgetRunsOut', {
          day: formats.day(on),
          earliest: formats.dayShort(earliest),
          latest: formats.dayShort(latest),
        }),
      );
    } else if (on && earliest) {
      sentences.push(
        t('forecast.budgetRunsOutFrom', {
          day: formats.day(on),
          earliest: formats.day(earliest),
        }),
      );
    }
    if (chanceOfRunningOut >= WORTH_SAYING) {
      sentences.push(
        t('forecast.budgetChance', {
          chance: formats.share(chanceOfRunningOut),
        }),
      );
    }
  }
  return sentences;
}

/** How a forecast was made and how well that did, for who wants to know. */
export function methodSentences(
  { level, method, pastError }: ForecastResponse,
  t: InsightsTranslate,
  formats: Formats,
): string[] {
  const names = [
    ...new Set((method?.parts ?? []).map(({ id }) => methodName(id, t))),
  ];
  const last = names.pop();
  return [
    ...(last === undefined
      ? []
      : [
          names.length
            ? t('forecast.methods', {
                methods: t('forecast.and', { list: names.join(', '), last }),
              })
            : t('forecast.method', { method: last }),
        ]),
    ...(pastError
      ? [
          t('forecast.past', {
            origins: formats.count(pastError.origins),
            error: formats.credits(pastError.perDay),
            relative: formats.share(pastError.relative ?? 0),
            coverage: formats.share(pastError.coverage.days),
            level: formats.share(level),
          }),
        ]
      : []),
  ];
}

/** The date on which the next period begins, in the account's zone. */
function resetDay(end: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(end));
}
