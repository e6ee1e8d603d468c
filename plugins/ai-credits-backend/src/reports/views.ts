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

import { Report, ReportRun } from 'backstage-plugin-ai-credits-common';
import { Directory } from '../attribution';
import { EpochMs } from '../ledger/types';
import { whyViewLapsed } from './ownerView';
import { ReportSettings } from './ReportRunner';
import { StoredReport, StoredRun } from './types';

/** Who looks at reports. */
export interface Reader {
  user?: string;
  /** Groups of the person up to the root. */
  groups: readonly string[];
  /** May make reports. */
  creates: boolean;
  /** Sees and changes those of everybody. */
  manages: boolean;
}

/** Owners, recipients and managers see a report and its runs. */
export function maySee(
  reader: Reader,
  report: Pick<StoredReport, 'owner'> & {
    definition: Pick<StoredReport['definition'], 'recipients'>;
  },
): boolean {
  return (
    reader.manages ||
    reader.user === report.owner ||
    report.definition.recipients.some(
      recipient =>
        recipient === reader.user || reader.groups.includes(recipient),
    )
  );
}

/** Owners and managers change and run a report. */
export function mayChange(
  reader: Reader,
  { owner }: Pick<StoredReport, 'owner'>,
): boolean {
  return reader.manages || (reader.creates && reader.user === owner);
}

const iso = (at: EpochMs) => new Date(at).toISOString();

export function describeRun(
  run: StoredRun,
  reader: Reader,
  settings: ReportSettings,
): ReportRun {
  const { definition } = run;
  return {
    id: String(run.id),
    reportId: String(run.reportId),
    name: definition.name,
    kind: definition.kind,
    subject: definition.subject,
    language: definition.language,
    formats: definition.formats,
    status: run.status,
    progress: run.progress / 100,
    ...(run.scheduledFor === undefined
      ? {}
      : { scheduledFor: iso(run.scheduledFor) }),
    ...(run.requestedBy === undefined ? {} : { requestedBy: run.requestedBy }),
    createdAt: iso(run.createdAt),
    ...(run.startedAt === undefined ? {} : { startedAt: iso(run.startedAt) }),
    ...(run.finishedAt === undefined
      ? {}
      : { finishedAt: iso(run.finishedAt) }),
    from: iso(run.from),
    to: iso(run.to),
    ...(run.error === undefined ? {} : { error: run.error }),
    deliveries: run.deliveries,
    keptUntil: iso(run.createdAt + settings.retentionMs),
    mayCancel:
      (run.status === 'queued' || run.status === 'running') &&
      mayChange(reader, run),
  };
}

export function describeReport(
  report: StoredReport,
  lastRun: StoredRun | undefined,
  reader: Reader,
  options: { settings: ReportSettings; directory: Directory; now: EpochMs },
): Report {
  const { directory, now, settings } = options;
  const { definition } = report;
  const paused = whyViewLapsed(
    report.owner,
    report.view,
    directory,
    now,
    settings.ownerViewMs,
  );
  const may = mayChange(reader, report) && !report.deleted;
  return {
    id: String(report.id),
    ...definition,
    owner: report.owner,
    version: report.version,
    createdAt: iso(report.createdAt),
    updatedAt: iso(report.updatedAt),
    ...(report.nextRunAt === undefined || paused !== undefined
      ? {}
      : { nextRunAt: iso(report.nextRunAt) }),
    ...(paused === undefined ? {} : { paused }),
    ...(lastRun ? { lastRun: describeRun(lastRun, reader, settings) } : {}),
    mayEdit: may,
    mayRun: may,
  };
}
