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

/** The words of what the portal writes to people, in English; the other languages have the same keys. */
export const en = {
  scopes: {
    department: 'department',
    team: 'team',
    user: 'user',
    project: 'project',
    service: 'service',
    product: 'product',
    model: 'model',
  },
  scope: (kind: string, name: string) => `${kind} ${name}`,
  periods: {
    day: 'day',
    week: 'week',
    month: 'month',
    quarter: 'quarter',
    year: 'year',
  },
  budget: {
    title: (scope: string, percent: number, period: string) =>
      `${scope} has used ${percent} % of its credits for the ${period}`,
    used: (used: string, allocation: string, period: string, last: string) =>
      `${used} of ${allocation} credits are used; the ${period} ends after ${last}.`,
    endedTitle: (scope: string, percent: number, period: string) =>
      `${scope} used ${percent} % of its credits for the ${period} that has ended`,
    wasUsed: (used: string, allocation: string, period: string, last: string) =>
      `${used} of ${allocation} credits were used; the ${period} ended with ${last}.`,
    hard: 'Requests past the limit are refused.',
    soft: 'Requests past the limit go on and are marked.',
  },
  lowBalance: {
    title: (available: string) =>
      `AI credits are running low: ${available} left`,
    text: (threshold: string) =>
      `The balance is below ${threshold} credits. Get credits on the overview.`,
  },
  unknown: {
    things: { 'unknown-model': 'model', 'unknown-action': 'action' },
    title: (thing: string, name: string) =>
      `The rate card does not know the ${thing} ${name}`,
    text: (thing: string) =>
      `It was used and priced as the rate card says of an unknown ${thing}. Publish a rule for it if that is not what it should cost.`,
  },
  purchase: {
    what: (pack: string, credits: string, price: string) =>
      `${pack} (${credits} credits) for ${price}`,
    made: (credits: string) => `${credits} credits were bought automatically`,
    lowBalance: (what: string) => `${what}, because the balance was low.`,
    usedUp: (what: string) => `${what}, because the credits were used up.`,
    failed: 'An automatic purchase failed',
    failure: (what: string, error: string) =>
      `${what}: ${error}. Charges are refused once the credits are used up.`,
    unknownError: 'unknown error',
  },
  forecast: {
    account: (day: string) => `AI credits are likely to run out by ${day}`,
    left: (left: string, chance: string) =>
      `${left} credits are left, and the next allowance comes after they are gone with a chance of ${chance}.`,
    advice: (credits: string, day: string) =>
      `To last until the end of next month, purchase ${credits} credits by ${day}.`,
    budget: (scope: string, day: string) =>
      `The credits of ${scope} are likely to be used up by ${day}`,
    expected: (
      figures: {
        used: string;
        allocation: string;
        expected: string;
        lower: string;
        upper: string;
      },
      period: string,
      chance: string,
    ) =>
      `${figures.used} of ${figures.allocation} credits are used, and ${figures.expected} are expected at the end of the ${period} (${figures.lower} to ${figures.upper}). The chance that they do not last is ${chance}.`,
  },
  unusual: {
    account: 'The account',
    title: (name: string) => `${name} used far more credits than usual`,
    text: (credits: string, day: string, usual: string, most: string) =>
      `${credits} credits on ${day}, where ${usual} are usual for such a day and up to ${most} would not have stood out.`,
  },
  request: {
    spans: { once: 'for this period', permanent: 'for good' },
    asked: (asker: string, credits: string) =>
      `${asker} asks for ${credits} credits more`,
    askedFor: (scope: string, span: string) => `For ${scope}, ${span}.`,
    granted: (credits: string, scope: string, span: string) =>
      `${credits} credits granted to ${scope} ${span}`,
    grantedBy: (decider: string) => `Granted by ${decider}.`,
    declined: (credits: string) => `Request for ${credits} credits declined`,
    declinedBy: (decider: string, scope: string) =>
      `${decider} declined the request for ${scope}.`,
    withdrawn: (credits: string) => `Request for ${credits} credits withdrawn`,
    withdrawnBy: (asker: string, scope: string) =>
      `${asker} needs no more for ${scope}.`,
  },
};

/** The words of a language. */
export type MessageWords = typeof en;
