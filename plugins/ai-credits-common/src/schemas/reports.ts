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

import { z } from 'zod';
import {
  accountSchema,
  entityRefSchema,
  instantSchema,
  limits,
  nameSchema,
} from './primitives';
import { rangeWithin } from './range';

/** The limits of reports. @public */
export const reportLimits = {
  /** Recipients of one report. */
  recipients: 100,
  /** Reports that one person may own. */
  perOwner: 50,
  /** Runs on demand that one person may ask for in 24 hours. */
  runsPerDay: 200,
  /** The longest range of one report, in days. */
  days: 732,
  /** Rows of one ranking in a report. */
  rows: 10,
} as const;

/** What a report is of: yesterday, the last 7 days, the last month, or a range. @public */
export const reportKindSchema = z.enum([
  'daily',
  'weekly',
  'monthly',
  'custom',
]);
/** @public */
export type ReportKind = z.infer<typeof reportKindSchema>;

/** What a report can be fetched as. @public */
export const reportFormatSchema = z.enum(['pdf', 'csv', 'json', 'focus']);
/** @public */
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** @public */
export const reportLanguageSchema = z.enum(['en', 'id']);
/** @public */
export type ReportLanguage = z.infer<typeof reportLanguageSchema>;

/** Whose usage a report is about. @public */
export const reportSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('organization') }),
  z.strictObject({
    kind: z.enum(['department', 'team', 'project']),
    ref: entityRefSchema,
  }),
]);
/** @public */
export type ReportSubject = z.output<typeof reportSubjectSchema>;

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'must be a time of day such as 07:30',
});

/** Weekdays as schedules name them. @public */
export const reportWeekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** When a report runs by itself, in the account's time zone. @public */
export const reportScheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('daily'), time: timeSchema }),
  z.strictObject({
    kind: z.literal('weekly'),
    weekday: z.enum(reportWeekdays),
    time: timeSchema,
  }),
  z.strictObject({
    kind: z.literal('monthly'),
    /** A day that every month has, or the last one. */
    day: z.union([z.int().min(1).max(28), z.literal('last')]),
    time: timeSchema,
  }),
  z.strictObject({
    kind: z.literal('cron'),
    /** Five fields, such as `0 7 * * MON`; at most hourly. */
    expression: nameSchema(100),
  }),
]);
/** @public */
export type ReportSchedule = z.output<typeof reportScheduleSchema>;

/** The range of a custom report: fixed, or the last whole days before it runs. @public */
export const reportRangeSchema = z.union([
  z
    .strictObject({
      /** Inclusive. */
      from: instantSchema,
      /** Exclusive. */
      to: instantSchema,
    })
    .superRefine(rangeWithin(reportLimits.days)),
  z.strictObject({ days: z.int().min(1).max(reportLimits.days) }),
]);
/** @public */
export type ReportRange = z.output<typeof reportRangeSchema>;

/** Body of `POST /v1/reports` and `PUT /v1/reports/{id}`. @public */
export const reportRequestSchema = z
  .strictObject({
    account: accountSchema.optional(),
    name: nameSchema(120),
    kind: reportKindSchema,
    /** Of a custom report, and of no other. */
    range: reportRangeSchema.optional(),
    subject: reportSubjectSchema.default({ kind: 'organization' }),
    /** Of a new report that does not say, the one that the portal writes to people in. */
    language: reportLanguageSchema.optional(),
    /** What its link leads to; a run can be fetched in every format all the same. */
    formats: z.array(reportFormatSchema).min(1).max(4).default(['pdf']),
    /** People and groups who are told of each run and may open it. */
    recipients: z
      .array(entityRefSchema)
      .max(reportLimits.recipients)
      .default([]),
    schedule: reportScheduleSchema.default({ kind: 'none' }),
    /** The version that was read; a report changed since then is a conflict. */
    version: z.int().optional(),
  })
  .superRefine((report, ctx) => {
    if ((report.kind === 'custom') !== (report.range !== undefined)) {
      ctx.addIssue({
        code: 'custom',
        path: ['range'],
        message:
          report.kind === 'custom'
            ? 'is required for a custom report'
            : 'is for custom reports only',
      });
    }
    report.recipients.forEach((ref, i) => {
      if (!/^(user|group):/.test(ref)) {
        ctx.addIssue({
          code: 'custom',
          path: ['recipients', i],
          message: 'must be a person or a group',
        });
      }
    });
  });
/** @public */
export type ReportRequest = z.input<typeof reportRequestSchema>;

/** How far a run is. @public */
export const reportRunStatusSchema = z.enum([
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
]);
/** @public */
export type ReportRunStatus = z.infer<typeof reportRunStatusSchema>;

