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

import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useQueryClient } from '@tanstack/react-query';
import {
  aiCreditsBalanceReadPermission,
  Balance,
} from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { Forbidden } from '../../../components/Forbidden';
import { Headline } from '../../../components/Headline';
import { PageFrame } from '../../../components/PageFrame';
import { isForbidden } from '../../../data/errors';
import { dayOf } from '../../../data/periods';
import { useBalance } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';
import { useAdminHelp } from '../useAdminHelp';
import { PurchaseDialog } from '../../overview/PurchaseDialog';
import { AdjustDialog } from './AdjustDialog';
import { GrantDialog } from './GrantDialog';
import { LotsPanel } from './LotsPanel';
import { PacksPanel } from './PacksPanel';
import { PurchasesPanel } from './PurchasesPanel';
import { RefundDialog } from './RefundDialog';

const useStyles = makeStyles(
  theme => ({
    buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'AiCreditsCreditsSection' },
);

type Form = 'grant' | 'adjust' | 'refund' | 'buy';

/** What credits there are, and what changes them besides usage. */
export function CreditsSection() {
  const help = useAdminHelp('credits');
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const client = useQueryClient();
  const balance = useBalance();
  const [form, setForm] = useState<Form>();
  const [done, setDone] = useState<string>();
  const { data } = balance;

  if (!data && isForbidden(balance.error)) {
    return <Forbidden permission={aiCreditsBalanceReadPermission.name} />;
  }
  if (!data && balance.isError) {
    return (
      <ErrorState error={balance.error} onRetry={() => balance.refetch()} />
    );
  }
  const timeZone = data?.timeZone ?? 'UTC';
  const open = (next: Form) => {
    setDone(undefined);
    setForm(next);
  };
  const close = () => setForm(undefined);
  const finish = (after: string) => {
    close();
    setDone(after);
  };
  return (
    <PageFrame
      headline={
        <Headline
          text={
            data &&
            t('credits.sentence', {
              available: formats.credits(data.available),
              free: formats.credits(data.free),
              purchased: formats.credits(data.purchased),
              other: formats.credits(data.other),
              day: formats.day(lastDayOf(data)),
            })
          }
        />
      }
      updatedAt={data ? balance.dataUpdatedAt : undefined}
      timeZone={timeZone}
      refreshing={balance.isFetching}
      onRefresh={() => client.invalidateQueries()}
      help={help}
      stale={balance.isError && data !== undefined}
    >
      <div className={classes.buttons}>
        {(['grant', 'adjust', 'refund'] as const).map(each => (
          <Button
            key={each}
            variant="outlined"
            color="primary"
            disabled={!data}
            onClick={() => open(each)}
          >
            {t(`credits.${each}`)}
          </Button>
        ))}
      </div>
      {done !== undefined && (
        <Alert severity="success" onClose={() => setDone(undefined)}>
          {t('credits.done', { balance: formats.credits(done) })}
        </Alert>
      )}
      <LotsPanel
        timeZone={timeZone}
        now={data ? Date.parse(data.asOf) : Date.now()}
      />
      <PacksPanel onBuy={() => open('buy')} />
      <PurchasesPanel timeZone={timeZone} />
      {data && form === 'grant' && (
        <GrantDialog balance={data} onDone={finish} onClose={close} />
      )}
      {data && form === 'adjust' && (
        <AdjustDialog balance={data} onDone={finish} onClose={close} />
      )}
      {form === 'refund' && (
        <RefundDialog timeZone={timeZone} onDone={finish} onClose={close} />
      )}
      {data && form === 'buy' && (
        <PurchaseDialog available={data.available} onClose={close} />
      )}
    </PageFrame>
  );
}

/** The last day of the period; its end is that of the day after. */
function lastDayOf({ period, timeZone }: Balance): string {
  return dayOf(Date.parse(period.end) - 1, timeZone);
}
