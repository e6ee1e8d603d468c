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

import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  ReportContents,
  ReportDelivery,
  reportFormatsOf,
} from 'backstage-plugin-ai-credits-common';
import { Directory, DirectoryService } from '../attribution';
import { periodTitle } from './contents/buildContents';
import { reportWords } from './contents/words';
import { groupsOfPerson } from './ownerView';
import { StoredRun } from './types';

const TOPIC = 'ai-credits.reports';
/** Where a run is read in the portal. */
const LINK = '/ai-credits/reports?run=';
/** Notifications keep titles of 255 characters. */
const MAX_TITLE = 200;

/**
 * Tells the recipients of a run that were not told yet, one after the other;
 * of a failed run its owner. Never throws: a recipient who could not be told
 * is an answer too.
 */
export type DeliverReport = (
  run: StoredRun,
  contents: ReportContents | undefined,
) => AsyncIterable<ReportDelivery>;

/** Reports as notifications of the portal, which its mail module sends on. */
export function createReportDelivery(options: {
  notifications: NotificationService;
  directory: DirectoryService;
  logger: LoggerService;
}): DeliverReport {
  const { directory, logger, notifications } = options;
  return async function* deliver(run, contents) {
    await directory.ready();
    const payload = contents ? madeNotice(run, contents) : failedNotice(run);
    const wanted = contents ? run.definition.recipients : [run.owner];
    const answered = new Set(run.deliveries.map(({ recipient }) => recipient));
    const told = new Set(
      wanted
        .filter(recipient => answered.has(recipient))
        .flatMap(recipient => peopleOf(recipient, directory.current) ?? []),
    );
    for (const recipient of wanted) {
      if (answered.has(recipient)) {
        continue;
      }
      const people = peopleOf(recipient, directory.current);
      if (!people?.length) {
        yield {
          recipient,
          status: 'skipped',
          reason: people
            ? 'nobody is in the group'
            : 'is in the catalog no more',
        };
        continue;
      }
      const others = people.filter(person => !told.has(person));
      others.forEach(person => told.add(person));
      try {
        if (others.length) {
          await notifications.send({
            recipients: { type: 'entity', entityRef: others },
            payload: {
              ...payload,
              topic: TOPIC,
              // Sent again after a crash it stays one notification.
              scope: `ai-credits.report-run.${run.id}`,
            },
          });
        }
        yield { recipient, status: 'sent' };
      } catch (error) {
        logger.warn(
          `${recipient} could not be told of run ${run.id} of report ${
            run.reportId
          }: ${stringifyError(error)}`,
        );
        yield {
          recipient,
          status: 'failed',
          reason: `the portal's notifications did not take it: ${
            (error as Error).message
          }`.slice(0, 500),
        };
      }
    }
  };
}

/** The people that a recipient stands for; undefined when the catalog knows it no more. */
export function peopleOf(
  recipient: string,
  directory: Directory,
): string[] | undefined {
  if (directory.users.has(recipient)) {
    return [recipient];
  }
  if (!directory.groups.has(recipient)) {
    return undefined;
  }
  return membersIn(directory).get(recipient) ?? [];
}

const members = new WeakMap<Directory, ReadonlyMap<string, string[]>>();

/** The people of each group and of those below it, sorted. Made once of a directory: for many recipients it would keep the process from all else. */
function membersIn(directory: Directory): ReadonlyMap<string, string[]> {
  const known = members.get(directory);
  if (known) {
    return known;
  }
  const made = new Map<string, string[]>();
  for (const user of [...directory.users.keys()].sort()) {
    for (const group of groupsOfPerson(user, directory)) {
      const people = made.get(group) ?? [];
      people.push(user);
      made.set(group, people);
    }
  }
  members.set(directory, made);
  return made;
}

function madeNotice(run: StoredRun, contents: ReportContents) {
  const words = reportWords[contents.language];
  const period = periodTitle(
    { formats: reportFormatsOf(contents.language) },
    contents.firstDay,
    contents.lastDay,
  );
  const { formats } = run.definition;
  return {
    title: shortened(words.mail.title(contents.name, period)),
    description: `${contents.headline} ${words.mail.open(
      formats
        .map(format => (format === 'focus' ? 'FOCUS' : format.toUpperCase()))
        .join(', '),
    )}`,
    link: `${LINK}${run.id}&format=${formats[0]}`,
    severity: 'normal' as const,
  };
}

function failedNotice(run: StoredRun) {
  const words = reportWords[run.definition.language];
  return {
    title: shortened(words.mail.failedTitle(run.definition.name)),
    description: run.error ?? '',
    link: `${LINK}${run.id}`,
    severity: 'high' as const,
  };
}

function shortened(text: string): string {
  return text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE - 1)}…` : text;
}
