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

import { describeRates, RateCard } from 'backstage-plugin-ai-credits-common';
import { Panel } from '../../../components/Panel';
import { RateTables } from '../../../components/RateTables';
import { useAdminText } from '../../../translations/admin';
import { compareRules } from './differences';
import { DifferencesTable } from './DifferencesTable';

/** A published version as it is: what it changed, and what it says. */
export function VersionView(props: {
  card: RateCard;
  /** The version before it. */
  before: RateCard | undefined;
}) {
  const { t } = useAdminText();
  const { before, card } = props;
  return (
    <>
      {before && (
        <Panel
          title={t('rateCard.tabDifferences')}
          hint={t('rateCard.differencesBefore', {
            version: String(before.version),
            name: before.name,
          })}
        >
          <DifferencesTable
            label={t('rateCard.tabDifferences')}
            differences={compareRules(before.rules, card.rules)}
          />
        </Panel>
      )}
      <Panel title={card.name} hint={card.note}>
        <RateTables tables={describeRates(card.rules)} />
      </Panel>
    </>
  );
}
