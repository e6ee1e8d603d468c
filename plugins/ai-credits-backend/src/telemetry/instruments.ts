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

import { MetricsService } from '@backstage/backend-plugin-api/alpha';

const PREFIX = 'backstage.plugin.ai-credits';

/** From a millisecond, as an index answers, to the minutes of a proof; in seconds. */
const SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
  60, 300,
];
const EVENTS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000];

/** All instruments; `docs/operating.md` lists them for operators. */
export function createInstruments(metrics: MetricsService) {
  const seconds = (name: string, description: string) =>
    metrics.createHistogram(`${PREFIX}.${name}`, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    });
  const counter = (name: string, unit: string, description: string) =>
    metrics.createCounter(`${PREFIX}.${name}`, { description, unit });
  const observed = (name: string, unit: string, description: string) =>
    metrics.createObservableGauge(`${PREFIX}.${name}`, { description, unit });
  return {
    decisions: counter(
      'ledger.decisions',
      '{event}',
      'Events that the ledger decided about',
    ),
    creditsCharged: counter(
      'ledger.credits_charged',
      '{credit}',
      'Credits that were charged',
    ),
    batchEvents: metrics.createHistogram(`${PREFIX}.ledger.batch_events`, {
      description: 'Events of a batch that was posted',
      unit: '{event}',
      advice: { explicitBucketBoundaries: EVENTS },
    }),
    batchWait: seconds(
      'ledger.batch_wait',
      'From asking until the batch had the lock of the account',
    ),
    lockDuration: seconds(
      'ledger.lock_duration',
      'How long a batch held the lock of the account',
    ),
    queued: observed(
      'ledger.queue_length',
      '{event}',
      'Events that wait for the ledger in this replica',
    ),
    holdsOpen: observed(
      'ledger.holds_open',
      '{hold}',
      'Reservations that are open',
    ),
    holdsLapsed: counter(
      'ledger.holds_lapsed',
      '{hold}',
      'Reservations whose time was over',
    ),
    foldedBlocks: counter(
      'fold.blocks',
      '{block}',
      'Blocks of the journal that came into the rollups',
    ),
    foldLagBlocks: observed(
      'fold.lag_blocks',
      '{block}',
      'Blocks of the journal that are not in the rollups yet',
    ),
    foldLagTime: observed(
      'fold.lag_time',
      's',
      'Age of the oldest block that is not in the rollups yet',
    ),
    taskDuration: seconds('tasks.duration', 'Runs of scheduled tasks'),
    ingested: counter(
      'ingest.events',
      '{event}',
      'Events that were sent to be recorded',
    ),
    questionDuration: seconds(
      'questions.duration',
      'Answers to questions about usage, the wait for a turn included',
    ),
    alerts: counter('alerts.sent', '{alert}', 'Alerts that were told'),
  };
}

export type Instruments = ReturnType<typeof createInstruments>;
