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

/** What may have a name for people to read. */
interface Titled {
  readonly title?: string;
}

/**
 * What the software catalog says of people, groups, services and systems.
 * Immutable: a refresh makes a new one. Refs are full and lower case.
 */
export interface Directory {
  /** Direct groups of each person, sorted. */
  readonly users: ReadonlyMap<
    string,
    Titled & { readonly groups: readonly string[] }
  >;
  readonly groups: ReadonlyMap<
    string,
    Titled & { readonly type?: string; readonly parent?: string }
  >;
  /** Components, APIs, resources and AI resources. */
  readonly services: ReadonlyMap<
    string,
    Titled & { readonly owner?: string; readonly system?: string }
  >;
  /** Systems and domains: what a project can be. */
  readonly projects: ReadonlyMap<
    string,
    Titled & { readonly owner?: string; readonly domain?: string }
  >;
}

/** A directory of nothing. */
export const emptyDirectory: Directory = {
  users: new Map(),
  groups: new Map(),
  services: new Map(),
  projects: new Map(),
};

/** Entities in a directory. */
export function directorySize(directory: Directory): number {
  return (
    directory.users.size +
    directory.groups.size +
    directory.services.size +
    directory.projects.size
  );
}
