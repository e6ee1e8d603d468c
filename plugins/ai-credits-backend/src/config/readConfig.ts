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
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  MicroCredits,
  parseCredits,
  ReportLanguage,
  reportLanguageSchema,
} from 'backstage-plugin-ai-credits-common';
import { IANAZone } from 'luxon';
import { readAlerts } from './alerts';
import { entityRef } from './entityRef';
import { readIngest } from './ingest';
import { readInsights, readValue } from './insights';
import { readPurchasing } from './purchasing';
import {
  AccountConfig,
  AiCreditsConfig,
  PackConfig,
  TaskName,
  taskNames,
} from './types';
import { count, duration } from './values';

const ROOT = 'aiCredits';

const taskDefaults: Record<TaskName, SchedulerServiceTaskScheduleDefinition> = {
  periodStart: { frequency: { minutes: 5 }, timeout: { minutes: 2 } },
  expiry: { frequency: { minutes: 5 }, timeout: { minutes: 2 } },
  holds: { frequency: { minutes: 1 }, timeout: { minutes: 1 } },
  fold: { frequency: { seconds: 5 }, timeout: { minutes: 5 } },
  verify: {
    frequency: { hours: 6 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 5 },
  },
  alerts: { frequency: { seconds: 30 }, timeout: { minutes: 2 } },
  reports: { frequency: { minutes: 1 }, timeout: { minutes: 30 } },
  automaticPurchase: {
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
  },
};

/**
 * Reads everything under `aiCredits:`. A portal starts with none of it set.
 *
 * @throws InputError naming the key and what it must be
 */
export function readAiCreditsConfig(config: Config): AiCreditsConfig {
  const ledger = `${ROOT}.ledger`;
  const holdTtlMs = duration(config, `${ledger}.holdTtl`, { minutes: 10 });
  const maxHoldTtlMs = duration(config, `${ledger}.maxHoldTtl`, { hours: 24 });
  if (holdTtlMs > maxHoldTtlMs) {
    throw new InputError(
      `${ledger}.holdTtl must not exceed ${ledger}.maxHoldTtl`,
    );
  }
  return {
    account: readAccount(config),
    language: readLanguage(config),
    packs: readPacks(config),
    adminContacts: entityRefs(config, `${ROOT}.adminContacts`) ?? [],
    ledger: {
      lateEventGraceMs: duration(config, `${ledger}.lateEventGrace`, {
        hours: 1,
      }),
      holdTtlMs,
      maxHoldTtlMs,
      maxOpenHolds: count(config, `${ledger}.maxOpenHolds`, 10_000, 1_000_000),
      queueLimit: count(config, `${ledger}.queueLimit`, 20_000, 1_000_000),
      // A batch number leaves room for 4096 usage rows.
      batchSize: count(config, `${ledger}.batchSize`, 2_000, 4_096),
    },
    ingest: readIngest(config),
    attribution: {
      refreshMs: duration(config, `${ROOT}.attribution.refresh`, {
        seconds: 60,
      }),
      groupTypes: {
        team: groupTypes(config, 'team'),
        department: groupTypes(config, 'department'),
      },
    },
    budgets: {
      allowOverAllocation:
        config.getOptionalBoolean(`${ROOT}.budgets.allowOverAllocation`) ??
        false,
    },
    alerts: readAlerts(
      config,
      entityRefs(config, `${ROOT}.adminContacts`) ?? [],
    ),
    purchasing: readPurchasing(config),
    insights: readInsights(config),
    value: readValue(config),
    reports: readReports(config),
    tasks: readTasks(config),
    demo: {
      enabled: config.getOptionalBoolean(`${ROOT}.demo.enabled`) ?? false,
      days: count(config, `${ROOT}.demo.days`, 90, 730),
      seed: count(config, `${ROOT}.demo.seed`, 20_261_120, 4_294_967_295),
    },
  };
}

function readLanguage(config: Config): ReportLanguage {
  const key = `${ROOT}.language`;
  const text = config.getOptionalString(key) ?? 'en';
  const language = reportLanguageSchema.safeParse(text);
  if (!language.success) {
    throw new InputError(
      `${key} must be one of ${reportLanguageSchema.options.join(
        ', ',
      )}, not '${text}'`,
    );
  }
  return language.data;
}

