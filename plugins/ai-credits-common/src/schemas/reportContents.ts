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
  reportKindSchema,
  reportLanguageSchema,
  reportRunSchema,
  reportSubjectSchema,
} from './reports';

/**
 * How a cell is written. Values are exact and language-neutral: `credits` and
 * `money` are decimal strings, `count` whole numbers, `percent` and `change`
 * fractions (0.47 is 47 %), `milliseconds` numbers, `day` local dates
 * (`2026-11-20`), `instant` RFC 3339, `entity` entity refs, `text` words.
 *
 * @public
 */
export const reportCellFormatSchema = z.enum([
  'text',
  'entity',
  'credits',
  'money',
  'count',
  'percent',
  'change',
  'milliseconds',
  'rating',
  'decimal',
  'day',
  'instant',
]);
/** @public */
export type ReportCellFormat = z.infer<typeof reportCellFormatSchema>;

/** A value in a report; absent where there is none, such as an average of nothing. @public */
export const reportCellSchema = z.union([z.string(), z.number()]);
/** @public */
export type ReportCell = z.infer<typeof reportCellSchema>;

/** One figure of the stat row or of a list of facts. @public */
export const reportStatSchema = z.object({
  id: z.string(),
  label: z.string(),
  format: reportCellFormatSchema,
  value: reportCellSchema,
  /** A currency code for money. */
  unit: z.string().optional(),
  /** What it is compared with or part of, in words. */
  note: z.string().optional(),
});
/** @public */
export type ReportStat = z.infer<typeof reportStatSchema>;

/** @public */
export const reportColumnSchema = z.object({
  key: z.string(),
  title: z.string(),
  format: reportCellFormatSchema,
});
/** @public */
export type ReportColumn = z.infer<typeof reportColumnSchema>;

const rowSchema = z.record(z.string(), reportCellSchema);

/** A part of a section. All titles and words are in the language of the report. @public */
export const reportBlockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), id: z.string(), text: z.string() }),
  z.object({
    type: z.literal('facts'),
    id: z.string(),
    facts: z.array(reportStatSchema),
  }),
  z.object({
    type: z.literal('table'),
    id: z.string(),
    title: z.string(),
    columns: z.array(reportColumnSchema),
    rows: z.array(rowSchema),
    total: rowSchema.optional(),
    /** What is said where there are no rows. */
    empty: z.string().optional(),
  }),
  z.object({
    /** Stacked bars over time: `series[s].values[p]` belongs to `periods[p]`. */
    type: z.literal('bars'),
    id: z.string(),
    title: z.string(),
    /** Such as `credits`. */
    unit: z.string(),
    format: reportCellFormatSchema,
    /** Local dates, or `2026-11-20T14` for hours; idle ones included. */
    periods: z.array(z.string()),
    /** Most used first; the last may be the rest. */
    series: z.array(
      z.object({
        name: z.string(),
        /** Set where the name stands for all others. */
        rest: z.boolean().optional(),
        values: z.array(reportCellSchema),
      }),
    ),
  }),
  z.object({
    /** Horizontal bars, most first. */
    type: z.literal('ranking'),
    id: z.string(),
    title: z.string(),
    unit: z.string(),
    format: reportCellFormatSchema,
    /** How `name` is written: `entity` or `text`. */
    names: reportCellFormatSchema,
    items: z.array(
      z.object({
        name: z.string(),
        value: reportCellSchema,
        /** Of the whole, 0 to 1. */
        share: z.number().optional(),
        rest: z.boolean().optional(),
      }),
    ),
  }),
]);
/** @public */
export type ReportBlock = z.infer<typeof reportBlockSchema>;

/** @public */
export const reportSectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  blocks: z.array(reportBlockSchema),
});
/** @public */
export type ReportSection = z.infer<typeof reportSectionSchema>;

/** What is in a report: the one source of the viewer, CSV, JSON and PDF. @public */
export const reportContentsSchema = z.object({
  schemaVersion: z.literal(1),
  name: z.string(),
  kind: reportKindSchema,
  language: reportLanguageSchema,
  organization: z.string(),
  /** Organisation, team or project in words, such as `Team payments`. */
  subjectTitle: z.string(),
  subject: reportSubjectSchema,
  owner: z.string(),
  /** Names of the people, groups and systems in it, as the catalog had them, by ref. */
  titles: z.record(z.string(), z.string()),
  from: z.string(),
  /** Exclusive. */
  to: z.string(),
  /** Local dates, both inclusive. */
  firstDay: z.string(),
  lastDay: z.string(),
  timeZone: z.string(),
  madeAt: z.string(),
  /** Everything acknowledged before this instant is in it. */
  asOf: z.string(),
  /** Nothing was used in the period. */
  empty: z.boolean(),
  /** The sentence that answers first. */
  headline: z.string(),
  /** Said where the owner may not see all usage of the subject. */
  scopeNote: z.string().optional(),
  /** What the reader should know of the data, such as a team that is gone. */
  notices: z.array(z.string()),
  stats: z.array(reportStatSchema),
  sections: z.array(reportSectionSchema),
});
/** @public */
export type ReportContents = z.infer<typeof reportContentsSchema>;

/** Answer of `GET /v1/reports/runs/{runId}`: a run with what is in it, once it is done. @public */
export const reportRunDetailSchema = reportRunSchema.extend({
  contents: reportContentsSchema.optional(),
});
/** @public */
export type ReportRunDetail = z.infer<typeof reportRunDetailSchema>;
