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

import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Writing } from '../../messages';
import { StoredRequest } from './RequestStore';

/** Something about a request that somebody should know. */
export interface RequestNotice {
  request: StoredRequest;
  /** People, as entity refs. */
  recipients: readonly string[];
}

/** Tells people. Never throws: what was decided stays decided. */
export type NotifyAboutRequest = (notice: RequestNotice) => Promise<void>;

/** Where requests are seen in the portal. */
const LINK = '/ai-credits/budgets?requests=';

/** Notices as notifications of the portal. */
export function createRequestNotifier(options: {
  notifications: NotificationService;
  writing: Writing;
  logger: LoggerService;
}): NotifyAboutRequest {
  const { logger, notifications, writing } = options;
  return async ({ recipients, request }) => {
    if (!recipients.length) {
      return;
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: [...recipients] },
        payload: {
          ...textsOf(request, writing),
          link: `${LINK}${request.id}`,
          severity: 'normal',
          topic: 'ai-credits.requests',
          // One notice a request and state: sent twice it stays one.
          scope: `ai-credits.request.${request.id}.${request.status}`,
        },
      });
    } catch (error) {
      logger.warn(
        `Nobody could be notified of request ${request.id}: ${stringifyError(
          error,
        )}`,
      );
    }
  };
}

function textsOf(
  request: StoredRequest,
  writing: Writing,
): {
  title: string;
  description: string;
} {
  const { comment, credits, granted, kind } = request;
  const { request: words } = writing.words;
  const scope = writing.scope(request.scope);
  const asker = writing.nameOf(request.requestedBy);
  const decider = writing.nameOf(request.decidedBy ?? '');
  const asked = writing.credits(credits);
  const span = words.spans[kind];
  switch (request.status) {
    case 'granted':
      return {
        title: words.granted(writing.credits(granted ?? credits), scope, span),
        description: withComment(words.grantedBy(decider), comment),
      };
    case 'declined':
      return {
        title: words.declined(asked),
        description: withComment(words.declinedBy(decider, scope), comment),
      };
    case 'withdrawn':
      return {
        title: words.withdrawn(asked),
        description: words.withdrawnBy(asker, scope),
      };
    default:
      return {
        title: words.asked(asker, asked),
        description: withComment(words.askedFor(scope, span), request.reason),
      };
  }
}

function withComment(text: string, comment: string | undefined): string {
  return comment ? `${text} ${comment}` : text;
}