function readAccount(config: Config): AccountConfig {
  const at = `${ROOT}.account`;
  const name = config.getOptionalString(`${at}.name`) ?? 'default';
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
    throw new InputError(
      `${at}.name must be a lower-case name of at most 63 characters`,
    );
  }
  const timeZone = config.getOptionalString(`${at}.timeZone`) ?? 'UTC';
  if (!IANAZone.isValidZone(timeZone)) {
    throw new InputError(
      `${at}.timeZone must be a time zone such as Europe/Amsterdam, not '${timeZone}'`,
    );
  }
  const openedAt = config.getOptionalString(`${at}.openedAt`);
  const opened = openedAt === undefined ? undefined : Date.parse(openedAt);
  if (opened !== undefined && !(opened >= 0 && opened <= Date.now())) {
    throw new InputError(
      `${at}.openedAt must be a date or time in the past, not '${openedAt}'`,
    );
  }
  return {
    name,
    organization:
      config.getOptionalString(`${at}.organization`) ??
      config.getOptionalString('organization.name') ??
      name,
    timeZone,
    plan: config.getOptionalString(`${at}.plan`) ?? 'Team',
    monthlyAllowance: credits(config, `${at}.monthlyAllowance`, '1500'),
    excessLimit: credits(config, `${at}.excessLimit`, '500'),
    lowBalanceThreshold: credits(config, `${at}.lowBalanceThreshold`, '200'),
    openedAt: opened,
  };
}

function readReports(config: Config): AiCreditsConfig['reports'] {
  const at = `${ROOT}.reports`;
  const currency =
    config.getOptionalString(`${at}.focus.currency`) ?? 'AICredit';
  // FOCUS: a code of capitals would be read as a national currency.
  if (!/^[A-Za-z][A-Za-z0-9 _-]{0,49}$/.test(currency)) {
    throw new InputError(
      `${at}.focus.currency must be a name such as AICredit, at most 50 letters`,
    );
  }
  if (/^[A-Z]{3}$/.test(currency)) {
    throw new InputError(
      `${at}.focus.currency must not look like the code of a national currency`,
    );
  }
  const normal = config.getOptionalString(`${at}.fonts.normal`);
  return {
    retentionMs: duration(config, `${at}.retention`, { days: 400 }),
    ownerViewMs: duration(config, `${at}.ownerUnseen`, { days: 180 }),
    focus: {
      currency,
      provider:
        config.getOptionalString(`${at}.focus.provider`) ??
        config.getOptionalString(`${ROOT}.account.organization`) ??
        config.getOptionalString('organization.name') ??
        'AI Credits',
    },
    ...(normal === undefined
      ? {}
      : {
          fonts: {
            normal,
            bold: config.getOptionalString(`${at}.fonts.bold`) ?? normal,
          },
        }),
  };
}

function readPacks(config: Config): PackConfig[] {
  const key = `${ROOT}.packs`;
  const entries = config.getOptionalConfigArray(key);
  if (!entries) {
    return [
      {
        id: 'pack-2500',
        title: '2,500 credits',
        credits: parseCredits('2500'),
        price: { amount: '25.00', currency: 'USD' },
      },
    ];
  }
  const seen = new Set<string>();
  return entries.map((entry, index) => {
    const at = `${key}[${index}]`;
    const id = entry.getString('id');
    if (id.length > 64 || seen.has(id)) {
      throw new InputError(
        `${at}.id must be unique and have at most 64 characters`,
      );
    }
    seen.add(id);
    const amount = String(entry.get('price.amount'));
    if (!/^\d{1,12}(\.\d{1,6})?$/.test(amount)) {
      throw new InputError(
        `${at}.price.amount must be a decimal such as 25.00`,
      );
    }
    const currency = entry.getString('price.currency');
    if (!/^[A-Z]{3}$/.test(currency)) {
      throw new InputError(
        `${at}.price.currency must be a currency code such as USD`,
      );
    }
    const packCredits = amountOf(entry.get('credits'), `${at}.credits`);
    if (packCredits <= 0n) {
      throw new InputError(`${at}.credits must be above zero`);
    }
    return {
      id,
      title: entry.getOptionalString('title') ?? id,
      credits: packCredits,
      price: { amount, currency },
    };
  });
}

function readTasks(config: Config): AiCreditsConfig['tasks'] {
  const tasks = { ...taskDefaults };
  for (const name of taskNames) {
    const schedule = config.getOptionalConfig(`${ROOT}.tasks.${name}`);
    if (schedule) {
      tasks[name] =
        readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
    }
  }
  return tasks;
}

function groupTypes(config: Config, level: 'team' | 'department'): string[] {
  const key = `${ROOT}.attribution.groupTypes.${level}`;
  return (config.getOptionalStringArray(key) ?? [level]).map(type =>
    type.toLocaleLowerCase('en-US'),
  );
}

function credits(config: Config, key: string, fallback: string): MicroCredits {
  const amount = amountOf(config.getOptional(key) ?? fallback, key);
  if (amount < 0n) {
    throw new InputError(`${key} must not be negative`);
  }
  return amount;
}

function amountOf(value: unknown, key: string): MicroCredits {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new InputError(`${key} must be a decimal number of credits`);
  }
  return parseCredits(value, key);
}

function entityRefs(config: Config, key: string): string[] | undefined {
  return config.getOptionalStringArray(key)?.map(ref => entityRef(ref, key));
}
