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
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { readFile } from 'fs/promises';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  AiCreditsClient,
  aiCreditsPermissions,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { aiCreditsPurchasingExtensionPoint } from 'backstage-plugin-ai-credits-node';
import { createActions } from './actions';
import { AlertRunner, BalanceSignal, createAlertDelivery } from './alerts';
import { DirectoryService, readDirectory } from './attribution';
import { DefaultBudgets } from './budgets';
import { openedAt, readAiCreditsConfig } from './config';
import { Dictionary } from './database/dictionary';
import { openDatabase } from './database/engine';
import { ledgerStore } from './database/LedgerStore';
import { DemoSeeder } from './demo';
import { countUncharged, DailyCounts, readBacklog, readHealth } from './health';
import {
  Access,
  auditPurchases,
  createRouter,
  HttpContext,
  recordAudited,
} from './http';
import { createOpenApiDocument } from './http/openapi';
import { subscribeToUsage, UsagePipeline } from './ingest';
import { writingIn } from './messages';
import { DatabaseInsights } from './insights/DatabaseInsights';
import { augursMethods, simpleMethods } from './insights/forecast';
import { forecastAlerts } from './insights/forecasts/forecastAlerts';
import { Forecasts } from './insights/forecasts/Forecasts';
import { unusualDayAlerts } from './insights/unusual/unusualDayAlerts';
import { DefaultLedger } from './ledger/DefaultLedger';
import { ProofRunner } from './ledger/verifier/ProofRunner';
import { verifyAccount } from './ledger/verifier/verifyAccount';
import { aiCreditsUsageResourceRef, usageRules } from './permissions';
import { AccountPolicies } from './policies';
import {
  automaticPurchaseAlerts,
  AutomaticPurchases,
  PurchaseProviders,
  Purchaser,
} from './purchasing';
import { CreditRequests, createRequestNotifier } from './purchasing/requests';
import { RateCards, RateCardStore, simulate } from './rating';
import { createReports } from './reports';
import {
  optionalMetricsServiceRef,
  optionalTracingServiceRef,
  Telemetry,
  watchLedger,
} from './telemetry';
import {
  AlertsTask,
  AutomaticPurchaseTask,
  ExpiryTask,
  FoldTask,
  HoldsTask,
  PeriodStartTask,
  ReportsTask,
  scheduleTasks,
  VerifyTask,
} from './tasks';
import { DatabaseUsageQueries, foldUsage, rebuildRollups } from './usage';
import { proveRollups } from './usage/proveRollups';

/**
 * The backend of AI Credits.
 *
 * @public
 */
