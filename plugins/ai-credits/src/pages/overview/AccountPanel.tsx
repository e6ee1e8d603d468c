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

import Skeleton from '@material-ui/lab/Skeleton';
import { AccountOverview } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { ErrorState } from '../../components/ErrorState';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { dayOf } from '../../data/periods';
import { useText } from '../../translations';

/** Who the account belongs to, and what it has done since it began. */
export function AccountPanel(props: {
  account: AccountOverview | undefined;
  error: unknown;
  onRetry: () => void;
  timeZone: string;
}) {
  const { t, formats } = useText();
  const { account, timeZone } = props;
  if (!account && props.error) {
    return (
      <Panel title={t('overview.account')}>
        <ErrorState error={props.error} onRetry={props.onRetry} />
      </Panel>
    );
  }
  if (!account) {
    return (
      <Panel title={t('overview.account')}>
        <Skeleton variant="rect" height={396} />
      </Panel>
    );
  }
  return (
    <Panel title={t('overview.account')}>
      <Facts
        items={[
          { label: t('overview.organization'), value: account.organization },
          { label: t('overview.plan'), value: account.plan },
          {
            label: t('overview.memberSince'),
            value: formats.day(
              dayOf(Date.parse(account.memberSince), timeZone),
            ),
          },
          {
            label: t('overview.lifetimePurchased'),
            value: <Amount value={account.lifetimePurchased} />,
          },
          {
            label: t('overview.lifetimeSpent'),
            value: <Amount value={account.lifetimeSpent} />,
          },
          {
            label: t('overview.callsSuccessful'),
            value: formats.count(account.calls.successful),
          },
          {
            label: t('overview.callsFailed'),
            value: formats.count(account.calls.failed),
          },
          {
            label: t('overview.tokensInput'),
            value: formats.count(account.tokens.input),
          },
          {
            label: t('overview.tokensOutput'),
            value: formats.count(account.tokens.output),
          },
          {
            label: t('overview.tokensCached'),
            value: formats.count(account.tokens.cached),
          },
          {
            label: t('overview.images'),
            value: formats.count(account.images),
          },
        ]}
      />
    </Panel>
  );
}
