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

import { Directory } from './Directory';

/** A service or a project that a charge counts for, and so uses the budget of. */
export interface Work {
  kind: 'service' | 'project';
  ref: string;
  /** Who owns it in the catalog; absent for what nobody owns or the catalog does not know. */
  owner?: string;
}

/**
 * What a charge counts for. The project that the catalog says a service is
 * part of goes with the service: it is not named again where the service has
 * an owner.
 */
export function workOf(
  named: { service?: string; project?: string },
  directory: Directory,
): Work[] {
  const service =
    named.service === undefined
      ? undefined
      : directory.services.get(named.service);
  const work: Work[] = [];
  if (named.service !== undefined) {
    work.push({ kind: 'service', ref: named.service, owner: service?.owner });
  }
  const project = named.project ?? service?.system;
  if (
    project !== undefined &&
    !(service?.owner !== undefined && project === service.system)
  ) {
    work.push({
      kind: 'project',
      ref: project,
      owner: directory.projects.get(project)?.owner,
    });
  }
  return work;
}
