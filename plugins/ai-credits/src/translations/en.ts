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

/** English, the language the keys are written for. */
export const en = {
  page: {
    title: 'AI Credits',
    overview: 'Overview',
    transactions: 'Transactions',
  },
  common: {
    close: 'Close',
    retry: 'Try again',
    refresh: 'Refresh',
    help: 'Costs and figures explained',
    copy: 'Copy',
    copied: 'Copied',
    lastUpdated: 'Last updated {{time}}',
    lastUpdatedTitle: '{{dateTime}}, {{timeZone}}. Refreshes every 5 minutes.',
    noProduct: 'No product named',
    other: 'Other ({{number}})',
    total: 'Total',
    loading: 'Loading',
  },
  error: {
    title: 'These figures could not be loaded',
    stale:
      'Could not refresh. These are the figures of {{time}}, and they may have changed since.',
    forbiddenTitle: 'You may not see this',
    forbidden:
      'Your role does not include AI credits. The people who look after the portal can give you access.',
    permission: 'Permission needed: {{permission}}',
  },
  empty: {
    title: 'No usage yet',
    description:
      'As soon as the first event arrives, credits by day, by month and by product appear here. Send one now:',
    tokenHint:
      'AI_CREDITS_TOKEN holds the access token that your portal gave to the machine that reports usage.',
  },
  sentence: {
    used: '{{used}} of {{allocated}} credits used this month.',
    usedNoAllocation: '{{used}} credits used this month.',
    lasts: 'At the pace of the last 7 days they last until {{day}}.',
    lastsToday: 'At the pace of the last 7 days they run out today.',
    outlasts:
      'At the pace of the last 7 days they last past the reset on {{day}}.',
    idle: 'Nothing was used in the last 7 days.',
    spentExcess:
      'None are left; usage now counts as excess, of which {{remaining}} remain.',
    spent: 'None are left, and further requests are refused until {{day}}.',
  },
  stat: {
    available: 'Available',
    availableHint: 'Can be used now',
    free: 'Free',
    freeHint_zero: 'resets today',
    freeHint_one: 'resets in {{count}} day',
    freeHint_other: 'resets in {{count}} days',
    purchased: 'Purchased',
    purchasedHint: 'never expire',
    other: 'Other',
    otherHint: 'promotions and adjustments',
    held: 'Held',
    heldHint: 'for requests under way',
    excess: 'Excess used',
    excessHint: 'of {{limit}}',
    excessNone: 'no excess allowed',
    used: 'Used this month',
    trend: '{{change}} vs last month',
    trendSame: 'same as last month',
    trendNone: 'no usage last month',
    averageDaily: 'A day',
    averageDailyHint: 'average this month',
    activeProducts: 'Products',
    activeProductsHint: 'active this month',
  },
  low: {
    title: 'Credits are running low',
    text: '{{available}} credits are available, below the threshold of {{threshold}}.',
    action: 'Get credits',
    ask: 'Ask an admin of AI Credits to add more.',
  },
  purchase: {
    title: 'Get credits',
    intro: 'Purchased credits never expire and are used after the free ones.',
    pack: 'Pack',
    packLine: '{{credits}} credits for {{price}}',
    quantity: 'Quantity',
    quantityError: 'A whole number from 1 to 1,000',
    effect:
      'Adds {{credits}} credits for {{price}}. Available afterwards: {{available}}.',
    confirm: 'Purchase',
    cancel: 'Cancel',
    failed: 'The purchase did not go through',
    noPacks: 'No credit packs are configured in this portal.',
  },
  chart: {
    menu: 'Options of “{{title}}”',
    showTable: 'Show as a table',
    showChart: 'Show as a chart',
    csv: 'Download CSV',
    png: 'Download PNG',
    empty: 'Nothing was used in this time.',
    legendHide: 'Hide {{name}}',
    legendShow: 'Show {{name}}',
    zone: 'days in {{timeZone}}',
    day: 'Day',
    month: 'Month',
    creditsUnit: 'credits',
    requests: 'Requests',
    truncated:
      'There is more than one answer can hold; the smallest shares are left out.',
  },
  overview: {
    trend: 'Credits a day by product',
    trendPeriod: 'last 30 days',
    days: 'The last 30 days',
    peak: 'most on {{period}}: {{credits}}',
    months: 'The last 12 months',
    lasts: 'What is available still buys',
    lastsHint: 'Any one of these, at the prices of rate card version {{version}}',
    lastsNothing: 'The rate card prices nothing by the unit.',
    lastsActions: 'Runs of an action',
    lastsMore: 'All actions',
    lastsFree: 'free',
    account: 'Account',
    organization: 'Organisation',
    plan: 'Plan',
    memberSince: 'Member since',
    lifetimePurchased: 'Purchased, lifetime',
    lifetimeSpent: 'Spent, lifetime',
    callsSuccessful: 'Successful calls',
    callsFailed: 'Failed calls',
    tokensInput: 'Input tokens',
    tokensOutput: 'Output tokens',
    tokensCached: 'Cached tokens',
    images: 'Images',
    products: 'Credits by product',
    product: 'Product',
    totalCredits: 'Total',
    aDay: 'A day',
    excess: 'Excess',
    share: 'Share',
    trendColumn: 'Trend',
    sparkline:
      '{{name}}: from {{first}} to {{last}} credits a day over the period, at most {{most}}',
  },
  unit: {
    inputTokens: 'Input tokens',
    outputTokens: 'Output tokens',
    cachedInputTokens: 'Cached tokens',
    reasoningTokens: 'Reasoning tokens',
    images: 'Images',
    units: 'Units',
  },
  help: {
    title: 'What things cost, and what the figures mean',
    version: 'Rate card “{{name}}”, version {{version}}, since {{day}}',
    versionUndated: 'Rate card “{{name}}”, version {{version}}',
    actions: 'Credits per action',
    actionsHint:
      'The price of one run. The multiplier of the model used is applied on top, unless the price is fixed.',
    action: 'Action',
    category: 'Category',
    perRun: 'Credits per run',
    fixed: 'fixed',
    metered: 'by the unit',
    models: 'Multipliers by model',
    modelsHint:
      'Premium models cost twice the standard price or more, economy models less.',
    model: 'Model',
    multiplier: 'Multiplier',
    tier: 'Tier',
    rule: 'Model or action',
    tierPremium: 'Premium',
    tierStandard: 'Standard',
    tierEconomy: 'Economy',
    costs: 'Prices by the unit',
    costsHint:
      'Credits per 1M tokens and per 10,000 images. Cached tokens are part of the input and priced once. Grey: the price of another unit stands in.',
    perMillion: 'per 1M',
    perTenThousand: 'per 10,000',
    none: 'Nothing is priced this way.',
    figures: 'The figures',
    figureAvailable:
      'Credits that can be used now: what is left of the allowance, of purchases and of promotions, less what is held.',
    figureFree:
      'What is left of the monthly allowance. It lapses at the end of the month and is new on the 1st.',
    figurePurchased:
      'What is left of purchases. Purchased credits never expire and are used after the free ones.',
    figureHeld:
      'Set aside for requests under way. What they do not need comes back; until then it counts as used.',
    figureExcess:
      'Usage past what was allocated, up to the Excess Credits Limit. Beyond it requests are refused.',
    figureUsed:
      'Credits charged this month less refunds, as a share of what there was to use: allowance, what was carried forward, what was added. The trend compares with the same days of last month.',
    figureAverage: 'Used this month, divided by the days that have begun.',
    pace: 'Pace of the last 7 days',
    figurePace:
      'The average of the last 7 whole days. Available credits divided by it give the day they last until.',
    figureProducts: 'Products with usage this month.',
    figureLasts:
      'Available credits divided by the price of a unit, as if all of them went to that one.',
    figureDays: 'Days begin at midnight in {{timeZone}}.',
    unavailable: 'The rate card could not be loaded.',
  },
  log: {
    title: 'Every credit that came or went',
    summary_one:
      'Page {{page}}: {{count}} transaction, newest first, times in {{timeZone}}',
    summary_other:
      'Page {{page}}: {{count}} transactions, newest first, times in {{timeZone}}',
    search: 'Search',
    searchPlaceholder: 'User, action, model, item, comment',
    filters: 'Filters',
    filtersCount_one: 'Filters ({{count}})',
    filtersCount_other: 'Filters ({{count}})',
    clear: 'Clear filters',
    from: 'From',
    to: 'Until',
    dateOrder: 'Before the first day',
    type: 'Type',
    user: 'User',
    team: 'Team',
    product: 'Product',
    model: 'Model',
    status: 'Status',
    creditType: 'Credit type',
    any: 'Any',
    columns: 'Columns',
    download: 'Download CSV',
    downloading: 'Downloading',
    next: 'Older',
    previous: 'Newer',
    date: 'Date and time',
    who: 'Who',
    action: 'Action',
    credits: 'Credits',
    comment: 'Comment',
    open: 'Details of the transaction of {{dateTime}}',
    noMatchTitle: 'Nothing matches these filters',
    noMatch: 'Widen the dates or clear a filter.',
    system: 'System',
    machine: 'Machine',
  },
  type: {
    usage: 'Usage',
    purchase: 'Purchase',
    refund: 'Refund',
    allowance: 'Allowance',
    promotion: 'Promotion',
    adjustment: 'Adjustment',
    expiry: 'Expiry',
  },
  status: {
    success: 'Success',
    failed: 'Failed',
    'over-limit': 'Over limit',
  },
  creditType: {
    free: 'Free',
    purchased: 'Purchased',
    other: 'Other',
    excess: 'Excess',
    mixed: 'Mixed',
    none: 'None',
  },
  detail: {
    title: 'Transaction',
    notFound: 'This transaction does not exist, or you may not see it.',
    what: 'What happened',
    who: 'Who and for what',
    price: 'Price',
    quantities: 'Quantities',
    ledger: 'In the ledger',
    occurredAt: 'Happened',
    recordedAt: 'Written down',
    id: 'Transaction',
    eventId: 'Event',
    source: 'Source',
    department: 'Department',
    service: 'Service',
    project: 'Project',
    category: 'Category',
    useCase: 'Use case',
    provider: 'Provider',
    item: 'Item',
    attempt: 'Attempt',
    latency: 'Response time',
    latencyValue: '{{ms}} ms',
    actor: 'By',
    rule: 'Rule',
    rateCardVersion: 'Rate card version',
    money: 'Paid',
    block: 'Journal block',
    flags: 'Flags',
    requests: 'Requests',
    comment: 'Comment',
  },
} as const;

type KeysOf<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${Prefix}${K}`
    : KeysOf<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** The keys of all messages, such as `page.title`. */
export type MessageKey = KeysOf<typeof en>;
