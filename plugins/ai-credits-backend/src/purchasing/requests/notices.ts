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
import { formatCredits } from 'backstage-plugin-ai-credits-common';
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
  logger: LoggerService;
}): NotifyAboutRequest {
  const { logger, notifications } = options;
  return async ({ recipients, request }) => {
    if (!recipients.length) {
      return;
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: [...recipients] },
        payload: {
          ...wordsOf(request),
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

function wordsOf(request: StoredRequest): {
  title: string;
  description: string;
} {
  const { comment, credits, granted, kind } = request;
  const { kind: scopeKind, ref } = request.scope;
  const named = scopeKind === 'product' || scopeKind === 'model';
  const scope = `${scopeKind} ${named ? ref : nameOf(ref)}`;
  const asker = nameOf(request.requestedBy);
  const decider = nameOf(request.decidedBy ?? '');
  const span = kind === 'once' ? 'for this period' : 'for good';
  switch (request.status) {
    case 'granted':
      return {
        title: `${formatCredits(
          granted ?? credits,
        )} credits granted to ${scope} ${span}`,
        description: withComment(`Granted by ${decider}.`, comment),
      };
    case 'declined':
      return {
        title: `Request for ${formatCredits(credits)} credits declined`,
        description: withComment(
          `${decider} declined the request for ${scope}.`,
          comment,
        ),
      };
    case 'withdrawn':
      return {
        title: `Request for ${formatCredits(credits)} credits withdrawn`,
        description: `${asker} needs no more for ${scope}.`,
      };
    default:
      return {
        title: `${asker} asks for ${formatCredits(credits)} credits more`,
        description: withComment(`For ${scope}, ${span}.`, request.reason),
      };
  }
}

/** The name in an entity ref. */
function nameOf(ref: string): string {
  return /^[a-z]+:[^/]+\/(.+)$/.exec(ref)?.[1] ?? ref;
}

function withComment(text: string, comment: string | undefined): string {
  return comment ? `${text} ${comment}` : text;
}
