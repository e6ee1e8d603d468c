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

import { createHash } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { DirectoryService } from '../attribution';
import { AlertsConfig } from '../config';
import { peopleToTell } from './recipients';
import { AlertKey, AlertKind, DeliverAlert } from './types';

const TOPIC = 'ai-credits';

/** Alerts as notifications of the portal, or in the log where the portal has none. */
export function createAlertDelivery(options: {
  account: string;
  notifications: NotificationService;
  directory: DirectoryService;
  /** Who is told what. */
  config: Pick<AlertsConfig, 'contacts' | 'kinds'>;
  logger: LoggerService;
  /** Is told of each alert by which way it went, or that it could not be told. */
  onAlert?: (
    kind: AlertKind,
    channel: 'notification' | 'log',
    outcome: 'sent' | 'failed',
  ) => void;
}): DeliverAlert {
  const { account, config, directory, logger, notifications } = options;
  const { onAlert = () => {} } = options;
  return async alert => {
    const { description, link, severity, title } = alert.notice;
    const logIt = (why: string) => {
      logger.warn(`${title}. ${description}`, { alert: alert.kind, why });
      onAlert(alert.kind, 'log', 'sent');
    };
    await directory.ready();
    const people = peopleToTell(
      alert.notice,
      { directory: directory.current, groupTypes: directory.groupTypes },
      config.contacts,
      config.kinds[alert.kind].recipients,
    );
    if (!people.length) {
      logIt(
        'nobody to tell: neither aiCredits.alerts.contacts nor aiCredits.adminContacts names anybody',
      );
      return;
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: people },
        payload: {
          title,
          description,
          link,
          severity,
          topic: TOPIC,
          scope: dedupeKey(account, alert),
        },
      });
      onAlert(alert.kind, 'notification', 'sent');
    } catch (error) {
      if (!isNotInstalled(error)) {
        onAlert(alert.kind, 'notification', 'failed');
        throw error;
      }
      logIt('the notifications plugin is not installed');
    }
  };
}

/** One notification an alert, even if it is sent again after a crash. A hash, as scopes have at most 255 characters. */
function dedupeKey(account: string, key: AlertKey): string {
  const { kind, periodStart, subject, threshold } = key;
  return `ai-credits.alert.${createHash('sha256')
    .update(JSON.stringify([account, kind, subject, periodStart, threshold]))
    .digest('hex')
    .slice(0, 32)}`;
}

/** The service tells the status in words only. A plugin that is starting answers 503. */
function isNotInstalled(error: unknown): boolean {
  return /failed with status 404$/.test(String((error as Error).message));
}
