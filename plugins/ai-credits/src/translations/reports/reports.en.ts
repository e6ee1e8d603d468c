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
export const reports = {
  new: 'New report',
  sentence_one: '1 report.',
  sentence_other: '{{count}} reports.',
  scheduled: '{{number}} run by schedule; the next is “{{name}}” on {{time}}.',
  unscheduled: 'None runs by schedule.',
  list: 'Reports',
  listHint: 'Yours, and those that you are sent. Times in {{timeZone}}.',
  name: 'Report',
  schedule: 'Schedule',
  lastRun: 'Last run',
  next: 'Next on {{time}}',
  paused: 'Paused: {{reason}}',
  never: 'Not run yet',
  open: 'Open “{{name}}”',
  menu: 'Actions of “{{name}}”',
  runNow: 'Run now',
  rerun: 'Run again',
  edit: 'Change',
  history: 'Earlier runs',
  delete: 'Delete',
  deleteTitle: 'Delete “{{name}}”?',
  deleteText:
    'It no longer runs. What it has made stays readable until it is removed with age.',
  cancel: 'Cancel',
  cancelRun: 'Stop',
  back: 'All reports',
  more: 'Show more',
  emptyTitle: 'No reports yet',
  emptyText:
    'A report says in one document what was used in a day, a week or a month: for the organisation, a department, a team or a project. It can run by schedule and tells its recipients when it is ready.',
  emptyReader: 'Nobody has sent you a report.',
  failedTitle: 'The reports could not be loaded',
  actionFailed: 'That did not work',
  kind: {
    daily: 'Daily',
    weekly: 'Weekly',
    monthly: 'Monthly',
    custom: 'Custom',
  },
  kindHelp: {
    daily: 'Of yesterday',
    weekly: 'Of the last 7 whole days',
    monthly:
      'Of the last month, with allocated, used, carried forward and remaining credits',
    custom: 'Of a range that you choose',
  },
  subject: {
    organization: 'Organisation',
    department: 'Department',
    team: 'Team',
    project: 'Project',
  },
  status: {
    queued: 'Waiting',
    running: 'Running',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Stopped',
  },
  progress: '{{share}} done',
  when: {
    none: 'Only on demand',
    daily: 'Every day at {{time}}',
    weekly: 'Every {{weekday}} at {{time}}',
    monthly: 'On day {{day}} of each month at {{time}}',
    lastDay: 'On the last day of each month at {{time}}',
    cron: 'By the rule {{rule}}',
  },
  scheduleKind: {
    none: 'Only on demand',
    daily: 'Every day',
    weekly: 'Every week',
    monthly: 'Every month',
    cron: 'A rule of five fields',
  },
  form: {
    create: 'New report',
    change: 'Change “{{name}}”',
    save: 'Save',
    createRun: 'Create and run',
    createSchedule: 'Create',
    failed: 'The report could not be saved',
    name: 'Name',
    kind: 'Kind',
    about: 'About',
    entity: 'Which one',
    search: 'Search in the catalog',
    range: 'Range',
    lastDays: 'The last whole days before it runs',
    fixed: 'From a day to a day',
    days: 'Days',
    daysError: 'A whole number from 1 to 732',
    from: 'First day',
    to: 'Last day',
    rangeError:
      'The last day must not be before the first, and at most 732 days are in a report',
    language: 'Language',
    formats: 'Files',
    formatsError: 'Choose at least one',
    recipients: 'Recipients',
    recipientsHelp:
      'People and groups who are told of each run and may open it',
    time: 'At',
    weekday: 'Weekday',
    day: 'Day of the month',
    lastDayOption: 'The last day',
    rule: 'Rule',
    ruleHelp:
      'Minute, hour, day, month, weekday, such as 0 7 * * MON; at most hourly',
    nextRuns: 'Next runs',
    scheduleError: 'This schedule does not work',
    noRuns: 'It runs once when it is created, and whenever somebody asks.',
  },
  run: {
    of: '{{from}} – {{to}}',
    made: 'Made {{time}} ({{timeZone}})',
    asOf: 'Holds what was recorded until {{time}}',
    downloadAs: 'Download as {{format}}',
    loading: 'The report is being read',
    waiting: 'The report waits for its turn.',
    running: 'The report is being made.',
    failed: 'The report could not be made',
    cancelled: 'The report was stopped before it was done.',
    gone: 'There is no such run. It may have been removed with age.',
    scheduled: 'By schedule',
    byPerson: 'On demand',
    kept: 'Kept until {{day}}',
    runs: 'Runs of “{{name}}”',
    noRuns: 'It has not run yet.',
    told: 'Who was told',
    toldAll_one: '1 recipient was told.',
    toldAll_other: '{{count}} recipients were told.',
  },
  delivery: {
    sent: 'Told',
    skipped: 'Has left',
    failed: 'Not told',
  },
  summary: {
    title: 'Credits allocated, used, carried forward and remaining',
    unit: 'credits',
    free: 'Free',
    purchased: 'Purchased',
    other: 'Other',
    total: 'Total',
    note: 'Free are those of the monthly allowance; other are promotions, adjustments and refunds.',
    excess:
      'Besides, {{credits}} credits were used past what there was, as excess.',
    line: {
      carriedIn: 'Carried forward from before',
      allocated: 'Allocated',
      taken: 'Taken away',
      consumed: 'Consumed',
      lapsed: 'Lapsed during the period',
      remaining: 'Remaining',
      lapsing: 'Lapses at the end',
      carriedOut: 'Carried forward',
    },
    range: {
      thisMonth: 'This month',
      lastMonth: 'Last month',
      today: 'Today',
      yesterday: 'Yesterday',
      custom: 'From a day to a day',
    },
  },
  period: 'Time',
} as const;
