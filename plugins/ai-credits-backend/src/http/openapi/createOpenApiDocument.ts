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

import { z } from 'zod';
import {
  createDocument,
  oas31,
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponseObject,
} from 'zod-openapi';
import { routes } from './routes';
import { components } from './components';
import { errorSchema, refusedErrorSchema } from './schemas';
import { RouteDescription } from './types';

const JSON_TYPE = 'application/json';

/** What any route can answer with, whoever asks. */
const COMMON_ERRORS = [401, 403, 500];

/** What any route with a body can answer with. */
const BODY_ERRORS = [413, 415];

const ERRORS: Record<number, string> = {
  400: 'The request is malformed; the message names the field',
  401: 'No valid token or session came with the request',
  402: 'Credits were refused: the balance or a hard budget is used up',
  403: 'The caller may not do this',
  404: 'There is no such thing, or the caller may not see it',
  409: 'It was sent before with different content, or was changed in between',
  413: 'The body is larger than is accepted',
  415: 'The body is of a type or encoding that is not taken',
  500: 'Something went wrong',
  502: 'The purchase provider has not bought; asking again with the same key tries again',
  503: 'Too much is waiting; try again after the time in Retry-After',
};

/**
 * Describes the HTTP API in OpenAPI 3.1, made from the schemas that requests
 * are checked against.
 *
 * @param options - `version` of the plugin; `serverUrl` where it answers
 */
export function createOpenApiDocument(options: {
  version: string;
  serverUrl?: string;
}): oas31.OpenAPIObject {
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'AI Credits',
        version: options.version,
        description:
          'Amounts of credits are decimal strings with up to 6 decimals. Times are RFC 3339 with offset. Entities are full refs such as `group:default/payments`. `account` is optional everywhere and means `default`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: options.serverUrl ?? '/api/ai-credits' }],
      tags: [...new Set(routes.map(route => route.tag))].map(name => ({
        name,
      })),
      security: [{ bearer: [] }],
      paths: createPaths(),
      components: {
        schemas: components,
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description:
              'A token of a portal session, or an external access token of the portal',
          },
        },
      },
    },
    {
      override: ({ jsonSchema, zodSchema, io }) => {
        // Fields may be added to answers; only bodies refuse unknown ones.
        const { def } = zodSchema._zod;
        if (
          io === 'output' &&
          def.type === 'object' &&
          !(zodSchema as z.ZodObject)._zod.def.catchall
        ) {
          delete jsonSchema.additionalProperties;
        }
      },
    },
  );
  dropUnused(document.components?.schemas ?? {}, document.paths);
  return document;
}

/** Removes components that nothing refers to: of a schema in a body, its form in answers. */
function dropUnused(schemas: Record<string, unknown>, paths: unknown): void {
  const used = new Set<string>();
  const visit = (value: unknown) => {
    for (const [, name] of JSON.stringify(value).matchAll(
      /"#\/components\/schemas\/(\w+)"/g,
    )) {
      if (!used.has(name)) {
        used.add(name);
        visit(schemas[name]);
      }
    }
  };
  visit(paths);
  for (const name of Object.keys(schemas)) {
    if (!used.has(name)) {
      delete schemas[name];
    }
  }
}

function createPaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method]: createOperation(route),
    };
  }
  return paths;
}

function createOperation(route: RouteDescription): ZodOpenApiOperationObject {
  const { body } = route;
  const description = [
    route.description,
    `Needs the permission \`${route.permission}\`.`,
  ]
    .filter(Boolean)
    .join('\n\n');
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description,
    ...((route.parameters || route.query) && {
      requestParams: {
        ...(route.parameters && { path: pathParameters(route.parameters) }),
        ...(route.query && { query: route.query }),
      },
    }),
    ...(body && {
      requestBody: {
        required: !body.optional,
        content: {
          [body.contentType ?? JSON_TYPE]: { schema: body.schema },
          ...(body.lines && {
            'application/x-ndjson': { schema: body.lines },
          }),
          ...Object.fromEntries(
            Object.entries(body.also ?? {}).map(([type, schema]) => [
              type,
              { schema },
            ]),
          ),
        },
      },
    }),
    responses: createResponses(route),
  };
}

function pathParameters(parameters: Record<string, string>): z.ZodObject {
  return z.object(
    Object.fromEntries(
      Object.entries(parameters).map(([name, description]) => [
        name,
        z.string().meta({ description }),
      ]),
    ),
  );
}

function createResponses(route: RouteDescription) {
  const responses: Record<
    `${1 | 2 | 3 | 4 | 5}${string}`,
    ZodOpenApiResponseObject
  > = {};
  for (const { status, description, schema, contentType } of route.answers) {
    responses[`${status}` as `2${string}`] = {
      description,
      ...(schema && { content: { [contentType ?? JSON_TYPE]: { schema } } }),
    };
  }
  for (const status of [
    ...route.errors,
    ...(route.body ? BODY_ERRORS : []),
    ...COMMON_ERRORS,
  ]) {
    responses[`${status}` as `4${string}`] = {
      description: ERRORS[status],
      content: {
        [JSON_TYPE]: {
          schema: status === 402 ? refusedErrorSchema : errorSchema,
        },
      },
      ...(status === 503 && {
        headers: z.object({
          'Retry-After': z.string().meta({ description: 'Seconds to wait' }),
        }),
      }),
    };
  }
  return responses;
}
