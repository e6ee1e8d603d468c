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

export const policies = {
  title: 'Policies',
  sentence:
    'People are told when fewer than {{threshold}} credits are available; {{excess}} more may be used in a month once all are gone.',
  automaticOff: 'Nothing is bought automatically.',
  automaticOn: 'Credits are bought automatically.',
  changed: 'Changed {{when}} by',
  configured: 'As the portal is configured; nobody has changed them here',
  failed: 'The policies could not be loaded',
  limits: 'Limits of the account',
  threshold: 'Low-balance threshold',
  thresholdHelp:
    'With fewer credits available the admins are told, and a banner shows on every page.',
  thresholdEffect:
    'With {{available}} available now, the balance is {{state}}.',
  low: 'low',
  notLow: 'not low',
  excess: 'Excess Credits Limit',
  excessHelp:
    'Credits that may be used in a month past all others. Charges beyond are refused at once, in every replica.',
  excessEffect:
    '{{used}} of this month’s excess is used; {{left}} would be left.',
  excessPassed:
    '{{used}} of this month’s excess is used already: with this limit, charges are refused once the credits are gone.',
  automatic: 'Automatic purchase',
  enabled: 'Buy credits automatically',
  trigger: 'When',
  triggerBalance: 'When the balance is low',
  triggerLimit: 'When a charge is refused or nothing is left to spend',
  below: 'Fewer available than',
  pack: 'Pack',
  packGone: '{{pack}} (no longer offered)',
  quantity: 'Packs at once',
  maxPurchases: 'Purchases a month, at most',
  maxCredits: 'Credits a month, at most',
  maxCreditsHelp: 'Empty: only the number of purchases counts.',
  cooldown: 'Minutes between two purchases',
  cooldownHelp: 'Counted from the end of one, made or failed.',
  recipients: 'Who is told besides the admins',
  recipientsHelp:
    'One a line, such as user:default/jo or group:default/finance.',
  effectBalance:
    'Buys {{credits}} credits for {{price}} when fewer than {{below}} are available, {{cap}}.',
  effectLimit:
    'Buys {{credits}} credits for {{price}} when a charge is refused for lack of credits or nothing is left to spend, {{cap}}.',
  cap_one: 'at most once a month',
  cap_other: 'at most {{count}} times a month',
  effectCredits: 'Never more than {{credits}} credits a month.',
  effectCost: 'That is {{price}} a month at most.',
  effectNow: 'By the balance of now it would buy at once.',
  effectOff: 'Nothing is bought automatically.',
  capTooLow:
    'The cap on credits is below one purchase: nothing would be bought.',
  amountError: 'A number from 0 on with at most 6 decimals.',
  positiveError: 'A number above 0 with at most 6 decimals.',
  wholeError: 'A whole number from 1 to {{max}}.',
  packError: 'Choose a pack.',
  recipientsError: 'Full references, at most 50: {{wrong}} is none.',
  unsaved: 'Your changes are not saved',
  wrong: 'Some of it is written wrongly.',
  save: 'Save',
  discard: 'Discard',
  saveFailed: 'Nothing was saved',
  saved: 'Saved.',
  conflict: 'Somebody else changed the policies meanwhile',
  conflictBy: '{{who}} changed them meanwhile',
  conflictHint: 'Choose which values stay.',
  conflictSame:
    'They are what you would set; nothing is lost by taking theirs.',
  field: 'Policy',
  theirs: 'Now',
  yours: 'Yours',
  takeTheirs: 'Take theirs',
  keepYours: 'Keep mine',
  yes: 'yes',
  no: 'no',
  none: 'none',
} as const;
