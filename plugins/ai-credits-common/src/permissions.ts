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

import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource type of usage: one row belongs to a person, a team, a
 * department and a service, and rules decide on these.
 *
 * @public
 */
export const RESOURCE_TYPE_AI_CREDITS_USAGE = 'ai-credits-usage';

/** See the AI Credits pages at all. @public */
export const aiCreditsAccessPermission = createPermission({
  name: 'ai-credits.access',
  attributes: { action: 'read' },
});

/** See usage and transactions; conditions narrow it to a person's, a team's or a department's. @public */
export const aiCreditsUsageReadPermission = createPermission({
  name: 'ai-credits.usage.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_AI_CREDITS_USAGE,
});

/** See the account's balance, lots, packs, policies and rate card. @public */
export const aiCreditsBalanceReadPermission = createPermission({
  name: 'ai-credits.balance.read',
  attributes: { action: 'read' },
});

/** Record usage that has already happened. Meant for machines and admins. @public */
export const aiCreditsRecordPermission = createPermission({
  name: 'ai-credits.record',
  attributes: { action: 'create' },
});

/** Ask for credits before they are used: charge, reserve, settle, release. People do so for themselves only, to their own teams and what these or they own; admins and machines for anyone. @public */
export const aiCreditsChargePermission = createPermission({
  name: 'ai-credits.charge',
  attributes: { action: 'create' },
});

/** See budgets. @public */
export const aiCreditsBudgetReadPermission = createPermission({
  name: 'ai-credits.budget.read',
  attributes: { action: 'read' },
});

/** Create, change and delete budgets. @public */
export const aiCreditsBudgetManagePermission = createPermission({
  name: 'ai-credits.budget.manage',
  attributes: { action: 'update' },
});

/** Change allocations of the teams and people below the departments one leads; the plugin itself keeps everybody to these. Admins, who manage budgets, change all. @public */
export const aiCreditsAllocationUpdatePermission = createPermission({
  name: 'ai-credits.allocation.update',
  attributes: { action: 'update' },
});

/** Ask for more credits, see and withdraw one's own requests. @public */
export const aiCreditsRequestCreatePermission = createPermission({
  name: 'ai-credits.request.create',
  attributes: { action: 'create' },
});

/** Grant and decline requests of what is below the departments one leads, never one's own; the plugin itself keeps everybody to these. @public */
export const aiCreditsRequestDecidePermission = createPermission({
  name: 'ai-credits.request.decide',
  attributes: { action: 'update' },
});

/** Grants, adjustments, refunds, purchases and the account's policies. @public */
export const aiCreditsCreditsManagePermission = createPermission({
  name: 'ai-credits.credits.manage',
  attributes: { action: 'update' },
});

/** Draft, simulate and publish rate cards. @public */
export const aiCreditsRateCardManagePermission = createPermission({
  name: 'ai-credits.rate-card.manage',
  attributes: { action: 'update' },
});

/** See the proof of the journal. @public */
export const aiCreditsIntegrityReadPermission = createPermission({
  name: 'ai-credits.integrity.read',
  attributes: { action: 'read' },
});

/** Run a proof of the journal. @public */
export const aiCreditsIntegrityVerifyPermission = createPermission({
  name: 'ai-credits.integrity.verify',
  attributes: { action: 'update' },
});

/** See reports that one owns or was sent. @public */
export const aiCreditsReportReadPermission = createPermission({
  name: 'ai-credits.report.read',
  attributes: { action: 'read' },
});

/** Make, change, schedule and run reports of one's own; they hold what their owner may see. @public */
export const aiCreditsReportCreatePermission = createPermission({
  name: 'ai-credits.report.create',
  attributes: { action: 'create' },
});

/** See, change, run and delete the reports of everybody. @public */
export const aiCreditsReportManagePermission = createPermission({
  name: 'ai-credits.report.manage',
  attributes: { action: 'update' },
});

/** Accept and dismiss recommendations. @public */
export const aiCreditsInsightsManagePermission = createPermission({
  name: 'ai-credits.insights.manage',
  attributes: { action: 'update' },
});

/** Every permission of AI Credits. @public */
export const aiCreditsPermissions = [
  aiCreditsAccessPermission,
  aiCreditsUsageReadPermission,
  aiCreditsBalanceReadPermission,
  aiCreditsRecordPermission,
  aiCreditsChargePermission,
  aiCreditsBudgetReadPermission,
  aiCreditsBudgetManagePermission,
  aiCreditsAllocationUpdatePermission,
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  aiCreditsCreditsManagePermission,
  aiCreditsRateCardManagePermission,
  aiCreditsIntegrityReadPermission,
  aiCreditsIntegrityVerifyPermission,
  aiCreditsInsightsManagePermission,
  aiCreditsReportReadPermission,
  aiCreditsReportCreatePermission,
  aiCreditsReportManagePermission,
];
