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

import { errorApiRef, useApi } from '@backstage/core-plugin-api';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  ReportFormat,
  ReportRun,
  ReportRunStatus,
} from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../../api';
import { REFRESH_MS } from '../../data/client';
import { saveFile } from '../../data/download';

/** How often a run that is under way is looked at. */
const RUNNING_MS = 1_500;

/** Whether a run is still under way. */
export function isUnderWay(status: ReportRunStatus | undefined): boolean {
  return status === 'queued' || status === 'running';
}

/** The reports that the reader owns or was sent; looked at often while one runs. */
export function useReportList() {
  const api = useApi(aiCreditsApiRef);
  return useInfiniteQuery({
    queryKey: ['reports'],
    queryFn: ({ pageParam }) =>
      api.reports(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    refetchInterval: query =>
      query.state.data?.pages.some(page =>
        page.reports.some(({ lastRun }) => isUnderWay(lastRun?.status)),
      )
        ? RUNNING_MS
        : REFRESH_MS,
  });
}

/** A run with what is in it; looked at often until it is done. */
export function useReportRun(id: string) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['report-run', id],
    queryFn: () => api.reportRun(id),
    // A run that is done never changes.
    refetchInterval: query =>
      isUnderWay(query.state.data?.status) ? RUNNING_MS : false,
    // The server may need a moment to say that a run has ended.
    staleTime: query => (isUnderWay(query.state.data?.status) ? 0 : REFRESH_MS),
  });
}

/** The runs of a report, newest first. */
export function useReportRuns(reportId: string) {
  const api = useApi(aiCreditsApiRef);
  return useInfiniteQuery({
    queryKey: ['report-runs', reportId],
    queryFn: ({ pageParam }) =>
      api.reportRuns(
        reportId,
        pageParam === undefined ? {} : { cursor: pageParam },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
  });
}

/** Reads reports and runs again after something was done with them. */
export function useRefreshReports(): () => void {
  const client = useQueryClient();
  return () => {
    for (const key of ['reports', 'report-run', 'report-runs']) {
      client.invalidateQueries({ queryKey: [key] });
    }
  };
}

/** What can be done with reports and runs; what fails is told by the portal. */
export function useReportActions(onRun: (run: ReportRun) => void) {
  const api = useApi(aiCreditsApiRef);
  const errorApi = useApi(errorApiRef);
  const refresh = useRefreshReports();
  const onError = (error: Error) => errorApi.post(error);
  const run = useMutation({
    mutationFn: (reportId: string) => api.runReport(reportId),
    onSuccess: made => {
      refresh();
      onRun(made);
    },
    onError,
  });
  const cancel = useMutation({
    mutationFn: (runId: string) => api.cancelReportRun(runId),
    onSuccess: refresh,
    onError,
  });
  return { run, cancel };
}

const extensions: Record<ReportFormat, string> = {
  pdf: 'pdf',
  csv: 'csv',
  json: 'json',
  focus: 'csv',
};

/** Downloads a run as a file. */
export function useReportFile() {
  const api = useApi(aiCreditsApiRef);
  const errorApi = useApi(errorApiRef);
  return useMutation({
    mutationFn: async (wanted: { run: ReportRun; format: ReportFormat }) => {
      const { format, run } = wanted;
      const { body, fileName } = await api.reportFile(run.reportId, format, {
        run: run.id,
      });
      saveFile(
        fileName ?? `report_${run.id}.${extensions[format]}`,
        await new Response(body).blob(),
      );
    },
    onError: error => errorApi.post(error),
  });
}
