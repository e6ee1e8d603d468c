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
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  aiCreditsUsageReadPermission,
  Recommendation,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { AnalyticsBar } from '../../components/AnalyticsBar';
import { ErrorState } from '../../components/ErrorState';
import { Forbidden } from '../../components/Forbidden';
import { Headline } from '../../components/Headline';
import { PageFrame } from '../../components/PageFrame';
import { Panel } from '../../components/Panel';
import { StatCard } from '../../components/StatCard';
import { AnalyticsView } from '../../data/analyticsView';
import { DataProvider } from '../../data/client';
import { isForbidden } from '../../data/errors';
import { useAnalyticsView } from '../../data/useAnalyticsView';
import { useText } from '../../translations';
import { useInsightsText } from '../../translations/insights';
import { AdviceCard } from './AdviceCard';
import { AcceptedPanel, DismissedPanel } from './DecidedPanels';
import { DecideDialog } from './DecideDialog';
import { useBetween } from './useBetween';
import { useAdviceTexts } from './useAdviceTexts';
import { SavingsData, useSavings } from './useSavings';

const useStyles = makeStyles(
  theme => ({
    stats: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
      gap: theme.spacing(2),
    },
    cards: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 420px), 1fr))',
      gap: theme.spacing(2),
    },
    note: { marginTop: theme.spacing(2) },
  }),
  { name: 'AiCreditsSavings' },
);

const initial: AnalyticsView = {
  range: { preset: 'last3Months' },
  groupBy: 'model',
  filters: {},
  path: [],
};
const groupings: readonly UsageDimension[] = ['model'];
const nothing: readonly UsageDimension[] = [];

function useSentence({ answer, open }: SavingsData): string | undefined {
  const { t, formats } = useInsightsText();
  const between = useBetween();
  const { data } = answer;
  if (!data || !open) {
    return undefined;
  }
  const saved = Number(data.saved) > 0;
  const amounts = {
    amount: between.inWords(
      formats.credits(data.potential.low),
      formats.credits(data.potential.high),
    ),
    saved: formats.credits(data.saved),
  };
  const saving = open.filter(
    each => each.kind !== 'idle-allocation' && Number(each.saving.high) > 0,
  ).length;
  if (!saving) {
    return saved ? t('savings.nothingSaved', amounts) : t('savings.nothing');
  }
  const first =
    saving === 1
      ? t('savings.sentenceOne', amounts)
      : t('savings.sentence', { ...amounts, number: formats.count(saving) });
  return saved ? `${first} ${t('savings.sentenceSaved', amounts)}` : first;
}

function SavingsContent() {
  const classes = useStyles();
  const { t, formats } = useInsightsText();
  const between = useBetween();
  const common = useText();
  const { view, ready, change } = useAnalyticsView({
    storageKey: 'savings-view',
    initial,
    groupings,
  });
  const data = useSavings(view, ready);
  const sentence = useSentence(data);
  const [deciding, setDeciding] = useState<{
    recommendation: Recommendation;
    status: 'accepted' | 'dismissed';
  }>();
  const { answer, updatedAt, timeZone } = data;
  const found = answer.data;
  const textsOf = useAdviceTexts(found?.recommendations ?? []);

  if (!found && isForbidden(answer.error)) {
    return <Forbidden permission={aiCreditsUsageReadPermission.name} />;
  }
  const decide = data.mayDecide
    ? (recommendation: Recommendation, status: 'accepted' | 'dismissed') =>
        setDeciding({ recommendation, status })
    : undefined;

  return (
    <PageFrame
      headline={<Headline text={sentence} />}
      updatedAt={updatedAt}
      timeZone={timeZone}
      refreshing={data.refreshing}
      onRefresh={data.refresh}
      help="savings"
      stale={data.stale}
    >
      <AnalyticsBar
        view={view}
        onChange={next => change(next)}
        range={data.range}
        granularity={false}
        filterBy={nothing}
        busy={data.busy}
      />
      <div className={classes.stats}>
        <StatCard
          label={t('savings.potential')}
          value={
            found &&
            between.asFigure(
              formats.credits(found.potential.low),
              formats.credits(found.potential.high),
            )
          }
          hint={t('savings.potentialHint')}
        />
        <StatCard
          label={t('savings.savedSoFar')}
          value={found && formats.credits(found.saved)}
          hint={t('savings.savedHint')}
        />
        <StatCard
          label={t('savings.openCount')}
          value={data.open && formats.count(data.open.length)}
          hint={t('savings.openHint', {
            compared: formats.count(found?.compared ?? 0),
          })}
        />
      </div>
      <Panel
        title={t('savings.openTitle')}
        hint={[
          found &&
            t('savings.basis', {
              compared: formats.count(found.compared),
              samples: formats.count(found.minimumSamples),
              confidence: formats.share(found.confidence),
            }),
          data.narrowed && common.t('overview.narrowed'),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        {!found && Boolean(answer.error) && (
          <ErrorState error={answer.error} onRetry={answer.refetch} />
        )}
        {!found && !answer.error && <Skeleton variant="rect" height={320} />}
        {data.open?.length === 0 && (
          <Typography color="textSecondary">{t('savings.none')}</Typography>
        )}
        {data.open && data.open.length > 0 && (
          <div className={classes.cards}>
            {data.open.map(each => (
              <AdviceCard
                key={each.id}
                recommendation={each}
                texts={textsOf(each)}
                {...(decide
                  ? {
                      onDecide: (status: 'accepted' | 'dismissed') =>
                        decide(each, status),
                    }
                  : {})}
              />
            ))}
          </div>
        )}
        {found && found.offPeak !== 'recommended' && (
          <Typography
            variant="body2"
            color="textSecondary"
            className={classes.note}
          >
            {t(`savings.offPeak.${found.offPeak}`)}
          </Typography>
        )}
        {found && !data.mayDecide && data.open && data.open.length > 0 && (
          <Typography
            variant="body2"
            color="textSecondary"
            className={classes.note}
          >
            {t('savings.mayNot')}
          </Typography>
        )}
      </Panel>
      {data.accepted && (
        <AcceptedPanel
          rows={data.accepted}
          textsOf={textsOf}
          timeZone={timeZone}
        />
      )}
      {data.dismissed && data.dismissed.length > 0 && (
        <DismissedPanel
          rows={data.dismissed}
          textsOf={textsOf}
          timeZone={timeZone}
          onDecide={decide}
        />
      )}
      {deciding && (
        <DecideDialog
          id={deciding.recommendation.id}
          title={textsOf(deciding.recommendation).title}
          status={deciding.status}
          range={data.query}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </PageFrame>
  );
}

/** What would save credits, and what accepted changes really saved. */
export function SavingsPage() {
  return (
    <DataProvider>
      <SavingsContent />
    </DataProvider>
  );
}
