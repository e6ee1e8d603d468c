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
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { connect } from 'net';

const TRANSPORT = 'notifications.processors.email.transportConfig';
const TIMEOUT_MS = 5_000;
const DEFAULT_PORT = 25;

/** Why the mail server takes no mail now; undefined when it does. */
export type MailProbe = () => Promise<string | undefined>;

/**
 * A look at the mail server that the portal's notifications are sent through.
 * Their module neither tries again nor says when it could not send, so a report
 * asks first whether anybody is there.
 *
 * @returns undefined where no mail server is configured
 */
export function createMailProbe(
  config: RootConfigService,
  logger: LoggerService,
): MailProbe | undefined {
  const transport = config.getOptionalConfig(TRANSPORT);
  if (transport?.getOptionalString('transport') !== 'smtp') {
    return undefined;
  }
  const host = transport.getString('hostname');
  const port = transport.getOptionalNumber('port') ?? DEFAULT_PORT;
  const secure = transport.getOptionalBoolean('secure') ?? false;
  return () =>
    new Promise(resolve => {
      const socket = connect({ host, port });
      let answered = false;
      const succeed = () => {
        answered = true;
        resolve(undefined);
      };
      const fail = (reason: string, detail = '') => {
        socket.destroy();
        // After an answer it may close, fail or be silent as it likes.
        if (answered) {
          return;
        }
        answered = true;
        // Everybody who sees the run reads the answer; where the server is and
        // what it says of itself is for who runs the portal.
        logger.warn(`The mail server ${host}:${port} ${reason}${detail}`);
        resolve(`the mail server ${reason}`);
      };
      socket.setTimeout(TIMEOUT_MS, () => fail('does not answer'));
      socket.on('error', (error: NodeJS.ErrnoException) =>
        fail(`cannot be reached (${error.code ?? error.message})`),
      );
      // As a load balancer does that has no server behind it.
      socket.on('close', () => fail('hangs up at once'));
      if (secure) {
        // It greets nobody who does not speak TLS first: being there has to do.
        socket.once('connect', () => {
          socket.end();
          succeed();
        });
        return;
      }
      socket.once('data', greeting => {
        socket.end('QUIT\r\n');
        const text = greeting.toString('latin1').trim();
        if (text.startsWith('220')) {
          succeed();
        } else {
          fail('takes no mail now', `: ${JSON.stringify(text.slice(0, 100))}`);
        }
      });
    });
}
