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
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import { attribute, Attribution, GroupTypes, NamedParties } from './attribute';
import { Directory, directorySize, emptyDirectory } from './Directory';

/** Attributions that are remembered before the memory is emptied; refs come from outside. */
const REMEMBERED = 50_000;

/** After a failure, and after a ref that is not known, the catalog is asked again no sooner than this. */
const RETRY_MS = 10_000;

/**
 * Keeps the directory and answers from it. The directory is read at first use
 * and refreshed by whoever calls {@link refresh}; what could not be read leaves
 * the last good directory in place.
 */
export class DirectoryService {
  static create(options: {
    read: () => Promise<Directory>;
    groupTypes: GroupTypes;
    logger: LoggerService;
  }): DirectoryService {
    return new DirectoryService(
      options.read,
      options.groupTypes,
      options.logger,
    );
  }

  private directory: Directory = emptyDirectory;
  private loaded = false;
  private lastAttempt = -Infinity;
  private loading?: Promise<void>;
  private readonly known = new Map<string, Attribution>();

  private constructor(
    private readonly read: () => Promise<Directory>,
    readonly groupTypes: GroupTypes,
    private readonly logger: LoggerService,
  ) {}

  /** The directory as last read. */
  get current(): Directory {
    return this.directory;
  }

  /**
   * Resolves when there is a directory to answer from.
   *
   * @throws ServiceUnavailableError while the catalog has never been readable:
   *   what would be charged to nobody can be sent again
   */
  async ready(): Promise<void> {
    if (this.loaded) {
      return;
    }
    if (this.loading || performance.now() - this.lastAttempt > RETRY_MS) {
      await this.refresh();
    }
    if (!this.loaded) {
      throw new ServiceUnavailableError(
        'The software catalog could not be read yet, so nobody can be found who pays; try again',
      );
    }
  }

  /** Reads the directory again. Never throws; a failure is logged and what was known is kept. */
  async refresh(): Promise<void> {
    this.loading ??= this.load().finally(() => {
      this.loading = undefined;
    });
    await this.loading;
  }

  /** Who pays, from the directory as it is; see {@link attribute}. */
  attribute(named: NamedParties): Attribution {
    const key = `${named.user ?? ''}\n${named.team ?? ''}\n${
      named.service ?? ''
    }\n${named.project ?? ''}`;
    let found = this.known.get(key);
    if (!found) {
      found = attribute(named, this.directory, this.groupTypes);
      if (this.known.size >= REMEMBERED) {
        this.known.clear();
      }
      this.known.set(key, found);
      if (
        found.flags.length > 0 &&
        performance.now() - this.lastAttempt > RETRY_MS
      ) {
        // It may have been registered a moment ago; the next event will know.
        this.refresh();
      }
    }
    return found;
  }

  private async load(): Promise<void> {
    this.lastAttempt = performance.now();
    try {
      const directory = await this.read();
      if (directorySize(directory) === 0 && directorySize(this.directory) > 0) {
        this.logger.warn(
          'The software catalog is empty all at once; keeping the people, groups and services read before',
        );
        return;
      }
      this.directory = directory;
      this.loaded = true;
      this.known.clear();
    } catch (error) {
      this.logger.warn(
        `Could not read people, groups and services from the software catalog: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
