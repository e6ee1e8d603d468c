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

import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  aiCreditsIntegrityReadPermission,
  LedgerHealthResponse,
} from 'backstage-plugin-ai-credits-common';
import { ErrorState } from '../../../components/ErrorState';
import { Forbidden } from '../../../components/Forbidden';
import { Headline } from '../../../components/Headline';
import { PageFrame } from '../../../components/PageFrame';
import { isForbidden } from '../../../data/errors';
import { AdminTranslate, useAdminText } from '../../../translations/admin';
import { useAdminHelp } from '../useAdminHelp';
import { ChainPanel } from './ChainPanel';
import { EventsChart } from './EventsChart';
import { ProofPanel } from './ProofPanel';
import { UnknownPanel } from './UnknownPanel';
import { useLedger } from './useLedger';

const useStyles = makeStyles(
  theme => ({
    pair: {
      display: 'grid',
      gap: theme.spacing(2),
      alignItems: 'start',
      gridTemplateColumns: 'minmax(0, 1fr)',
      [theme.breakpoints.up('md')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
    },
  }),
  { name: 'AiCreditsLedger' },
);

function sentence(
  t: AdminTranslate,
  { fold, proof }: LedgerHealthResponse,
  time: (instant: string) => string,
): string {
  const { findings, status, verifiedAt } = proof;
  const at = verifiedAt ? time(verifiedAt) : '';
  const proved = () => {
    switch (status) {
      case 'clean':
        return t('ledger.clean', { time: at });
      case 'differs':
        return t('ledger.differs', { count: findings.length, time: at });
      default:
        return t('ledger.never');
    }
  };
  return `${proved()} ${t('ledger.behind', { count: fold.behind })}`;
}

/** Whether the ledger can be believed: its proof, its chain, its rollups, and what it turned away. */
export function LedgerSection() {
  const help = useAdminHelp('ledger');
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const data = useLedger();
  const { health } = data;
  if (!health.data) {
    if (isForbidden(health.error)) {
      return <Forbidden permission={aiCreditsIntegrityReadPermission.name} />;
    }
    return health.isError ? (
      <ErrorState error={health.error} onRetry={() => health.refetch()} />
    ) : (
      <Skeleton variant="rect" height={480} />
    );
  }
  const { timeZone } = health.data;
  return (
    <PageFrame
      headline={
        <Headline
          text={sentence(t, health.data, instant =>
            formats.minute(instant, timeZone),
          )}
        />
      }
      updatedAt={health.dataUpdatedAt}
      timeZone={timeZone}
      refreshing={health.isFetching}
      onRefresh={data.refresh}
      help={help}
      stale={health.isError}
    >
      <div className={classes.pair}>
        <ProofPanel data={data} health={health.data} />
        <ChainPanel data={data} health={health.data} />
      </div>
      <EventsChart health={health.data} />
      <UnknownPanel health={health.data} />
    </PageFrame>
  );
}
