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

import { createServer, IncomingHttpHeaders, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

/** A call that the shop has received. */
export interface ShopCall {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A real web address that takes orders, as the receiver of the webhook does. */
export async function openShop(
  answer: (response: ServerResponse, call: number) => void,
) {
  const calls: ShopCall[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      answer(response, calls.length);
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    url: `http://127.0.0.1:${port}/orders`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with a status and, if given, a body. */
export function reply(status: number, body?: object) {
  return (response: ServerResponse) => {
    response.statusCode = status;
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
}
