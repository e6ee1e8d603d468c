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

import { AuditorService } from '@backstage/backend-plugin-api';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import type { AuditPurchase } from '../purchasing';
import { audited } from './audit';

/** Audit events of purchases that no request stands for: automatic ones, and those gone on with after a crash. */
export function auditPurchases(auditor: AuditorService): AuditPurchase {
  return (purchase, run) =>
    audited(
      auditor,
      {
        eventId: 'credits-purchase',
        severityLevel: 'high',
        meta: {
          automatic: purchase.origin !== 'manual',
          origin: purchase.origin,
          purchase: String(purchase.id),
          pack: purchase.pack,
          credits: formatCredits(purchase.credits),
          price: purchase.price,
        },
      },
      run,
      ({ error, status, transactionId }) => ({
        status,
        ...(transactionId === undefined ? {} : { transactionId }),
        ...(error === undefined ? {} : { error }),
      }),
    );
}
