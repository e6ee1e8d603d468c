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

import { Refusal } from 'backstage-plugin-ai-credits-common';
import { departmentOf, DirectoryService, pathToRoot } from '../attribution';
import { RefusedError } from './errors';

/**
 * Who can raise the limit of a scope: the department that the scope belongs to,
 * and those whom the configuration names.
 *
 * @param scope - such as `team:group:default/payments`
 */
export function contactsOf(
  scope: string,
  directory: DirectoryService,
  adminContacts: readonly string[],
): string[] {
  const [kind] = scope.split(':', 1);
  const ref = scope.slice(kind.length + 1);
  const department = () => {
    switch (kind) {
      case 'department':
        return ref;
      case 'team':
        return departmentOf(
          pathToRoot(ref, directory.current),
          directory.current,
          directory.groupTypes,
        );
      case 'user':
      case 'service':
      case 'project':
        return directory.attribute({ [kind]: ref }).department;
      default:
        return undefined;
    }
  };
  return [...new Set([department() ?? [], ...adminContacts].flat())];
}

/** A refusal of the ledger as the error to answer with. */
export function refused(
  refusal: Omit<Refusal, 'contacts'>,
  options: {
    directory: DirectoryService;
    config: { adminContacts: readonly string[] };
  },
): RefusedError {
  return new RefusedError({
    ...refusal,
    contacts: contactsOf(
      refusal.scope,
      options.directory,
      options.config.adminContacts,
    ),
  });
}