export const aiCreditsPlugin = createBackendPlugin({
  pluginId: 'ai-credits',
  register(env) {
    const purchaseProviders = new PurchaseProviders();
    env.registerExtensionPoint(
      aiCreditsPurchasingExtensionPoint,
      purchaseProviders,
    );
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: optionalMetricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        tracing: optionalTracingServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const { auditor, auth, catalog, discovery, logger, scheduler } =
          services;
        const config = readAiCreditsConfig(services.rootConfig);
        const account = config.account.name;
        const telemetry = Telemetry.create(services);

        const knex = await openDatabase(services.database);
        const dictionary = Dictionary.create({ knex });
        const balanceSignal = BalanceSignal.create(services);
        services.lifecycle.addShutdownHook(() => balanceSignal.stop());
        let posted = () => balanceSignal.changed();
        const ledger = await DefaultLedger.create({
          knex,
          logger,
          dictionary,
          account: { ...config.account, openedAt: openedAt(config) },
          settings: { ...config.account, ...config.ledger },
          queueLimit: config.ledger.queueLimit,
          batchSize: config.ledger.batchSize,
          onPosted: () => posted(),
          onBatch: batch => telemetry.posted(batch),
        });
        const row = await ledgerStore.account(knex, account);
        const rateCards = await RateCards.create({
          store: RateCardStore.create({ knex, accountId: row.id }),
          openedAt: row.openedAt,
          logger,
        });
        const budgets = DefaultBudgets.create({ knex, ledger, dictionary });
        const policies = AccountPolicies.create({ knex, ledger, config });
        const purchaser = Purchaser.create({
          knex,
          account,
          ledger,
          providers: purchaseProviders.withConfig(config.purchasing),
          settings: config.purchasing,
          audit: auditPurchases(auditor),
          logger,
        });
        const automaticPurchases = AutomaticPurchases.create({
          knex,
          account,
          ledger,
          policies,
          purchaser,
          packs: config.packs,
          refusalWaitMs: config.purchasing.refusalWaitMs,
          logger,
        });
        posted = () => {
          balanceSignal.changed();
          automaticPurchases.changed();
        };
        services.lifecycle.addShutdownHook(() => automaticPurchases.stop());
        const requests = CreditRequests.create({
          knex,
          ledger,
          budgets,
          dictionary,
        });
        const usage = DatabaseUsageQueries.create({
          knex,
          dictionary,
          zoneOf: () => config.account.timeZone,
          logger,
          watch: run => telemetry.question(run),
        });
        const forecasts = Forecasts.create({
          knex,
          accountId: row.id,
          account,
          usage,
          ledger,
          clock: ledger.calendar,
          config,
          methods: [...simpleMethods, ...augursMethods()],
        });
        const pack = config.packs[0];
        const insights = DatabaseInsights.create({
          context: {
            knex,
            dictionary,
            accountId: row.id,
            clock: ledger.calendar,
          },
          settings: {
            unusedAfterDays: config.insights.unusedAfterDays,
            ...(config.value
              ? {
                  value: {
                    currency: config.value.currency,
                    values: config.value.items,
                    ...(pack
                      ? {
                          pack: {
                            amount: parseCredits(pack.price.amount),
                            credits: pack.credits,
                            currency: pack.price.currency,
                          },
                        }
                      : {}),
                  },
                }
              : {}),
          },
        });
        const proofs = ProofRunner.create({
          knex,
          logger,
          verify: (name, signal) =>
            verifyAccount({
              knex,
              account: name,
              dictionary,
              calendar: ledger.calendar,
              proveRollups,
              signal,
            }),
        });
        const directory = DirectoryService.create({
          read: () => readDirectory({ catalog, auth }),
          groupTypes: config.attribution.groupTypes,
          logger,
        });
        const writing = writingIn(config.language, () => directory.current);
        const counts = DailyCounts.create({
          knex,
          logger,
          accountId: row.id,
          dayOf: at => ledger.calendar.dayNumber(at),
        });
        services.lifecycle.addShutdownHook(() => counts.flush());
        const watchedLedger = watchLedger(ledger, telemetry);
        telemetry.observe({
          queueLength: () => ledger.queueLength,
          backlog: () => readBacklog({ knex, account, now: Date.now }),
        });
        const pipeline = UsagePipeline.create({
          config,
          directory,
          rateCards,
          ledger: watchedLedger,
          onRecorded: answer => countUncharged(answer, counts),
        });

        const alerts = AlertRunner.create({
          knex,
          account,
          ledger,
          budgets,
          dictionary,
          lowBalanceThreshold: config.account.lowBalanceThreshold,
          kinds: config.alerts.kinds,
          sources: [
            automaticPurchaseAlerts({ knex, policies, writing }),
            forecastAlerts({
              forecasts,
              budgets,
              clock: ledger.calendar,
              writing,
              logger,
            }),
            unusualDayAlerts({
              insights,
              dayOf: at => ledger.calendar.periodOf('day', at),
              writing,
            }),
          ],
          writing,
          deliver: createAlertDelivery({
            account,
            notifications: services.notifications,
            directory,
            config: config.alerts,
            logger,
            onAlert: (...told) => telemetry.alerted(...told),
          }),
          logger,
        });

        const reports = createReports({
          ...services,
          knex,
          dictionary,
          accountId: row.id,
          config,
          insights,
          rateCards,
          usage,
          budgets,
          directory,
        });

        services.permissionsRegistry.addResourceType({
          resourceRef: aiCreditsUsageResourceRef,
          permissions: aiCreditsPermissions,
          rules: Object.values(usageRules),
          getResources: refs =>
            Promise.all(
              refs.map(ref =>
                usage
                  .transaction(account, ref, { kind: 'all' })
                  .catch(() => undefined),
              ),
            ),
        });
        const context: HttpContext = {
          config,
          logger,
          auditor,
          access: Access.create(services),
          directory,
          rateCards,
          pipeline,
          ledger: watchedLedger,
          budgets,
          policies,
          purchaser,
          automaticPurchases,
          requests,
          notifyAboutRequest: createRequestNotifier({
            ...services,
            writing,
          }),
          periodOf: (kind, at) => ledger.calendar.periodOf(kind, at),
          usage,
          forecasts,
          insights,
          proofs,
          reports,
          ledgerHealth: name =>
            readHealth({
              knex,
              dictionary,
              account: name,
              calendar: ledger.calendar,
              counts,
              proofs,
              now: Date.now,
            }),
          ingested: (...sent) => telemetry.ingested(...sent),
          count: kind => counts.add(kind),
          figuresChanged: () => balanceSignal.changed(),
          rebuildRollups: () => rebuildRollups({ knex, accountId: row.id }),
          openapi: createOpenApiDocument({
            version: await packageVersion(),
          }),
          simulate: options =>
            simulate({ ...options, knex, dictionary, accountId: row.id }),
          now: Date.now,
        };
        services.httpRouter.use(createRouter(context));
        createActions({ actionsRegistry: services.actionsRegistry, context });

        await subscribeToUsage({
          events: services.events,
          record: events => recordAudited(undefined, events, context, 'events'),
          config: config.ingest.events,
          logger,
        });

        await scheduleTasks({
          scheduler,
          logger,
          schedules: config.tasks,
          watch: (task, run) => telemetry.task(task, run),
          tasks: [
            new PeriodStartTask({ ledger, budgets, account }),
            new ExpiryTask({
              ledger,
              account,
              lateEventGraceMs: config.ledger.lateEventGraceMs,
            }),
            new HoldsTask({
              ledger,
              account,
              onClosed: holds => telemetry.holdsLapsed(holds),
            }),
            new FoldTask({
              fold: async signal => {
                const { blocks } = await foldUsage({
                  knex,
                  accountId: row.id,
                  signal,
                });
                telemetry.folded(blocks);
              },
            }),
            new VerifyTask({ proofs, account }),
            new AutomaticPurchaseTask({ automatic: automaticPurchases }),
            new ReportsTask({ runner: reports.runner }),
            ...(config.alerts.enabled
              ? [new AlertsTask({ runner: alerts })]
              : []),
          ],
        });
        await scheduler.scheduleTask({
          id: 'ai-credits-directory',
          scope: 'local',
          frequency: { milliseconds: config.attribution.refreshMs },
          timeout: { minutes: 1 },
          fn: () => directory.refresh(),
        });
        if (config.demo.enabled) {
          const seeder = DemoSeeder.create({
            client: new AiCreditsClient({ discoveryApi: discovery }),
            token: async () => {
              const { token } = await auth.getPluginRequestToken({
                onBehalfOf: await auth.getOwnServiceCredentials(),
                targetPluginId: 'ai-credits',
              });
              return token;
            },
            config,
            directory,
            logger,
          });
          await scheduler.scheduleTask({
            id: 'ai-credits-demo',
            frequency: { minutes: 10 },
            timeout: { minutes: 10 },
            fn: async signal => {
              if (await seeder.run(signal)) {
                // Nothing late comes to a past that is complete.
                await new ExpiryTask({
                  ledger,
                  account,
                  lateEventGraceMs: 0,
                }).run(signal);
              }
            },
          });
        }
      },
    });
  },
});

/** The version that the API's description names. */
async function packageVersion(): Promise<string> {
  const text = await readFile(
    resolvePackagePath('backstage-plugin-ai-credits-backend', 'package.json'),
    'utf8',
  );
  return JSON.parse(text).version;
}
