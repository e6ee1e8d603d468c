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

import Typography from '@material-ui/core/Typography';
import { Purchase } from 'backstage-plugin-ai-credits-common';
import { EntityName } from '../../../components/EntityName';
import { Fact, Facts } from '../../../components/Facts';
import { SideDrawer } from '../../../components/SideDrawer';
import { useAdminText } from '../../../translations/admin';
import { PurchaseStatusText } from './PurchaseStatusText';

/** Who asked for a purchase, or what set it off. */
export function PurchaseOrigin(props: { purchase: Purchase }) {
  const { t } = useAdminText();
  const { origin, requestedBy } = props.purchase;
  if (origin !== 'manual') {
    return (
      <>
        {t(
          origin === 'balance'
            ? 'credits.automaticBalance'
            : 'credits.automaticLimit',
        )}
      </>
    );
  }
  // Such as the history that a plugin brings in.
  if (!requestedBy || requestedBy.startsWith('plugin:')) {
    return <>{t('credits.system')}</>;
  }
  return <EntityName entityRef={requestedBy} />;
}

/** Everything about one purchase: what came of each attempt at it. */
export function PurchaseDrawer(props: {
  purchase: Purchase | undefined;
  timeZone: string;
  onClose: () => void;
}) {
  const { t, formats } = useAdminText();
  const { purchase, timeZone } = props;
  if (!purchase) {
    return null;
  }
  const at = (instant: string) => formats.dateTime(instant, timeZone);
  const optional = (label: string, value: string | undefined): Fact[] =>
    value === undefined ? [] : [{ label, value }];
  return (
    <SideDrawer title={purchase.title} open onClose={props.onClose}>
      <Facts
        items={[
          {
            label: t('credits.status'),
            value: <PurchaseStatusText status={purchase.status} />,
          },
          ...optional(t('credits.error'), purchase.error),
          {
            label: t('credits.amount'),
            value: formats.creditsExact(purchase.credits),
          },
          {
            label: t('credits.price'),
            value: formats.money(
              purchase.price.amount,
              purchase.price.currency,
            ),
          },
          {
            label: t('credits.who'),
            value: <PurchaseOrigin purchase={purchase} />,
          },
          { label: t('credits.when'), value: at(purchase.requestedAt) },
          ...optional(
            t('credits.finished'),
            purchase.finishedAt && at(purchase.finishedAt),
          ),
          { label: t('credits.provider'), value: purchase.provider },
          ...optional(t('credits.reference'), purchase.reference),
          ...optional(t('credits.transaction'), purchase.transactionId),
        ]}
      />
      {purchase.uncertain && (
        <Typography variant="body2" style={{ marginTop: 16 }}>
          {t('credits.uncertain')}
        </Typography>
      )}
      <Typography
        component="h3"
        variant="subtitle1"
        style={{ marginTop: 24, fontWeight: 700 }}
      >
        {t('credits.attempts')}
      </Typography>
      {purchase.attempts.length === 0 && (
        <Typography color="textSecondary">
          {t('credits.attemptsNone')}
        </Typography>
      )}
      <Facts
        items={purchase.attempts.map(attempt => ({
          label: t('credits.attempt', { number: String(attempt.number) }),
          note: at(attempt.startedAt),
          value:
            attempt.error ??
            t(attempt.finishedAt ? 'credits.attemptOk' : 'credits.attemptOpen'),
        }))}
      />
    </SideDrawer>
  );
}
