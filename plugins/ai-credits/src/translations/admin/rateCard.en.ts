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
export const rateCard = {
  title: 'Rate card',

  // The list of versions.
  sentence:
    'Version {{version}}, “{{name}}”, is in force since {{day}}: {{actions}} actions and {{models}} models have a price.',
  sentenceUndated:
    'Version {{version}}, “{{name}}”, is in force: {{actions}} actions and {{models}} models have a price.',
  next: 'Version {{version}}, “{{name}}”, takes over on {{day}}.',
  versions: 'Versions and drafts',
  versionsHint:
    'A published version never changes, and what was charged stays as charged. Times in {{timeZone}}.',
  newDraft: 'New draft',
  newDraftName: 'Draft of {{day}}',
  draftFrom: 'Draft from this version',
  creating: 'Creating…',
  createFailed: 'The draft could not be created',
  loadFailed: 'The rate cards could not be loaded',
  version: 'Version',
  name: 'Name',
  status: 'Status',
  effective: 'Effective from',
  published: 'Published',
  by: 'by {{who}}',
  atStart: 'at the first start',
  open: 'Open',
  draft: 'Draft',
  inForce: 'In force',
  scheduled: 'Scheduled',
  past: 'Past',
  back: 'All versions',
  gone: 'This rate card does not exist any more.',
  flagged: 'In use without a rule',
  flaggedHint:
    'Actions and models of the last 30 days that the version in force does not know, and what became of them.',

  // The editor.
  tabs: 'Parts of the rate card',
  tabActions: 'Actions',
  tabModels: 'Models',
  tabUnits: 'Unit prices',
  tabRules: 'Rules',
  tabDifferences: 'Differences',
  tabWhatIf: 'What if',
  none: 'This draft changes nothing about the version in force.',
  changes_one: 'This draft changes {{count}} rule of the version in force.',
  changes_other: 'This draft changes {{count}} rules of the version in force.',
  wouldCost:
    'The last 30 days would have cost {{draft}} instead of {{current}} credits ({{change}}).',
  wouldCostSame: 'The last 30 days would have cost the same.',
  save: 'Save draft',
  saving: 'Saving…',
  saved: 'Saved',
  unsaved: 'Not saved yet',
  saveFailed: 'The draft could not be saved',
  discard: 'Discard draft',
  discardTitle: 'Discard “{{name}}”?',
  discardText: 'The draft is thrown away for good. Published versions stay.',
  discardFailed: 'The draft could not be discarded',
  cancel: 'Cancel',
  done: 'Done',
  note: 'Note',
  noteHelp: 'What this version is for; shown in the history',
  search: 'Search',
  problems_one: '{{count}} field needs attention before this can be saved:',
  problems_other: '{{count}} fields need attention before this can be saved:',
  moreProblems: 'and {{number}} more',
  show: 'Show',

  // What is wrong with a field; each names its limit.
  required: 'must not be empty',
  tooLong: 'at most {{limit}} characters',
  tooMany: 'at most {{limit}}',
  amount: 'credits from 0 to {{limit}} with at most 6 decimals',
  multiplierError: 'a number from 0 to {{limit}} with at most 4 decimals',
  sameName: 'another rule has this name already',
  innerStar: 'may have a * at its end only',
  emptyPrices: 'needs at least one price',
  noPrice:
    'must say what it costs while the default price is 0; 0 if it is free',
  freeDefault:
    'must be above 0 while what no rule knows is taken at the default price without a flag',

  // Actions.
  actionsHint:
    'Credits for one run, before the multiplier of the model. Empty: the default price of {{credits}}, or none with a model that is priced by the unit.',
  addAction: 'Add action',
  editAction: 'Edit {{name}}',
  newAction: 'New action',
  action: 'Action',
  actionHelp: 'As events name it; a * at the end matches any rest',
  label: 'Title',
  category: 'Category',
  credits: 'Credits per run',
  creditsOf: 'Credits per run of {{name}}',
  defaultPrice: 'default {{credits}}',
  multiplied: 'Times the multiplier of the model',
  fixed: 'Fixed, whatever the model',
  price: 'Price',
  failedAction: 'Failed calls',
  failedCard: 'as the card says: {{rule}}',
  failedCost: 'cost',
  failedFree: 'are free',
  remove: 'Remove',
  edit: 'Edit',
  noMatch: 'Nothing matches.',

  // Models.
  modelsHint:
    'The multiplier is applied to the price of an action: Premium from 2×, Standard from 1×, Economy below.',
  addModel: 'Add model',
  newModel: 'New model',
  model: 'Model',
  modelHelp: 'As events name it; provider prefixes such as openai/ are ignored',
  aliases: 'Other names',
  aliasesHelp: 'One in each line; a * at the end matches any rest',
  provider: 'Provider',
  providerHelp:
    'Only where the same name costs differently at another provider',
  family: 'Family',
  familyHelp: 'What it is listed under, such as ChatGPT Models',
  multiplier: 'Multiplier',
  multiplierOf: 'Multiplier of {{name}}',
  tier: 'Tier',
  byUnit: 'by the unit',

  // Unit prices.
  unitsHint:
    'Credits per 1M tokens or units and per 10,000 images. Without a price of their own, cached tokens cost as input and reasoning tokens as output.',
  unitPrices: 'Prices by the unit',
  noUnits: 'Nothing is priced by the unit.',
  perMillion: '{{part}} per 1M',
  perTenThousand: '{{part}} per 10,000',

  // Rules.
  rulesHint: 'What holds where no rule of an action or model does.',
  defaultCredits: 'Default price, credits per run',
  defaultMultiplier: 'Multiplier of models without a rule',
  unknownAction: 'An action without a rule',
  unknownModel: 'A model without a rule',
  deny: 'is refused',
  default: 'is taken at the default price',
  flag: 'is taken at the default price and flagged',
  denyHelp:
    'What asks first is refused. What has happened is charged at the default price and flagged.',
  failed: 'Failed calls',

  // Differences.
  differencesHint: 'Against version {{version}}, “{{name}}”, in force.',
  differencesBefore: 'Against version {{version}}, “{{name}}”, before it.',
  noDifferences: 'There are no differences.',
  rule: 'Rule',
  wholeCard: 'Whole card',
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  what: 'What changes',
  notSet: 'not set',
  yes: 'yes',
  no: 'no',

  // What if.
  whatIf: 'What if this had been in force?',
  whatIfHint:
    'Every request of the last 30 days is priced again under this draft, exactly as charging would.',
  run: 'Replay 30 days',
  saveAndRun: 'Save and replay 30 days',
  runAgain: 'Replay again',
  running_one: 'Pricing {{number}} request again…',
  running_other: 'Pricing {{number}} requests again…',
  runningUnknown: 'Pricing the requests of the last 30 days again…',
  seconds: '{{seconds}} s',
  stop: 'Stop',
  runFailed: 'The replay did not come to an end',
  outdated: 'The draft has changed since this replay.',
  replayed_one: '{{number}} request from {{from}} to {{to}}.',
  replayed_other: '{{number}} requests from {{from}} to {{to}}.',
  empty:
    'Nothing was used in the last 30 days, so there is nothing to compare.',
  byTeam: 'By team',
  byModel: 'By model',
  team: 'Team',
  noTeam: 'No team',
  noModel: 'No model',
  charged: 'Charged',
  underDraft: 'Under the draft',
  change: 'Change',
  total: 'Total',
  unknownTitle: 'In use, without a rule in this draft',
  unknownHint:
    'What would lose its price keeps the draft from being published. Add a rule, or let the default price apply.',
  losesPrice: 'would lose its price',
  takesDefault: 'no rule',
  addRule: 'Add rule',
  requests: 'Requests',
  kindAction: 'Action',
  kindModel: 'Model',

  // Publishing.
  publish: 'Publish…',
  publishTitle: 'Publish “{{name}}” as version {{version}}',
  publishNow: 'In force at once',
  publishLater: 'In force from a day on',
  publishDay: 'First day',
  publishDayHelp: 'From midnight in {{timeZone}}',
  publishDayError: 'a day after today',
  publishEffect:
    'What was charged before stays as charged. A published version cannot be changed; another one can follow it.',
  publishConfirm: 'Publish',
  publishing: 'Publishing…',
  publishFailed: 'It was not published',
  publishUnsaved: 'Save the draft first.',
  publishWithoutReplay:
    'You have not replayed the last 30 days under this draft.',
  publishedNow: 'Version {{version}} is in force.',
  publishedLater: 'Version {{version}} takes over on {{day}}.',

  // Two people at one draft.
  conflict: 'Somebody else has changed this draft',
  conflictText:
    'Yours is based on revision {{yours}}, stored is revision {{theirs}}. This is where they differ:',
  conflictSame: 'Both say the same; nothing is lost by taking what is stored.',
  conflictPublished:
    'The draft was published as version {{version}} in the meantime and cannot be changed any more.',
  conflictGone: 'The draft was discarded in the meantime.',
  stored: 'Stored',
  yours: 'Yours',
  takeStored: 'Take what is stored',
  keepYours: 'Keep mine over it',
} as const;
