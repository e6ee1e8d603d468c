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

import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import {
  MetricsService,
  metricsServiceRef,
  TracingService,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';

const nothing = () => {};
const ignored = {
  add: nothing,
  record: nothing,
  addCallback: nothing,
  removeCallback: nothing,
};

/** Takes measurements and forgets them. */
export const noMetrics: MetricsService = {
  createCounter: () => ignored,
  createUpDownCounter: () => ignored,
  createHistogram: () => ignored,
  createGauge: () => ignored,
  createObservableCounter: () => ignored,
  createObservableUpDownCounter: () => ignored,
  createObservableGauge: () => ignored,
};

/** The part of the host's tracing that is used here. */
export type Tracing = Pick<TracingService, 'startActiveSpan'>;

/** Runs what a span would be around. */
export const noTracing: Tracing = {
  startActiveSpan: async <T>(_name: string, ...rest: unknown[]): Promise<T> => {
    const run = rest[rest.length - 1] as (span: object) => T | Promise<T>;
    return run({ setAttribute: nothing, setStatus: nothing });
  },
};

/**
 * The host's metrics, or none where the host has no such service: a reference
 * of the same id, with a default.
 */
export const optionalMetricsServiceRef = createServiceRef<MetricsService>({
  id: metricsServiceRef.id,
  defaultFactory: async service =>
    createServiceFactory({ service, deps: {}, factory: () => noMetrics }),
});

/** The host's tracing, or none where the host has no such service. */
export const optionalTracingServiceRef = createServiceRef<Tracing>({
  id: tracingServiceRef.id,
  defaultFactory: async service =>
    createServiceFactory({ service, deps: {}, factory: () => noTracing }),
});
