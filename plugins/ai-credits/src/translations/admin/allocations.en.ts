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
export const allocations = {
  title: 'Allocations',
  sentence_zero: 'Nothing is allocated for this {{period}} yet.',
  sentence_one:
    '{{credits}} credits are allocated for this {{period}}; {{count}} budget says who and what may use them.',
  sentence_other:
    '{{credits}} credits are allocated for this {{period}}; {{count}} budgets say who and what may use them.',
  overSentence_one: '{{count}} group allocates more below it than it has.',
  overSentence_other:
    '{{count}} groups allocate more below them than they have.',
  lead: 'You may change what is below {{names}}.',
  nothingBelow: 'There is nothing below them in the catalog.',
  table: 'Departments, teams and people',
  others: 'Projects, services, products and models',
  othersNone: 'None of these has a budget for a {{period}}.',
  unsavedHere: '{{period}} ({{number}} not saved)',
  scope: 'Scope',
  used: 'Used this {{period}}',
  usedAmount: '{{used}} used',
  credits: 'Credits a {{period}}',
  creditsOf: 'Credits of {{name}}',
  settings: 'At the limit',
  noLimit: 'no limit',
  hard: 'refused',
  soft: 'warned',
  summary: '{{mode}} · alerts at {{thresholds}}',
  summaryQuiet: '{{mode}} · no alerts',
  rollsOver: '{{summary}} · up to {{credits}} carried forward',
  select: 'Select {{name}}',
  selectAll: 'Select all that are shown',
  open: 'Change the allocation of {{name}}',
  close: 'Close the form of {{name}}',
  delete: 'Delete the budget of {{name}}',
  deleteShort: 'Delete',
  mode: 'At the limit',
  modeHard: 'Requests are refused',
  modeSoft: 'Those responsible are warned',
  thresholds: 'Alerts at percent',
  thresholdsHelp: 'Whole numbers with spaces between, such as 75 90 100.',
  thresholdsNew: 'Empty: as the portal is configured.',
  thresholdsError: 'At most ten whole numbers from 1 to 1,000.',
  rollover: 'Carried forward at most',
  rolloverHelp:
    'Unused credits of a period that the next one gets. Empty: none.',
  creditsError: 'A number from 0 to 9,000,000,000 with at most 6 decimals.',
  ownLimit:
    'This limit is your own: you may lower it. Only somebody else may raise or delete it.',
  leaves: 'Leaves {{left}} of {{parent}}’s {{credits}} unallocated.',
  over: 'Allocates {{over}} more below {{parent}} than the {{credits}} that it has.',
  below: '{{allocated}} given to the groups below, {{left}} left.',
  belowOver:
    '{{allocated}} given to the groups below: {{over}} more than it has.',
  ceiling:
    'A ceiling for this person: it takes nothing from {{parent}}, whose {{credits}} count too.',
  nowAndThen:
    'With what was carried forward or granted once, this {{period}} has {{credits}}.',
  before: 'was {{before}}',
  changes_one: '{{count}} change is not saved',
  changes_other: '{{count}} changes are not saved',
  undo: 'Undo',
  discard: 'Discard all',
  save: 'Save',
  saving: 'Saving',
  saved_one: '{{count}} allocation was saved.',
  saved_other: '{{count}} allocations were saved.',
  saveFailed: 'Nothing was saved',
  problemOf: '{{name}}: {{message}}',
  wrong_one: '{{count}} is written wrongly.',
  wrong_other: '{{count}} are written wrongly.',
  stale_one:
    '{{count}} was changed by somebody else meanwhile: choose which stays.',
  stale_other:
    '{{count}} were changed by somebody else meanwhile: choose which stay.',
  blocked:
    'More would be allocated below {{names}} than there is. Lower it there, or give {{names}} more.',
  allowedOver:
    'More is allocated below {{names}} than there is; this portal allows it.',
  conflict: 'Somebody else changed it meanwhile.',
  conflictDeleted: 'Somebody else deleted this budget meanwhile.',
  theirs: 'Now: {{settings}}',
  yours: 'Yours: {{settings}}',
  valueCredits: '{{credits}} credits',
  takeTheirs: 'Take theirs',
  takeYours: 'Keep mine',
  selected_one: '{{count}} selected',
  selected_other: '{{count}} selected',
  bulkPercent: 'Change by percent',
  bulkPercentError: 'From -100 to 1,000, such as 10 or -5.',
  bulkSet: 'Set to credits',
  bulkMode: 'At the limit',
  bulkLeave: 'As it is',
  apply: 'Apply',
  clear: 'Select none',
  bulkSkipped_one: '{{count}} has no budget of which to take a percentage.',
  bulkSkipped_other: '{{count}} have no budget of which to take a percentage.',
  add: 'Add budget',
  addTitle: 'Add a budget for a {{period}}',
  kind: 'For what',
  department: 'Department',
  team: 'Team',
  user: 'Person',
  project: 'Project',
  service: 'Service',
  product: 'Product',
  model: 'Model',
  which: 'Which one',
  whichCatalog: 'Search the software catalog by name.',
  whichName: 'As it is written in usage.',
  already:
    'It has a budget for this {{period}} already; change it in the table.',
  addFailed: 'The budget was not added',
  cancel: 'Cancel',
  deleteTitle: 'Delete the budget of {{name}}?',
  deleteText:
    'Its limit of {{credits}} credits a {{period}} ends at once, and its closed periods are no longer shown. What was used stays in the log. This cannot be undone.',
  deleteConfirm: 'Delete',
  deleteFailed: 'The budget was not deleted',
  copy: 'Copy last {{period}}',
  copyTitle: 'Copy the allocations of the last {{period}}',
  copyText:
    'Every budget that had an allocation in the last {{period}} gets it again, without what was carried forward or granted once.',
  copyNone:
    'The last {{period}} allocated nothing that differs; there is nothing to copy.',
  copyFailed: 'The allocations were not copied',
  import: 'Import CSV',
  importTitle: 'Import allocations',
  importText:
    'A file as the export writes it; the columns scope, ref and credits are enough. All of it is taken, or nothing.',
  choose: 'Choose a file',
  importRead: 'Read {{file}}',
  importNone: 'The file says what is allocated already.',
  importFailed: 'The file was not imported; nothing was changed',
  importWarning:
    'Your changes that are not saved ({{number}}) stay; where the file changes the same budget, you choose.',
  correct: 'Correct these rows and choose the file again.',
  row: 'Row',
  problem: 'What is wrong',
  preview_one: '{{count}} allocation changes:',
  preview_other: '{{count}} allocations change:',
  previewUnchanged: '{{number}} stay as they are.',
  previewScope: 'Scope',
  previewPeriod: 'Period',
  previewBefore: 'Before',
  previewAfter: 'After',
  previewNew: 'new',
  previewMore: '{{number}} more',
  confirm_one: 'Change {{count}} allocation',
  confirm_other: 'Change {{count}} allocations',
  export: 'Export CSV',
  exportFailed: 'The file could not be written',
  forbidden:
    'Allocations are changed by admins, and by those who lead a department.',
} as const;
