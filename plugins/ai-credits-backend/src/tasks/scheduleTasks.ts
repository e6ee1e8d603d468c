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

import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { AiCreditsConfig, TaskName } from '../config';
import { ScheduledTask } from './types';

/** Hands the tasks to the portal's scheduler. */
export async function scheduleTasks(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  schedules: AiCreditsConfig['tasks'];
  tasks: readonly ScheduledTask[];
  /** Runs a task, to measure it. */
  watch: (task: TaskName, run: () => Promise<void>) => Promise<void>;
}): Promise<void> {
  const { scheduler, logger, schedules, tasks, watch } = options;
  for (const task of tasks) {
    await scheduler.scheduleTask({
      ...schedules[task.name],
      id: `ai-credits-${task.name.replace(
        /[A-Z]/g,
        letter => `-${letter.toLocaleLowerCase('en-US')}`,
      )}`,
      fn: async signal => {
        const started = Date.now();
        await watch(task.name, () => task.run(signal));
        logger.debug(`Task ${task.name} done`, {
          durationMs: Date.now() - started,
        });
      },
    });
  }
}
