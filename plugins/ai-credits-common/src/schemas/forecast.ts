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

import { z } from 'zod';
import {
  budgetPeriodSchema,
  budgetScopeKindSchema,
  budgetSchema,
} from './credits';
import {
  accountSchema,
  creditsOutputSchema,
  limits,
  nameSchema,
} from './primitives';

/** What a forecast can be about. @public */
export type ForecastScope =
  | { kind: 'account' }
  | { kind: z.infer<typeof budgetScopeKindSchema>; ref: string };

/** Query of `GET /v1/forecast`. @public */
export const forecastQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  /**
   * `account`, the id of a budget, or a scope as kind and ref, such as
   * `team:group:default/payments`.
   */
  scope: nameSchema(limits.refLength + 16).default('account'),
});
/** @public */
export type ForecastQuery = z.input<typeof forecastQuerySchema>;

/** What is expected, with the ends of the interval. */
const rangeSchema = z.object({
  expected: creditsOutputSchema,
  lower: creditsOutputSchema,
  upper: creditsOutputSchema,
});

/** Dates of an interval; absent ends are further away than is looked ahead. */
const dateRangeSchema = z.object({
  /** As often before as after. */
  on: z.string().optional(),
  earliest: z.string().optional(),
  latest: z.string().optional(),
});

/** A day that is expected. @public */
export const forecastDaySchema = rangeSchema.extend({
  /** A date in the account's time zone; the first is today, as a whole day. */
  day: z.string(),
  /** Used in the period up to and including the day. */
  total: rangeSchema,
});
/** @public */
export type ForecastDay = z.infer<typeof forecastDaySchema>;

/** Answer of `GET /v1/forecast`. @public */
export const forecastResponseSchema = z.object({
  scope: z.union([
    z.object({ kind: z.literal('account') }),
    z.object({ kind: budgetScopeKindSchema, ref: z.string() }),
  ]),
  /** The budget that the forecast is about; absent for the account, and for a scope without one. */
  budget: z
    .object({
      id: z.string(),
      credits: creditsOutputSchema,
      status: budgetSchema.shape.status,
    })
    .optional(),
  period: z.object({
    kind: budgetPeriodSchema,
    start: z.string(),
    /** Exclusive. */
    end: z.string(),
    /** Days that are left, today included. */
    daysLeft: z.int(),
  }),
  /** Full days that the forecast is made from, idle ones included, oldest first. */
  history: z.array(z.object({ day: z.string(), credits: creditsOutputSchema })),
  today: z.string(),
  usedToday: creditsOutputSchema,
  /** Used in the period so far. */
  used: creditsOutputSchema,
  /** What is left to use: the account's available credits, or what is left of the budget. Absent for a scope without a budget. */
  left: creditsOutputSchema.optional(),
  /** Use at the end of the period at the period's pace so far: the same figure as a budget's `projected`. */
  projected: creditsOutputSchema,
  /** The burn rate: the mean of the last seven full days, and when that uses up what is left. */
  pace: z.object({
    days: z.int(),
    perDay: creditsOutputSchema,
    /** A date. Absent while nothing is used, or where it is more than ten years ahead. */
    runsOutOn: z.string().optional(),
  }),
  /** Whether there is enough history to say more. */
  enough: z.boolean(),
  /** Why not. */
  reason: z
    .object({ days: z.int(), needed: z.int(), message: z.string() })
    .optional(),
  /** The method that did best on this very history, and what it is a mean of. */
  method: z
    .object({
      id: z.string(),
      parts: z.array(z.object({ id: z.string(), weight: z.number() })),
    })
    .optional(),
  /** How the method did in the past, on days that it did not know. */
  pastError: z
    .object({
      /** Days on which a forecast was made. */
      origins: z.int(),
      /** Mean absolute error of a day. */
      perDay: creditsOutputSchema,
      /** The same against the mean of the days, 0 for none. */
      relative: z.number().optional(),
      /** The same against repeating last week, below 1 for better. */
      scaled: z.number().optional(),
      /** How often the interval held a day, and a sum of days, 0 to 1. */
      coverage: z.object({ days: z.number(), sums: z.number() }),
    })
    .optional(),
  /** The part of cases that intervals are meant to hold, such as 0.8. */
  level: z.number(),
  /** From today to the end of the period; empty where there is not enough history. */
  days: z.array(forecastDaySchema),
  /** Use at the end of the period, as the model expects it. */
  endOfPeriod: rangeSchema.optional(),
  /** When what is left is used up; without dates where it is not within a year. For the account allowances, expiries and purchases to come are part of it. */
  runsOut: dateRangeSchema.optional(),
  /** How likely what is left is used up before the period ends, 0 to 1. */
  chanceOfRunningOut: z.number().optional(),
  /** Of the account only. */
  account: z
    .object({
      available: creditsOutputSchema,
      free: creditsOutputSchema,
      /** Credits of this month's allowance that will lapse unused. */
      lapsing: rangeSchema,
      /** How likely requests are refused before the next allowance, the excess used up too. */
      chanceOfRefusal: z.number(),
      /** What to purchase so that credits last to the end of the next period; absent when they do. */
      purchase: z
        .object({
          /** The latest day to be on the safe side. */
          by: z.string(),
          credits: creditsOutputSchema,
          /** The configured pack that covers it with the fewest purchases. */
          pack: z
            .object({
              id: z.string(),
              title: z.string(),
              quantity: z.int(),
              credits: creditsOutputSchema,
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
  timeZone: z.string(),
  asOf: z.string(),
});
/** @public */
export type ForecastResponse = z.infer<typeof forecastResponseSchema>;
