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
  AnalyticsRow,
  CostMeasure,
  MicroCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';

/** What credits can be paid for, in the order in which it is shown. */
export const costTypes = [
  'requestCredits',
  'imageCredits',
  'inputCredits',
  'outputCredits',
  'cachedInputCredits',
  'reasoningCredits',
  'unitCredits',
] as const satisfies readonly CostMeasure[];

/** Those that are left out where nothing was paid for them. */
const seldom: readonly CostMeasure[] = ['reasoningCredits', 'unitCredits'];

/** Credits by what they were paid for. */
export interface CostBreakdown {
  total: MicroCredits;
  transactions: number;
  /** Credits per transaction; undefined where there was none. */
  average?: MicroCredits;
  parts: { type: CostMeasure; credits: MicroCredits; share: number }[];
}

/** Reads the totals of an answer that has the cost measures. */
export function costBreakdown(totals: AnalyticsRow): CostBreakdown {
  const read = (name: string) => parseCredits(totals[name] ?? '0', name);
  const total = read('credits');
  const transactions = Number(totals.transactions ?? 0);
  return {
    total,
    transactions,
    average: transactions > 0 ? total / BigInt(transactions) : undefined,
    parts: costTypes
      .map((type, index) => ({
        type,
        index,
        credits: read(type),
        share: total > 0n ? Number(read(type)) / Number(total) : 0,
      }))
      .filter(({ type, credits }) => credits !== 0n || !seldom.includes(type))
      .map(({ type, credits, share }) => ({ type, credits, share })),
  };
}
