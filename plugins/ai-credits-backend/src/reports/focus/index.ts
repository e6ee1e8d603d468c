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

import { DateTime } from 'luxon';
import { Readable } from 'stream';
import { pipeline as connect } from 'stream/promises';
import { Knex } from 'knex';
import { AiCreditsConfig } from '../../config';
import { Dictionary } from '../../database/dictionary';
import { csvLine, guarded } from '../../http/transactionsCsv';
import type { Question } from '../../usage/api';
import { SendFocus } from '../formats/files';
import { OwnerView } from '../ownerView';
import { focusColumns, FocusRow } from './columns';
import { fractionOf } from './fractions';
import { FocusIssuer, FocusUsage, purchaseRow, Span, usageRow } from './rows';
import {
  PricedLot,
  readDay,
  readLots,
  UsageGroup,
  usedBetween,
} from './readUsage';

export { focusColumns } from './columns';
export type { FocusRow } from './columns';

/** What FOCUS rows are read from. */
export interface FocusContext {
  knex: Knex;
  dictionary: Dictionary;
  accountId: number;
  config: AiCreditsConfig;
}

/** Writes the rows of a range as FOCUS 1.2, a day in memory at a time. */
export function createFocusSender(context: FocusContext): SendFocus {
  return async (res, { from, to, filters, view }) => {
    const lines = Readable.from(
      focusCsv(focusRows(context, { from, to }, view, filters)),
      {
        highWaterMark: 2,
      },
    );
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    try {
      await connect(lines, res);
    } catch (error) {
      // A reader who goes away ends the query; there is nobody to tell.
      if (
        (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE'
      ) {
        throw error;
      }
    }
  };
}

/** Rows as CSV, with the header before them. */
export async function* focusCsv(
  chunks: AsyncIterable<readonly FocusRow[]>,
): AsyncGenerator<string> {
  yield csvLine(focusColumns);
  for await (const rows of chunks) {
    if (rows.length) {
      yield rows
        .map(row => csvLine(focusColumns.map(column => guarded(row[column]))))
        .join('');
    }
  }
}

/**
 * The rows of a range: purchases that took effect in it, where the balance may
 * be seen, and the use of every day, a row for what is alike in it.
 */
export async function* focusRows(
  context: FocusContext,
  range: { from: number; to: number },
  view: Pick<OwnerView, 'usage' | 'balance'>,
  filters: Question['filters'] = {},
): AsyncGenerator<FocusRow[]> {
  const { accountId, config, dictionary, knex } = context;
  const { name, organization, timeZone } = config.account;
  const { currency, provider } = config.reports.focus;
  const issuer: FocusIssuer = {
    account: { id: name, name: organization },
    provider,
    currency,
  };
  const spanOf = (at: number, unit: 'day' | 'month'): Span => {
    const start = DateTime.fromMillis(at, { zone: timeZone }).startOf(unit);
    return {
      start: start.toMillis(),
      end: start.plus({ [unit]: 1 }).toMillis(),
    };
  };
  const lots = await readLots(knex, accountId);
  const start = spanOf(range.from, 'day').start;
  const { end } = spanOf(range.to - 1, 'day');
  if (view.balance) {
    yield [...lots.values()]
      .filter(
        ({ effectiveAt, price }) =>
          price && effectiveAt >= start && effectiveAt < end,
      )
      .map(lot => purchaseOf(lot, issuer, spanOf(lot.effectiveAt, 'month')));
  }
  const reading = {
    knex,
    dictionary,
    accountId,
    lots,
    visible: view.usage,
    filters,
    defaultCurrency: config.packs[0]?.price.currency ?? 'USD',
  };
  // Days before the first event and behind the last are not asked for.
  const used = await usedBetween(knex, accountId, { start, end });
  let next = used && spanOf(used.first, 'day').start;
  while (used && next !== undefined && next <= used.last) {
    const day = spanOf(next, 'day');
    const billingPeriod = spanOf(next, 'month');
    yield (await readDay(reading, day)).map(group =>
      usageRow(issuer, usageOf(group, issuer, day, billingPeriod)),
    );
    next = day.end;
  }
}

function purchaseOf(
  { amount, effectiveAt, expiresAt, pack, price, reason }: PricedLot,
  issuer: FocusIssuer,
  billingPeriod: Span,
): FocusRow {
  const id = pack ?? 'credits';
  return purchaseRow(issuer, {
    description: reason ?? `Purchase of ${issuer.currency}`,
    service: `${issuer.currency} packs`,
    billingPeriod,
    // Credits that never expire have no end; the period they are billed in has.
    validity: {
      start: effectiveAt,
      end: expiresAt ?? billingPeriod.end,
    },
    credits: amount,
    cost: fractionOf(price?.amount ?? '0'),
    billingCurrency: price?.currency ?? '',
    sku: { id, priceId: `${id}/${price?.amount} ${price?.currency}` },
  });
}

function usageOf(
  group: UsageGroup,
  issuer: FocusIssuer,
  day: Span,
  billingPeriod: Span,
): FocusUsage {
  const { names, unit } = group;
  const {
    action,
    department,
    model,
    product,
    project,
    provider,
    service,
    team,
  } = names;
  const what = [action, model].filter(Boolean).join(', ') || 'request';
  const skuId = model ? `model/${model}` : `action/${action ?? 'none'}`;
  const owner = team ?? department;
  return {
    description: product ? `${product}: ${what}` : what,
    service: product ?? 'AI',
    ...(provider === undefined ? {} : { publisher: provider }),
    billingPeriod,
    day,
    quantity: group.quantity,
    unit,
    credits: group.credits,
    cost: group.cost,
    billingCurrency: group.currency,
    sku: {
      id: skuId,
      priceId: `${skuId}/${action ?? 'any'}/${unit}`,
      meter: unit,
      details: {
        ...(model === undefined ? {} : { x_Model: model }),
        ...(action === undefined ? {} : { x_Action: action }),
        x_CreditCurrency: issuer.currency,
      },
    },
    ...(service === undefined
      ? {}
      : {
          resource: {
            id: service,
            name: service.replace(/^.*\//, ''),
            type: capitalised(service.replace(/:.*$/, '')),
          },
        }),
    ...(owner === undefined
      ? {}
      : {
          subAccount: {
            id: owner,
            name: owner.replace(/^.*\//, ''),
            type: team === undefined ? 'Department' : 'Team',
          },
        }),
    tags: Object.fromEntries(
      Object.entries({
        team,
        department,
        service,
        project,
        product,
        action,
      }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  };
}

function capitalised(word: string): string {
  return `${word.slice(0, 1).toLocaleUpperCase('en-US')}${word.slice(1)}`;
}
