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

import { InputError } from '@backstage/errors';
import protobuf from 'protobufjs/light';
import { checkWire } from './checkWire';

/**
 * The part of `opentelemetry/proto/collector/trace/v1` that usage is made of,
 * by its numbers. Everything else, such as the events of a span and values that
 * are lists or maps, is skipped by the decoder.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    AnyValue: {
      oneofs: {
        value: {
          oneof: ['stringValue', 'boolValue', 'intValue', 'doubleValue'],
        },
      },
      fields: {
        stringValue: { type: 'string', id: 1 },
        boolValue: { type: 'bool', id: 2 },
        intValue: { type: 'int64', id: 3 },
        doubleValue: { type: 'double', id: 4 },
      },
    },
    KeyValue: {
      fields: {
        key: { type: 'string', id: 1 },
        value: { type: 'AnyValue', id: 2 },
      },
    },
    Resource: {
      fields: { attributes: { rule: 'repeated', type: 'KeyValue', id: 1 } },
    },
    SpanStatus: { fields: { code: { type: 'int32', id: 3 } } },
    Span: {
      fields: {
        traceId: { type: 'bytes', id: 1 },
        spanId: { type: 'bytes', id: 2 },
        startTimeUnixNano: { type: 'fixed64', id: 7 },
        endTimeUnixNano: { type: 'fixed64', id: 8 },
        attributes: { rule: 'repeated', type: 'KeyValue', id: 9 },
        status: { type: 'SpanStatus', id: 15 },
      },
    },
    ScopeSpans: {
      fields: { spans: { rule: 'repeated', type: 'Span', id: 2 } },
    },
    ResourceSpans: {
      fields: {
        resource: { type: 'Resource', id: 1 },
        scopeSpans: { rule: 'repeated', type: 'ScopeSpans', id: 2 },
      },
    },
    ExportTraceServiceRequest: {
      fields: {
        resourceSpans: { rule: 'repeated', type: 'ResourceSpans', id: 1 },
      },
    },
    ExportTracePartialSuccess: {
      fields: {
        rejectedSpans: { type: 'int64', id: 1 },
        errorMessage: { type: 'string', id: 2 },
      },
    },
    ExportTraceServiceResponse: {
      fields: { partialSuccess: { type: 'ExportTracePartialSuccess', id: 1 } },
    },
    /** `google.rpc.Status`, which OTLP answers errors with. */
    Status: {
      fields: {
        code: { type: 'int32', id: 1 },
        message: { type: 'string', id: 2 },
      },
    },
  },
});

const anyValueType = root.lookupType('AnyValue');
const requestType = root.lookupType('ExportTraceServiceRequest');
const responseType = root.lookupType('ExportTraceServiceResponse');
const statusType = root.lookupType('Status');

/** What became of a request, in its JSON form; empty when nothing was rejected. */
export interface ExportTraceResponse {
  partialSuccess?: { rejectedSpans: string; errorMessage: string };
}

interface Attributed {
  attributes: Array<{ key: string; value?: protobuf.Message }>;
}

/** A request as it is decoded; 64-bit integers are numbers or `Long`s. */
interface DecodedRequest {
  resourceSpans: Array<{
    resource?: Attributed;
    scopeSpans: Array<{
      spans: Array<
        Attributed & {
          traceId: Uint8Array;
          spanId: Uint8Array;
          startTimeUnixNano: unknown;
          endTimeUnixNano: unknown;
          status?: { code: number };
        }
      >;
    }>;
  }>;
}

/**
 * An OTLP request in its JSON form, ids in hexadecimal.
 *
 * @throws InputError when it is no such message, or larger than is taken
 */
export function decodeTraces(body: Uint8Array): unknown {
  try {
    checkWire(body, requestType);
    const request = requestType.decode(body) as unknown as DecodedRequest;
    return {
      resourceSpans: request.resourceSpans.map(({ resource, scopeSpans }) => ({
        resource: { attributes: attributesOf(resource) },
        scopeSpans: scopeSpans.map(({ spans }) => ({
          spans: spans.map(span => ({
            traceId: hexadecimal(span.traceId),
            spanId: hexadecimal(span.spanId),
            startTimeUnixNano: String(span.startTimeUnixNano),
            endTimeUnixNano: String(span.endTimeUnixNano),
            status: { code: span.status?.code ?? 0 },
            attributes: attributesOf(span),
          })),
        })),
      })),
    };
  } catch (error) {
    if (error instanceof InputError) {
      throw error;
    }
    throw new InputError('The body is not an OTLP trace request in protobuf');
  }
}

export function encodeResponse(response: ExportTraceResponse): Uint8Array {
  return responseType.encode(responseType.fromObject(response)).finish();
}

/** An error, as clients of OTLP read it. */
export function encodeStatus(message: string): Uint8Array {
  return statusType.encode(statusType.create({ message })).finish();
}

function attributesOf(owner: Attributed | undefined) {
  return (owner?.attributes ?? []).map(({ key, value }) => ({
    key,
    // Only a value that was sent is there.
    value: value && anyValueType.toObject(value, { longs: String }),
  }));
}

function hexadecimal(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
