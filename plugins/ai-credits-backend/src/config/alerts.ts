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

import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { entityRef } from './entityRef';

/** Every kind of alert. */
export const alertKinds = [
  'budget',
  'low-balance',
  'unknown-model',
  'unknown-action',
  'automatic-purchase-made',
  'automatic-purchase-failed',
  'forecast-exhaustion',
  'unusual-day',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Whom a kind is told: the owners of what it is about, the admins, or entity refs. */
export interface AlertKindConfig {
  enabled: boolean;
  recipients: ReadonlyArray<'owners' | 'admins' | string>;
}

/** `aiCredits.alerts`, defaults filled in. */
export interface AlertsConfig {
  enabled: boolean;
  /** Entity refs of the admins: who hears of what is nobody's in particular. */
  contacts: readonly string[];
  /** Percent of its allocation at which a budget that does not say tells. */
  thresholds: readonly number[];
  kinds: Readonly<Record<AlertKind, AlertKindConfig>>;
}

const ROOT = 'aiCredits.alerts';

/** Whom a kind is told where the configuration does not say. */
const RECIPIENTS: Record<AlertKind, 'owners' | 'admins'> = {
  budget: 'owners',
  'low-balance': 'admins',
  'unknown-model': 'admins',
  'unknown-action': 'admins',
  'automatic-purchase-made': 'admins',
  'automatic-purchase-failed': 'admins',
  'forecast-exhaustion': 'owners',
  'unusual-day': 'owners',
};

/**
 * Reads `aiCredits.alerts`.
 *
 * @throws InputError naming the key and what it must be
 */
export function readAlerts(
  config: Config,
  adminContacts: readonly string[],
): AlertsConfig {
  return {
    enabled: config.getOptionalBoolean(`${ROOT}.enabled`) ?? true,
    contacts:
      config
        .getOptionalStringArray(`${ROOT}.contacts`)
        ?.map(ref => entityRef(ref, `${ROOT}.contacts`)) ?? adminContacts,
    thresholds: readThresholds(config),
    kinds: readKinds(config),
  };
}

function readThresholds(config: Config): number[] {
  const key = `${ROOT}.thresholds`;
  const values: unknown = config.getOptional(key) ?? [75, 90, 100];
  if (
    !Array.isArray(values) ||
    values.length > 10 ||
    !values.every(
      each =>
        Number.isInteger(each) && Number(each) >= 1 && Number(each) <= 1_000,
    )
  ) {
    throw new InputError(
      `${key} must be at most 10 whole numbers from 1 to 1000, in percent`,
    );
  }
  return [...new Set(values.map(Number))].sort((a, b) => a - b);
}

function readKinds(config: Config): AlertsConfig['kinds'] {
  const at = `${ROOT}.kinds`;
  const known = new Map(alertKinds.map(kind => [keyOf(kind), kind]));
  for (const key of config.getOptionalConfig(at)?.keys() ?? []) {
    if (!known.has(key)) {
      throw new InputError(
        `${at}.${key} is no kind of alert; there are ${[...known.keys()].join(
          ', ',
        )}`,
      );
    }
  }
  const read = (key: string, kind: AlertKind): AlertKindConfig => {
    const recipients = config.getOptionalStringArray(`${at}.${key}.recipients`);
    if (recipients?.length === 0) {
      throw new InputError(
        `${at}.${key}.recipients must name somebody; enabled: false tells nobody`,
      );
    }
    return {
      enabled: config.getOptionalBoolean(`${at}.${key}.enabled`) ?? true,
      recipients: recipients?.map(each =>
        each === 'owners' || each === 'admins'
          ? each
          : entityRef(each, `${at}.${key}.recipients`),
      ) ?? [RECIPIENTS[kind]],
    };
  };
  return Object.fromEntries(
    [...known].map(([key, kind]) => [kind, read(key, kind)]),
  ) as Record<AlertKind, AlertKindConfig>;
}

/** A kind's key in the configuration: `low-balance` is `lowBalance`. */
function keyOf(kind: AlertKind): string {
  return kind.replace(/-(.)/g, (_, letter: string) =>
    letter.toLocaleUpperCase('en-US'),
  );
}
