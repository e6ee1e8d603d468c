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
import Skeleton from '@material-ui/lab/Skeleton';
import {
  AnalyticsResponse,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { Ranking } from '../../charts/Ranking';
import { Amount } from '../../components/Amount';
import { ErrorState } from '../../components/ErrorState';
import { Panel } from '../../components/Panel';
import { useValueLabels } from '../../data/useValueLabels';
import { Translate, useText } from '../../translations';
import { creditsOf, shareOf, typicalTiers } from './breakdown';
import { UsageQuestion } from './questions';
import { useUseCaseTiers } from './useUsage';

/** An answer that may still be on its way. */
interface Pending {
  data?: AnalyticsResponse & { question: UsageQuestion };
  error: unknown;
  refetch: () => void;
}

function SharePanel(props: {
  title: string;
  hint: string;
  dimension: UsageDimension;
  answer: Pending;
  noteOf?: (value: string) => string | undefined;
  /** Pixels that the list takes while it is read. */
  height: number;
  onOpen: (dimension: UsageDimension, value: string) => void;
}) {
  const { answer, dimension } = props;
  const { t, formats } = useText();
  const labelOf = useValueLabels();
  const { data, error } = answer;

  const body = () => {
    if (!data) {
      return error ? (
        <ErrorState error={error} onRetry={answer.refetch} />
      ) : (
        <Skeleton variant="rect" height={props.height} />
      );
    }
    const total = creditsOf(data.totals);
    const rows = data.rows.filter(row => creditsOf(row) !== 0n);
    if (!rows.length) {
      return <Typography color="textSecondary">{t('chart.empty')}</Typography>;
    }
    return (
      <Ranking
        items={rows.map(row => {
          const value = String(row[dimension] ?? '');
          const part = shareOf(creditsOf(row), total) ?? 0;
          return {
            id: value,
            label: labelOf(dimension, value),
            note: props.noteOf?.(value),
            value: <Amount value={creditsOf(row)} />,
            share: formats.share(part),
            part,
          };
        })}
        titleOf={item => t('usage.lookInto', { name: item.label })}
        onOpen={value => props.onOpen(dimension, value)}
      />
    );
  };

  return (
    <Panel
      title={props.title}
      hint={`${t('chart.creditsUnit')} · ${props.hint}`}
    >
      {body()}
    </Panel>
  );
}

/** Credits by tier of the model. */
export function TierPanel(props: {
  answer: Pending;
  onOpen: (dimension: UsageDimension, value: string) => void;
}) {
  const { t } = useText();
  return (
    <SharePanel
      title={t('usage.tiers')}
      hint={t('usage.tiersHint')}
      dimension="tier"
      height={120}
      {...props}
    />
  );
}

function tierWord(t: Translate, tier: string): string {
  switch (tier) {
    case 'premium':
      return t('usage.tierPremium');
    case 'economy':
      return t('usage.tierEconomy');
    default:
      return t('usage.tierStandard');
  }
}

/** The use cases with most credits, and the tier that is typical of each. */
export function UseCasePanel(props: {
  answer: Pending;
  onOpen: (dimension: UsageDimension, value: string) => void;
}) {
  const { t } = useText();
  const { data } = props.answer;
  const tiers = useUseCaseTiers(
    data?.question,
    (data?.rows ?? []).map(row => String(row.useCase ?? '')),
  );
  const typical = typicalTiers(tiers.data?.rows ?? [], 'useCase');
  return (
    <SharePanel
      title={t('usage.useCases')}
      hint={t('usage.useCasesHint')}
      dimension="useCase"
      height={320}
      noteOf={value => {
        const [first, second] = typical.get(value) ?? [];
        if (first === undefined) {
          return undefined;
        }
        return second === undefined
          ? t('usage.mostly', { tier: tierWord(t, first) })
          : t('usage.mixed', {
              first: tierWord(t, first),
              second: tierWord(t, second),
            });
      }}
      {...props}
    />
  );
}
