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
export const requests = {
  title: 'Requests',
  waiting_zero: 'Nothing waits for your decision.',
  waiting_one: '{{count}} request for more credits waits for your decision.',
  waiting_other: '{{count}} requests for more credits wait for your decision.',
  oldest: 'The oldest has waited since {{day}}.',
  show: 'Show',
  open: 'Open',
  granted: 'Granted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  all: 'All',
  list: 'Requests for more credits',
  listHint: 'Of others, for what you may decide on; newest first',
  none: 'There are none.',
  more: 'Show more',
  failed: 'The requests could not be loaded',
  help: 'Whoever asked is told what you decide, with your comment. Granting once raises this period alone; granting for good raises every period to come.',
} as const;
