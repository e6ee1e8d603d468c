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

/** What the tabs about waste and savings show, and how their figures are computed. */
export const helpInsights = {
  efficiency:
    'Where credits are wasted, who and what makes most of them, and which days were unusual. Only usage that you may see is counted.',
  savings:
    'Changes that would save credits, each with what speaks for it in your own usage, and what accepted ones really saved.',
  waste: 'What was wasted?',
  wasteText:
    'Credits that a rule found, each rule by itself, net of refunds. In the total an event counts once: under failed calls first, then third and later attempts, then rejected, then unused content.',
  attempts: 'Third and later attempts',
  attemptsText:
    'The attempt is the number that the event gives. Where no event of an item and action is numbered, those that follow each other within 24 hours count as attempts, beginning anew after one was accepted.',
  rejected: 'Rejected content',
  rejectedText: 'All credits of events with the outcome rejected.',
  unused: 'Content that was not used',
  unusedText:
    'Events with the outcome unused. Where at least 80% of 20 or more settled events of a product and action have an outcome, also successful ones without any after the configured days, unless a later attempt took their place.',
  failed: 'Failed calls that cost',
  failedText:
    'Calls that failed and were charged all the same. Whether failed calls cost is a matter of the rate card.',
  perItem: 'Credits per item',
  perItemText:
    'Credits of all events that name an item, divided by produced items: those of which an attempt was accepted or, where nothing is known of any attempt, one succeeded.',
  efficient: 'Most efficient',
  efficientText:
    'The fewest credits per item among those with 20 produced items or more; nobody while fewer than two have that many.',
  regenerated: 'Regenerated',
  regeneratedText:
    'The share of events that are a second or later attempt at their item.',
  firstPass: 'First pass',
  firstPassText:
    'The share of first attempts that neither failed nor were rejected nor were followed by a second attempt.',
  return: 'What is it worth?',
  returnText:
    'Accepted items times the value configured for their product or action, against all credits of that work at the price of a credit.',
  unusualDay: 'Unusual days',
  unusualDayText:
    'Days far from the median of the same weekday over the eight weeks before, measured by how far these days usually stray, at least 1.5 times or below a third of it, and by at least 10 credits or 2% of a usual day of all usage. A series is judged after 28 days with at least 14 of use; days that are not over are left out.',
  switch: 'A cheaper model',
  switchText:
    'Named when, for the same use case and action, each known measure of quality (accepted, first pass, rating, success) is worse by less than its margin, with 95% confidence over all pairs compared together. Both sides need 200 results, or 50 ratings. What is known of the dearer model must be known of the cheaper one.',
  month: 'Credits a month',
  monthText:
    'The difference of the average price of a request, as a 95% interval, times the requests of the last 28 days scaled to 30.',
  cache: 'Repeated input',
  cacheText:
    'Input tokens of second and later attempts that did not come from a cache; at most what every request may begin with, the shortest input, where that is 1,024 tokens or more.',
  peak: 'Time of day',
  peakText:
    'A model is named when from Monday to Friday between 9 and 17 it responds slower by a quarter and 0.3 seconds or more, or fails more by one percentage point or more, than at other times.',
  idle: 'Idle allocations',
  idleText:
    'A budget of which less than half was used in each of at least two closed periods, beside one that used all of its own.',
  saved: 'Saved',
  savedText:
    'How many credits less a request costs since the change was accepted than in the 30 days before, times the requests since, at most 30 days. Too early before 7 days, or with fewer than 50 requests on either side.',
} as const;
