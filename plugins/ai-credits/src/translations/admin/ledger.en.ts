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
export const ledger = {
  title: 'Ledger',
  never: 'The journal has not been proved yet.',
  clean: 'The journal adds up: proved {{time}}, nothing differs.',
  differs_one:
    'The journal does not add up: {{count}} finding, proved {{time}}.',
  differs_other:
    'The journal does not add up: {{count}} findings, proved {{time}}.',
  behind_zero: 'The rollups are up to date.',
  behind_one: 'The rollups are {{count}} block behind.',
  behind_other: 'The rollups are {{count}} blocks behind.',
  proof: 'Last proof',
  proofHint:
    'Every block by its hash, every balance by its entries, every rollup by its events',
  run: 'Prove now',
  running: 'Proving since {{time}}',
  runningLast: 'The last proof took {{duration}}.',
  runFailed: 'The proof did not finish',
  ranClean: 'Proved: nothing differs.',
  when: 'When',
  took: 'How long',
  result: 'Result',
  resultClean: 'Clean',
  resultDiffers: 'Differs',
  resultNever: 'Not proved yet',
  provedBlocks: 'Blocks proved',
  provedEntries: 'Entries proved',
  provedHead: 'Hash of the last proved block',
  findings: 'What differs',
  findingsMost: 'The first 100 are kept.',
  what: 'What was tested',
  subject: 'Of what',
  expected: 'Expected',
  actual: 'Found',
  chain: 'Journal and rollups',
  chainHint: 'As they are now',
  blocks: 'Blocks',
  entries: 'Entries',
  head: 'Hash of the newest block',
  sinceProof: 'Blocks since the last proof',
  folded: 'Rollups contain blocks up to',
  lag: 'Blocks not in the rollups yet',
  lagOldest: '{{number}}, the oldest from {{time}}',
  foldedAt: 'Rollups brought up to date',
  rebuild: 'Rebuild rollups',
  rebuildTitle: 'Make the rollups again from the events?',
  rebuildText:
    'Sums by day and hour are deleted and counted again from the log. Until that is done, answers about usage are correct but slow. Of events that were pruned from the log the sums are lost.',
  rebuildConfirm: 'Rebuild',
  rebuilt: '{{blocks}} blocks were folded again in {{duration}}.',
  rebuildFailed: 'The rollups were not rebuilt',
  rebuilding: 'Rebuilding',
  cancel: 'Cancel',
  events: 'Which events were not charged, or charged by an unknown name?',
  eventsHint: 'events a day, the last 30 days, {{timeZone}}',
  eventsNone:
    'In the last 30 days every event was charged once and by a known name.',
  duplicates: 'Duplicates',
  conflicts: 'Conflicts',
  invalid: 'Invalid',
  refused: 'Refused',
  flagged: 'Unknown names',
  explain:
    'Duplicates were sent again and not charged again. Conflicts were sent again with other content. Invalid ones were not understood. Refused ones met a limit. Unknown names were charged as the rate card says for what it does not know.',
  total: '30 days',
  unknown: 'Names that the rate card does not know',
  unknownHint: 'The last 30 days, most events first',
  unknownNone: 'Every action and model that was used is on the rate card.',
  name: 'Name',
  kind: 'Kind',
  action: 'Action',
  model: 'Model',
  number: 'Events',
  credits: 'Credits',
  last: 'Last',
  toRateCard: 'Give them a price on the rate card',
  check: {
    blockMissing: 'A block is missing',
    blockNumber: 'Blocks are numbered without a gap',
    blockHash: 'A block is as it was written',
    previousHash: 'A block names the hash of the one before',
    firstSeq: 'Entries are numbered without a gap',
    sumZero: 'An entry sums to zero',
    usageRow: 'A charge has its event',
    usageCredits: 'An event has the credits of its entry',
    usageKind: 'An event is of the kind of its entry',
    usageRows: 'There are as many events as entries of usage',
    headHash: 'The account ends with the last block’s hash',
    headBlock: 'The account ends with the last block',
    headSeq: 'The account ends with the last entry',
    lotRemaining: 'A lot has left what its entries say',
    lotRange: 'A lot has no less than nothing and no more than it began with',
    lotHeld: 'No more of a lot is held than is left',
    lotMissing: 'Every lot that entries name is there',
    excessUsed: 'The excess of a month is what its entries say',
    budgetUsed: 'A budget’s use is the sum of its events',
    refund: 'No more is given back than was charged',
    rollup: 'A rollup is the sum of its events',
  },
} as const;
