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

import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { ReportDefinition, StoredReport } from '../reports';
import { VisibleUsage } from '../usage/api';
import { scopeVisibility } from './budgetView';
import { HttpContext } from './context';

/** Somebody else was quicker. */
export function conflict(): ConflictError {
  return new ConflictError(
    'The report was changed meanwhile; read it again before changing it',
  );
}

/** What is written down about a definition. */
export function auditMeta({
  kind,
  recipients,
  schedule,
  subject,
}: ReportDefinition) {
  return {
    kind,
    subject:
      subject.kind === 'organization'
        ? subject.kind
        : `${subject.kind}:${subject.ref}`,
    schedule: schedule.kind,
    recipients,
  };
}

/** @throws InputError for a subject or a recipient that the catalog does not know; what a report had before may stay */
export async function requireKnown(
  definition: ReportDefinition,
  before: StoredReport | undefined,
  { directory }: Pick<HttpContext, 'directory'>,
): Promise<void> {
  const missing = () => {
    const { groups, projects, users } = directory.current;
    const { recipients, subject } = definition;
    const old = before?.definition;
    const oldRef = (old?.subject as { ref?: string } | undefined)?.ref;
    const problems = recipients.flatMap((ref, i) =>
      users.has(ref) || groups.has(ref) || old?.recipients.includes(ref)
        ? []
        : `recipients.${i}: ${ref} is not in the catalog`,
    );
    if (
      subject.kind !== 'organization' &&
      !(subject.kind === 'project' ? projects : groups).has(subject.ref) &&
      oldRef !== subject.ref
    ) {
      problems.push(`subject.ref: ${subject.ref} is not in the catalog`);
    }
    return problems;
  };
  if (missing().length) {
    // It may have been registered a moment ago.
    await directory.refresh();
  }
  const problems = missing();
  if (problems.length) {
    throw new InputError(problems.join('; '));
  }
}

/**
 * A report on a team or department of which its owner sees nothing would tell
 * that nothing was used.
 *
 * @param visible - what the owner may see
 * @throws NotAllowedError where that is so; what a report had before may stay
 */
export function requireReadable(
  { subject }: ReportDefinition,
  before: StoredReport | undefined,
  visible: VisibleUsage,
  { directory }: Pick<HttpContext, 'directory'>,
): void {
  if (subject.kind !== 'team' && subject.kind !== 'department') {
    return;
  }
  const old = before?.definition.subject as { ref?: string } | undefined;
  const isVisible = scopeVisibility(visible, {
    directory: directory.current,
    groupTypes: directory.groupTypes,
  });
  if (old?.ref !== subject.ref && !isVisible(subject)) {
    throw new NotAllowedError(
      `subject.ref: the owner of the report may not see the usage of ${subject.ref}; choose a group of theirs, or ask somebody of that group for the report`,
    );
  }
}

/** Whether a text can be an id. */
export function isId(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

/** @throws InputError for what is not an id */
export function idOf(text: string, field: string): number {
  if (!isId(text)) {
    throw new InputError(`${field}: is not one that was handed out`);
  }
  return Number(text);
}
