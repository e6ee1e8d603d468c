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

// @ts-check
'use strict';

// An instrumented application in a process of its own: it makes spans with the
// OpenTelemetry SDK and exports them as it is told to on its standard input.

const { SpanKind, SpanStatusCode } = require('@opentelemetry/api');
const exporterJson = require('@opentelemetry/exporter-trace-otlp-http');
const exporterProtobuf = require('@opentelemetry/exporter-trace-otlp-proto');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} = require('@opentelemetry/sdk-trace');
const { text } = require('node:stream/consumers');

/** @param {{ attributes: object, error?: string, resource?: object, prompt?: string }} call */
function spansOf({ attributes, error, resource, prompt }) {
  const end = Date.now() - 5_000;
  const memory = new InMemorySpanExporter();
  const tracer = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'checkout',
      ...resource,
    }),
    spanProcessors: [new SimpleSpanProcessor({ exporter: memory })],
  }).getTracer('test');
  const span = tracer.startSpan(prompt ?? 'chat', {
    kind: SpanKind.CLIENT,
    startTime: end - 1_234,
    attributes: /** @type {any} */ (attributes),
  });
  if (prompt) {
    span.addEvent('gen_ai.user.message', { content: prompt });
  }
  if (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error });
  }
  span.end(end);
  return memory.getFinishedSpans();
}

async function main() {
  const { url, authorization, calls, deliveries } = JSON.parse(
    await text(process.stdin),
  );
  /** @type {import('@opentelemetry/sdk-trace').ReadableSpan[]} */
  const spans = calls.flatMap(spansOf);
  const errors = [];
  for (const delivery of deliveries) {
    const { OTLPTraceExporter } =
      delivery === 'protobuf' ? exporterProtobuf : exporterJson;
    const exporter = new OTLPTraceExporter({
      url,
      headers: { Authorization: authorization },
      compression: /** @type {any} */ ('gzip'),
    });
    errors.push(
      await new Promise(resolve => {
        exporter.export(spans, ({ error }) => resolve(error?.message ?? null));
      }),
    );
    await exporter.shutdown();
  }
  process.stdout.write(
    JSON.stringify({
      errors,
      spans: spans.map(span => ({
        id: `${span.spanContext().traceId}:${span.spanContext().spanId}`,
        end: new Date(
          span.endTime[0] * 1_000 + span.endTime[1] / 1e6,
        ).toISOString(),
      })),
    }),
  );
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
