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

import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { DirectoryService } from '../attribution';
import { DefaultBudgets } from '../budgets';
import { AiCreditsConfig } from '../config';
import { Dictionary } from '../database/dictionary';
import type { ReportsContext } from '../http/reports';
import { EpochMs } from '../ledger/types';
import { DatabaseInsights } from '../insights/DatabaseInsights';
import { RateCards } from '../rating';
import { UsageQueries } from '../usage/api';
import { createReportDelivery } from './delivery';
import { createFocusSender } from './focus';
import { createReportFiles } from './formats/files';
import { createPdfPress } from './formats/pdf/renderPdf';
import { createMailProbe } from './mailProbe';
import { ReportRunner } from './ReportRunner';
import { createTitleReader } from './titles';

/** Everything that makes, stores, delivers and writes reports. */
export function createReports(options: {
  knex: Knex;
  accountId: number;
  dictionary: Dictionary;
  config: AiCreditsConfig;
  usage: UsageQueries;
  budgets: DefaultBudgets;
  directory: DirectoryService;
  insights: DatabaseInsights;
  rateCards: RateCards;
  catalog: CatalogService;
  auth: AuthService;
  notifications: NotificationService;
  rootConfig: RootConfigService;
  logger: LoggerService;
  now?: () => EpochMs;
}): ReportsContext {
  const { accountId, budgets, config, dictionary, directory, knex, usage } =
    options;
  const { name: account, organization, timeZone } = config.account;
  const settings = config.reports;
  return {
    knex,
    accountId,
    settings,
    files: createReportFiles({
      renderPdf: createPdfPress(settings.fonts),
      sendFocus: createFocusSender({ knex, accountId, dictionary, config }),
    }),
    runner: ReportRunner.create({
      settings,
      logger: options.logger,
      now: options.now,
      deliver: createReportDelivery(options),
      mailProbe: createMailProbe(options.rootConfig, options.logger),
      sources: {
        knex,
        account,
        accountId,
        organization,
        timeZone,
        usage,
        budgets,
        directory,
        titles: createTitleReader(options),
        insights: options.insights,
        rateCards: options.rateCards,
      },
    }),
  };
}
