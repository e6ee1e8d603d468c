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

import {
  ReportContents,
  ReportFormat,
} from 'backstage-plugin-ai-credits-common';
import { Response } from 'express';
import type { Question } from '../../usage/api';
import { filtersOf } from '../contents/questions';
import { OwnerView } from '../ownerView';
import { StoredRun } from '../types';
import { contentsCsv } from './csv';
import { RenderPdf } from './pdf/renderPdf';

/** A run that is asked for as a file. */
export interface RunFile {
  run: StoredRun;
  format: ReportFormat;
  contents: ReportContents;
  /** What it was made with. */
  view: OwnerView;
}

/** Writes runs as files. */
export interface ReportFiles {
  send(res: Response, file: RunFile): Promise<void>;
  sendFocus: SendFocus;
}

/** Writes the rows of a range as FOCUS. */
export type SendFocus = (
  res: Response,
  options: {
    from: number;
    to: number;
    /** What usage is narrowed to; nothing if absent. */
    filters?: Question['filters'];
    view: Pick<OwnerView, 'usage' | 'balance'>;
  },
) => Promise<void>;

const types: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  focus: 'text/csv; charset=utf-8',
};

/** The writer of every format. */
export function createReportFiles(options: {
  sendFocus: SendFocus;
  renderPdf: RenderPdf;
}): ReportFiles {
  /** The whole file; undefined for rows that are read as they are sent. */
  const bodyOf = async (
    format: ReportFormat,
    contents: ReportContents,
  ): Promise<Buffer | string | undefined> => {
    switch (format) {
      case 'pdf':
        return options.renderPdf(contents);
      case 'csv':
        return contentsCsv(contents);
      case 'json':
        return JSON.stringify(contents);
      case 'focus':
        return undefined;
      default:
        return format satisfies never;
    }
  };
  return {
    sendFocus: options.sendFocus,
    async send(res, { contents, format, run, view }) {
      // Made before anything is said of it: an error is answered as one.
      const body = await bodyOf(format, contents);
      res.setHeader('Content-Type', types[format]);
      res.setHeader(
        'Content-Disposition',
        `attachment; filename="${fileName(contents, format)}"`,
      );
      if (body === undefined) {
        await options.sendFocus(res, focusOf(run, view));
      } else {
        res.end(body);
      }
    },
  };
}

/**
 * What the rows of a run are of: the usage of its subject, as far as the run
 * could know it. Purchases are the account's, and no subject's below it.
 */
function focusOf(
  { definition: { subject }, finishedAt, from, to }: StoredRun,
  view: OwnerView,
): Parameters<SendFocus>[1] {
  return {
    from,
    to: Math.max(from + 1, Math.min(to, finishedAt ?? to)),
    filters: filtersOf(subject),
    view: {
      usage: view.usage,
      balance: view.balance && subject.kind === 'organization',
    },
  };
}

/** A name that every file system takes: `weekly-nusantara-goods-2026-11-13.pdf`. */
export function fileName(
  { firstDay, kind, subjectTitle }: ReportContents,
  format: ReportFormat,
): string {
  const subject = subjectTitle
    .normalize('NFKD')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const parts = [kind, ...(subject ? [subject] : []), firstDay].join('-');
  return format === 'focus' ? `${parts}.focus.csv` : `${parts}.${format}`;
}
