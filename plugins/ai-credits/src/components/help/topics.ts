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
import { MessageKey } from '../../translations/en';

/** What a figure is called, and what it is and how it is computed. */
export type HelpEntry = readonly [term: MessageKey, meaning: MessageKey];

/** What the help of a tab says; `docs/numbers.md` is written from the same. */
export interface HelpTopic {
  title: MessageKey;
  /** What the tab shows. */
  intro: MessageKey;
  figures: readonly HelpEntry[];
}

/** The help of every tab, in the order of the tabs. */
export const helpTopics = {
  overview: {
    title: 'page.overview',
    intro: 'helpText.overview',
    figures: [
      ['stat.available', 'help.figureAvailable'],
      ['stat.free', 'help.figureFree'],
      ['stat.purchased', 'help.figurePurchased'],
      ['stat.held', 'help.figureHeld'],
      ['stat.excess', 'help.figureExcess'],
      ['stat.used', 'help.figureUsed'],
      ['stat.averageDaily', 'help.figureAverage'],
      ['help.pace', 'help.figurePace'],
      ['helpForecast.lasts', 'helpForecast.lastsText'],
      ['helpForecast.method', 'helpForecast.methodText'],
      ['helpForecast.lapsing', 'helpForecast.lapsingText'],
      ['helpForecast.purchase', 'helpForecast.purchaseText'],
      ['stat.activeProducts', 'help.figureProducts'],
      ['overview.lasts', 'help.figureLasts'],
      ['overview.account', 'helpText.account'],
      ['month.plan', 'helpText.plan'],
      ['month.additional', 'helpText.additional'],
      ['month.average', 'helpText.perRequest'],
      ['month.tier', 'helpText.tier'],
      ['costs.title', 'helpText.costTypes'],
      ['costs.average', 'helpText.perTransaction'],
    ],
  },
  usage: {
    title: 'page.usage',
    intro: 'helpText.usage',
    figures: [
      ['usage.credits', 'usage.helpCredits'],
      ['usage.requests', 'usage.helpRequests'],
      ['usage.share', 'usage.helpShare'],
      ['usage.perRequest', 'usage.helpPerRequest'],
      ['usage.trend', 'usage.helpTrend'],
      ['usage.peakDay', 'usage.helpPeakDay'],
      ['usage.peakHour', 'usage.helpPeakHour'],
      ['usage.activeDays', 'usage.helpActiveDays'],
      ['usage.weekend', 'usage.helpWeekend'],
      ['usage.tiers', 'usage.helpTiers'],
      ['usage.useCases', 'usage.helpUseCases'],
      ['usage.heat', 'usage.helpHeat'],
      ['usage.otherSeries', 'usage.helpOther'],
    ],
  },
  budgets: {
    title: 'page.budgets',
    intro: 'budgets.help',
    figures: [
      ['budgets.allocation', 'budgets.helpAllocation'],
      ['budgets.usedFact', 'budgets.helpUsed'],
      ['budgets.held', 'budgets.helpHeld'],
      ['budgets.remaining', 'budgets.helpRemaining'],
      ['budgets.projection', 'budgets.helpProjection'],
      ['helpForecast.expected', 'helpForecast.expectedText'],
      ['budgets.status', 'budgets.helpStatus'],
      ['budgets.below', 'budgets.helpBelow'],
      ['budgets.history', 'budgets.helpClosed'],
    ],
  },
  performance: {
    title: 'page.performance',
    intro: 'helpText.performance',
    figures: [
      ['perf.averageTime', 'perf.helpAverage'],
      ['helpText.percentiles', 'perf.helpPercentiles'],
      ['helpText.extremes', 'perf.helpExtremes'],
      ['perf.success', 'perf.helpSuccess'],
      ['perf.perRequest', 'perf.helpPerRequest'],
      ['perf.rating', 'perf.helpRating'],
      ['perf.times', 'perf.helpPeak'],
      ['helpText.change', 'perf.helpChange'],
    ],
  },
  efficiency: {
    title: 'page.efficiency',
    intro: 'helpInsights.efficiency',
    figures: [
      ['helpInsights.waste', 'helpInsights.wasteText'],
      ['helpInsights.attempts', 'helpInsights.attemptsText'],
      ['helpInsights.rejected', 'helpInsights.rejectedText'],
      ['helpInsights.unused', 'helpInsights.unusedText'],
      ['helpInsights.failed', 'helpInsights.failedText'],
      ['helpInsights.perItem', 'helpInsights.perItemText'],
      ['helpInsights.efficient', 'helpInsights.efficientText'],
      ['helpInsights.regenerated', 'helpInsights.regeneratedText'],
      ['helpInsights.firstPass', 'helpInsights.firstPassText'],
      ['helpInsights.return', 'helpInsights.returnText'],
      ['helpInsights.unusualDay', 'helpInsights.unusualDayText'],
    ],
  },
  savings: {
    title: 'page.savings',
    intro: 'helpInsights.savings',
    figures: [
      ['helpInsights.switch', 'helpInsights.switchText'],
      ['helpInsights.month', 'helpInsights.monthText'],
      ['helpInsights.cache', 'helpInsights.cacheText'],
      ['helpInsights.peak', 'helpInsights.peakText'],
      ['helpInsights.idle', 'helpInsights.idleText'],
      ['helpInsights.saved', 'helpInsights.savedText'],
    ],
  },
  transactions: {
    title: 'page.transactions',
    intro: 'helpText.transactions',
    figures: [
      ['log.credits', 'helpText.logCredits'],
      ['log.creditType', 'helpText.creditType'],
      ['log.status', 'helpText.status'],
      ['detail.rule', 'helpText.rule'],
      ['detail.occurredAt', 'helpText.occurredAt'],
      ['detail.block', 'helpText.block'],
    ],
  },
  reports: {
    title: 'page.reports',
    intro: 'helpText.reports',
    figures: [
      ['helpText.reportContents', 'helpText.reportContentsText'],
      ['helpText.reportView', 'helpText.reportViewText'],
      ['helpText.reportSummary', 'helpText.reportSummaryText'],
      ['helpText.reportFocus', 'helpText.reportFocusText'],
    ],
  },
} as const satisfies Record<string, HelpTopic>;

/** A tab that has help. */
export type HelpTopicName = keyof typeof helpTopics;
