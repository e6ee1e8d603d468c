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

import { mockServices } from '@backstage/backend-test-utils';
import { AddressInfo, createServer } from 'net';
import { createMailProbe } from './mailProbe';

describe('the look at the mail server', () => {
  const logger = mockServices.logger.mock();
  const probeAt = (port: number) =>
    createMailProbe(
      mockServices.rootConfig({
        data: {
          notifications: {
            processors: {
              email: {
                transportConfig: {
                  transport: 'smtp',
                  hostname: '127.0.0.1',
                  port,
                },
              },
            },
          },
        },
      }),
      logger,
    )!;

  it('tells those who see a run what is wrong, and who runs the portal where', async () => {
    let greeting = '220 here\r\n';
    const server = createServer(socket => {
      socket.on('error', () => {});
      socket.resume();
      if (greeting) {
        socket.write(greeting);
      } else {
        socket.end();
      }
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const probe = probeAt(port);
    await expect(probe()).resolves.toBeUndefined();
    expect(logger.warn).not.toHaveBeenCalled();

    greeting = '554 relay7.example.com is full\r\n';
    await expect(probe()).resolves.toBe('the mail server takes no mail now');
    expect(logger.warn).toHaveBeenLastCalledWith(
      `The mail server 127.0.0.1:${port} takes no mail now: "554 relay7.example.com is full"`,
    );

    greeting = '';
    await expect(probe()).resolves.toBe('the mail server hangs up at once');

    await new Promise(resolve => {
      server.close(resolve);
    });
    await expect(probe()).resolves.toBe(
      'the mail server cannot be reached (ECONNREFUSED)',
    );
    expect(logger.warn).toHaveBeenLastCalledWith(
      `The mail server 127.0.0.1:${port} cannot be reached (ECONNREFUSED)`,
    );
  });

  it('is not taken where there is none', () => {
    expect(createMailProbe(mockServices.rootConfig(), logger)).toBeUndefined();
  });
});
