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

import { Transaction } from 'backstage-plugin-ai-credits-common';
import { Translate } from '../translations';
import { EntityName } from './EntityName';

/** Who did it: a person, or what acted without one. */
export function Who(props: { transaction: Transaction; t: Translate }) {
  const { user, service, actor, source } = props.transaction;
  const ref = user ?? actor ?? service;
  if (ref?.startsWith('plugin:')) {
    return <>{props.t('log.system')}</>;
  }
  if (ref) {
    return <EntityName entityRef={ref} />;
  }
  return <>{source ? props.t('log.machine') : props.t('log.system')}</>;
}
