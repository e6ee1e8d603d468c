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

/** The words of reports in English; the other languages have the same keys. */
export const en = {
  kinds: {
    daily: 'Daily report',
    weekly: 'Weekly report',
    monthly: 'Monthly report',
    custom: 'Report',
  },
  subjects: {
    organization: 'Organisation',
    department: 'Department',
    team: 'Team',
    project: 'Project',
  },
  none: '(none)',
  rest: 'Other',
  total: 'Total',
  credits: 'credits',
  empty: (when: string, subject: string) =>
    `${when}, ${subject} used no credits. There is nothing to report.`,
  emptySeen: (when: string, subject: string, owner: string) =>
    `${when}, there is no usage of ${subject} that ${owner} may see. Other usage is not in this report.`,
  emptyTable: 'Nothing in this period.',
  when: {
    day: (day: string) => `On ${day}`,
    month: (month: string) => `In ${month}`,
    range: (range: string) => `In the period ${range}`,
  },
  before: {
    daily: 'the day before',
    weekly: 'the week before',
    monthly: 'the month before',
    custom: 'the period before',
  },
  requests: (count: number, text: string) =>
    `${text} ${count === 1 ? 'request' : 'requests'}`,
  seen: (requests: string, owner: string) =>
    `${requests} that ${owner} may see`,
  headline: {
    used: (when: string, subject: string, credits: string, requests: string) =>
      `${when}, ${subject} used ${credits} credits for ${requests}`,
    more: (share: string, before: string) =>
      `, ${share} more than in ${before}`,
    less: (share: string, before: string) =>
      `, ${share} less than in ${before}`,
    same: (before: string) => `, as many as in ${before}`,
    remaining: (credits: string) => ` ${credits} credits remain.`,
  },
  notices: {
    gone: (ref: string) =>
      `${ref} is in the catalog no more. The report shows what it used until then.`,
    running: 'The period is not over yet: the figures will still grow.',
    partial: (owner: string) =>
      `Shows what ${owner} may see, which may be less than all usage.`,
  },
  stats: {
    credits: 'Credits used',
    requests: 'Requests',
    creditsPerRequest: 'Credits per request',
    successRate: 'Success rate',
    averageLatency: 'Average response time',
    p95Latency: '95 % answered within',
    remaining: 'Credits remaining',
    excess: 'Excess used',
    more: (share: string, before: string) => `${share} more than ${before}`,
    less: (share: string, before: string) => `${share} less than ${before}`,
    noBefore: (before: string) => `nothing ${before}`,
    failed: (count: string) => `${count} failed`,
    ofAvailable: (credits: string) => `of ${credits} there were`,
  },
  sections: {
    hours: 'The day hour by hour',
    trend: 'Credits over time',
    tiers: 'Cost by model tier',
    top: 'Who and what used most',
    performance: 'Performance',
    efficiency: 'Efficiency',
    productivity: 'Productivity of teams',
    productivityPeople: 'Productivity of people',
    models: 'Models compared',
    summary: 'Credits: allocated, used, carried forward, remaining',
    budgets: 'Budgets',
    costs: 'What credits were for',
    roi: 'Return on investment',
    recommendations: 'Recommendations',
  },
  charts: {
    byHour: 'Credits by hour and model',
    byDay: 'Credits by day and model',
    byWeek: 'Credits by week and model',
    byMonth: 'Credits by month and model',
    topUsers: 'Credits by person',
    users: 'The people who used most',
    topModels: 'Credits by model',
    topProducts: 'Credits by product',
    topTeams: 'Credits by team',
    topProjects: 'Credits by project',
  },
  facts: {
    peakHour: 'Busiest hour',
    peakDay: 'Busiest day',
    activeDays: 'Most active weekdays',
    weekend: 'Of the credits, on weekends',
    daily: 'Average a day',
    fastest: 'Fastest model',
    slowest: 'Slowest model',
    mostEfficient: 'Fewest credits a request',
    withValue: (name: string, value: string) => `${name} (${value})`,
    hour: (from: string, to: string) => `${from}–${to}`,
  },
  columns: {
    tier: 'Tier',
    user: 'Person',
    model: 'Model',
    team: 'Team',
    product: 'Product',
    project: 'Project',
    action: 'Action',
    useCase: 'Use case',
    credits: 'Credits',
    share: 'Share',
    requests: 'Requests',
    creditsPerRequest: 'Credits per request',
    averageLatency: 'Average time',
    p95Latency: '95 % within',
    successRate: 'Success',
    rating: 'Rating (of 5)',
    firstPass: 'Right at first try',
    regeneration: 'Made again',
    people: 'Active people',
    creditsPerPerson: 'Credits per person',
    requestsPerPerson: 'Requests per person',
    day: 'Day',
    period: 'Period',
    scope: 'Budget of',
    budget: 'Credits',
    used: 'Used',
    remaining: 'Remaining',
    utilisation: 'Used of it',
    state: 'State',
    what: 'Part of the price',
    line: '',
    free: 'Free',
    purchased: 'Purchased',
    other: 'Other',
  },
  tiers: {
    premium: 'Premium (2x and more)',
    standard: 'Standard (1x)',
    economy: 'Economy (below 1x)',
    none: 'Without a model',
  },
  summary: {
    carriedIn: 'Carried forward from before',
    allocated: 'Allocated',
    taken: 'Taken away',
    consumed: 'Consumed',
    lapsed: 'Lapsed during the period',
    remaining: 'Remaining',
    lapsing: 'Lapses at the end',
    carriedOut: 'Carried forward',
    excess: (credits: string) =>
      `Besides, ${credits} credits were used past what there was, as excess.`,
    note: 'Free are those of the monthly allowance; other are promotions, adjustments and refunds. Refunds lessen what is consumed when they are given: where they are more than was used, it is below zero.',
  },
  roi: {
    value: 'Value of accepted items',
    cost: 'Cost of their credits',
    ratio: 'Return',
    accepted: 'Accepted items',
    work: 'Product and action',
    byWork: (currency: string) => `By product and action, in ${currency}`,
    note: {
      purchases:
        'A credit costs what all purchases cost on average; free credits count as much.',
      pack: 'A credit costs what it does in the first credit pack; free credits count as much.',
    },
  },
  advice: {
    what: 'Change',
    low: 'Saves a month, at least',
    high: 'at most',
    none: 'Nothing that the numbers support.',
    modelSwitch: (from: string, to: string, what: string) =>
      `${to} in place of ${from} for ${what}`,
    offPeak: (model: string, from: string, to: string) =>
      `${model} outside of ${from} to ${to}, when it is slow or fails`,
    cachedInput: (model: string, what: string) =>
      `Cached input of ${model} for ${what}`,
    idle: (credits: string, from: string, to: string) =>
      `Move ${credits} credits from ${from} to ${to}`,
    potential: (low: string, high: string) =>
      `Altogether ${
        low === high ? low : `${low} to ${high}`
      } credits a month could be saved, on the usage of the last 90 days.`,
  },
  states: {
    within: 'Within',
    exceeded: 'Exceeded',
  },
  costs: {
    requestCredits: 'Per request',
    inputCredits: 'Input tokens',
    cachedInputCredits: 'Cached input tokens',
    outputCredits: 'Output tokens',
    reasoningCredits: 'Reasoning tokens',
    imageCredits: 'Images',
    unitCredits: 'Units',
  },
  pdf: {
    period: 'Period',
    madeAt: 'Made',
    timeZone: 'Time zone',
    owner: 'By',
    page: (page: number, pages: number) => `${page} / ${pages}`,
    asOf: (time: string) => `Figures as of ${time}`,
    letters:
      'Some letters of names cannot be shown in this document; the portal shows them.',
    unit: (unit: string) => `in ${unit}`,
  },
  mail: {
    title: (name: string, period: string) => `${name}: ${period}`,
    open: (formats: string) =>
      `Open it in the portal, where it can be fetched as ${formats}.`,
    failedTitle: (name: string) => `The report ${name} could not be made`,
  },
};

/** @see en */
export type ReportWords = typeof en;
