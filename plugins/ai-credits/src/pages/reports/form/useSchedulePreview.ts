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

import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { ReportSchedule } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { aiCreditsApiRef } from '../../../api';

const PAUSE_MS = 300;

/** When a schedule fires, or why it does not. */
export interface SchedulePreview {
  times: string[];
  timeZone: string;
  error?: unknown;
  /** The server has said that the schedule, as it is written now, fires. */
  valid: boolean;
}

/** Asks the server when a schedule fires, once typing pauses. */
export function useSchedulePreview(
  schedule: ReportSchedule | undefined,
  timeZone: string,
): SchedulePreview {
  const api = useApi(aiCreditsApiRef);
  const written = JSON.stringify(schedule);
  const [asked, setAsked] = useState(written);
  useDebounce(() => setAsked(written), PAUSE_MS, [written]);
  const current: ReportSchedule | undefined =
    asked === undefined ? undefined : JSON.parse(asked);
  const preview = useQuery({
    queryKey: ['report-schedule', asked],
    queryFn: () => api.previewReportSchedule({ schedule: current! }),
    enabled: current !== undefined && current.kind !== 'none',
    refetchInterval: false,
    retry: false,
  });
  if (schedule?.kind === 'none') {
    return { times: [], timeZone, valid: true };
  }
  const answered = asked === written;
  return {
    times: (answered && preview.data?.times) || [],
    timeZone: preview.data?.timeZone ?? timeZone,
    error: answered && preview.isError ? preview.error : undefined,
    valid: answered && preview.isSuccess && preview.data.times.length > 0,
  };
}
