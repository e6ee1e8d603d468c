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

/** English. */
export const savings = {
  nothing: 'No saving can be recommended from this usage yet.',
  nothingSaved:
    'No saving can be recommended from this usage. Accepted ones have saved {{saved}} credits so far.',
  sentence: '{{amount}} credits a month could be saved by {{number}} changes.',
  sentenceOne: '{{amount}} credits a month could be saved by one change.',
  sentenceSaved: 'Accepted ones have saved {{saved}} credits so far.',
  openTitle: 'What would save credits?',
  basis:
    'Of {{compared}} pairs of models with at least {{samples}} results each; with {{confidence}} confidence no switch is worse than its margin',
  none: 'Nothing is recommended. A cheaper model is named only when enough of your own results show that it is not worse.',
  switchTitle: '{{from}} → {{to}}',
  for: 'for {{what}}',
  range: '{{low}} – {{high}}',
  between: '{{low}} to {{high}}',
  perMonth: '{{amount}} credits a month',
  upTo: 'up to {{high}} credits a month',
  noCredits: 'saves time, not credits',
  movable: '{{credits}} credits each period could move',
  priceEach:
    '{{from}} → {{to}} credits a request, on {{requests}} requests a month',
  samples: '{{from}} and {{to}} requests compared',
  latency: '{{from}} → {{to}} average response',
  peakTitle: '{{model}}: outside {{from}}:00–{{to}}:00',
  peakLatency:
    '{{peak}} on average from Monday to Friday in these hours, {{quiet}} otherwise',
  peakFailures: '{{peak}} of requests fail in these hours, {{quiet}} otherwise',
  peakRequests: '{{peak}} requests in these hours, {{quiet}} otherwise',
  cacheTitle: '{{model}}: read repeated input from a cache',
  cacheTokens:
    '{{amount}} of {{all}} input tokens were sent again; {{share}} came from a cache',
  cacheRequests: '{{requests}} requests',
  idleTitle: 'Move credits of {{from}} to {{to}}',
  idleFrom:
    'At most {{used}} of {{allocation}} credits were used in any of {{periods}} closed periods',
  idleTo: '{{name}} used {{used}} of {{allocation}}',
  accept: 'Accept',
  dismiss: 'Dismiss',
  acceptTitle: 'Accept this recommendation?',
  acceptHint:
    'Nothing is switched by itself. From now on it is measured what the change saves.',
  dismissTitle: 'Dismiss this recommendation?',
  dismissHint: 'It is kept with your reason and can be accepted later.',
  reason: 'Reason',
  reasonOptional: 'Note (optional)',
  cancel: 'Cancel',
  mayNot:
    'Accepting and dismissing needs the permission ai-credits.insights.manage.',
  acceptedTitle: 'What did accepted ones save?',
  acceptedHint: '30 days before against up to 30 days since',
  noAccepted: 'None has been accepted yet.',
  dismissedTitle: 'Dismissed',
  what: 'Change',
  decided: 'Decided',
  saved: 'Saved',
  shareBefore: 'Share before',
  shareAfter: 'Share since',
  perRequestBefore: 'Per request before',
  perRequestAfter: 'Since',
  early: 'Too early to tell',
  unmeasured: 'Not measured',
  notCurrent: 'no longer supported by usage',
  why: 'Reason',
  evidence: 'Evidence',
  measure: 'Quality',
  atMostWorse: 'At most worse by',
  margin: 'Margin',
  samplesColumn: 'Results',
  better: 'better',
  potential: 'Possible a month',
  potentialHint: 'credits; open recommendations, each use once',
  savedSoFar: 'Saved so far',
  savedHint: 'credits; accepted ones, as far as measured',
  openCount: 'Open',
  openHint: '{{compared}} pairs of models compared',
  offPeakTitle: 'Time of day',
  quality: {
    acceptance: 'Accepted',
    firstPass: 'First pass',
    rating: 'Rating',
    success: 'Succeeded',
  },
  offPeak: {
    recommended:
      'There are hours in which a model is slower or fails more; see above.',
    'no-difference':
      'Shifting work to quieter hours would gain nothing: no model is slower or fails more while most people work.',
    'too-few':
      'Whether quieter hours would gain anything cannot be told: no model has enough requests both in working hours and outside of them.',
  },
} as const;