/** What became of telling one recipient. @public */
export const reportDeliverySchema = z.object({
  recipient: z.string(),
  /** `skipped`: is in the catalog no more. `failed`: the notification could not be handed over. `waiting`: the mail server takes none; it is tried again. */
  status: z.enum(['sent', 'skipped', 'failed', 'waiting']),
  reason: z.string().optional(),
});
/** @public */
export type ReportDelivery = z.infer<typeof reportDeliverySchema>;

/** One run of a report, without what is in it. @public */
export const reportRunSchema = z.object({
  id: z.string(),
  reportId: z.string(),
  name: z.string(),
  kind: reportKindSchema,
  subject: reportSubjectSchema,
  language: reportLanguageSchema,
  formats: z.array(reportFormatSchema),
  status: reportRunStatusSchema,
  /** 0 to 1. */
  progress: z.number(),
  /** The instant that the schedule named; absent for a run on demand. */
  scheduledFor: z.string().optional(),
  /** Who asked for it; absent for a scheduled run. */
  requestedBy: z.string().optional(),
  createdAt: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** The range that it is of. */
  from: z.string(),
  /** Exclusive. */
  to: z.string(),
  /** Why it failed, in words for its owner. */
  error: z.string().optional(),
  deliveries: z.array(reportDeliverySchema),
  /** When it is removed. */
  keptUntil: z.string(),
  mayCancel: z.boolean(),
});
/** @public */
export type ReportRun = z.infer<typeof reportRunSchema>;

/** A report as it is defined, with its last run. @public */
export const reportSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: reportKindSchema,
  range: z
    .union([
      z.object({ from: z.string(), to: z.string() }),
      z.object({ days: z.int() }),
    ])
    .optional(),
  subject: reportSubjectSchema,
  language: reportLanguageSchema,
  formats: z.array(reportFormatSchema),
  recipients: z.array(z.string()),
  schedule: reportScheduleSchema,
  /** Whose view of the data it has. */
  owner: z.string(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Absent without a schedule, and while it is paused. */
  nextRunAt: z.string().optional(),
  /** Why scheduled runs fail until the owner opens the page again; absent when they do not. */
  paused: z.string().optional(),
  lastRun: reportRunSchema.optional(),
  mayEdit: z.boolean(),
  mayRun: z.boolean(),
});
/** @public */
export type Report = z.infer<typeof reportSchema>;

/** Query of `GET /v1/reports` and of the runs of a report. @public */
export const reportsQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  cursor: z.string().max(20).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(100),
});
/** @public */
export type ReportsQuery = z.input<typeof reportsQuerySchema>;

/** Answer of `GET /v1/reports`, newest first. @public */
export const reportsResponseSchema = z.object({
  reports: z.array(reportSchema),
  nextCursor: z.string().optional(),
  timeZone: z.string(),
  mayCreate: z.boolean(),
});
/** @public */
export type ReportsResponse = z.infer<typeof reportsResponseSchema>;

/** Answer of `GET /v1/reports/{id}/runs`, newest first. @public */
export const reportRunsResponseSchema = z.object({
  runs: z.array(reportRunSchema),
  nextCursor: z.string().optional(),
});
/** @public */
export type ReportRunsResponse = z.infer<typeof reportRunsResponseSchema>;

/** Body of `POST /v1/reports/schedule`: asks when a schedule fires, and stores nothing. @public */
export const reportSchedulePreviewRequestSchema = z.strictObject({
  schedule: reportScheduleSchema,
});
/** @public */
export type ReportSchedulePreviewRequest = z.input<
  typeof reportSchedulePreviewRequestSchema
>;

/** Answer of `POST /v1/reports/schedule`. @public */
export const reportSchedulePreviewSchema = z.object({
  /** The next times, at most five; none for `none`. */
  times: z.array(z.string()),
  timeZone: z.string(),
});
/** @public */
export type ReportSchedulePreview = z.infer<typeof reportSchedulePreviewSchema>;

/** Query of `GET /v1/reports/{id}.{format}`. @public */
export const reportFileQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  /** A run of the report; the last one that is done if absent. */
  run: z.string().max(20).optional(),
});
/** @public */
export type ReportFileQuery = z.input<typeof reportFileQuerySchema>;

/** Query of `GET /v1/reports/focus.csv`. @public */
export const focusQuerySchema = z
  .strictObject({
    account: accountSchema.optional(),
    /** Inclusive; widened to the start of its day. */
    from: instantSchema,
    /** Exclusive, at most 3,660 days after `from`; widened to the end of its day. */
    to: instantSchema,
  })
  .superRefine(rangeWithin(limits.rangeDays));
/** @public */
export type FocusQuery = z.input<typeof focusQuerySchema>;
