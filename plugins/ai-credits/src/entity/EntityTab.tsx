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

import { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { useQueryClient } from '@tanstack/react-query';
import { aiCreditsUsageReadPermission } from 'backstage-plugin-ai-credits-common';
import { EmptyState } from '../components/EmptyState';
import { Forbidden } from '../components/Forbidden';
import { Headline } from '../components/Headline';
import { PageFrame } from '../components/PageFrame';
import { DataProvider } from '../data/client';
import { isForbidden } from '../data/errors';
import { useValueLabels } from '../data/useValueLabels';
import { useText } from '../translations';
import { useEntityText } from '../translations/entity';
import { BudgetPanel } from './BudgetPanel';
import { ChargesPanel } from './ChargesPanel';
import { isIdle } from './figures';
import { useEntityHelp } from './help';
import { Limited } from './Limited';
import { ModelChart } from './ModelChart';
import { MOST_REFS } from './readBelow';
import { TopPanel } from './TopPanel';
import { EntityUsage, useEntityUsage } from './useEntityUsage';
import { useSentence } from './useSentence';

const useStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gap: theme.spacing(2),
      alignItems: 'start',
      gridTemplateColumns: 'minmax(0, 1fr)',
      [theme.breakpoints.up('md')]: {
        gridTemplateColumns: 'minmax(0, 5fr) minmax(300px, 3fr)',
        gridTemplateRows: 'auto 1fr',
      },
    },
    // Beside the chart and the charges; between them where there is one column.
    side: {
      [theme.breakpoints.up('md')]: { gridColumn: 2, gridRow: '1 / span 2' },
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
    },
  }),
  { name: 'AiCreditsEntityTab' },
);

/** What is counted besides the entity itself, and what is not. */
function useNotes(data: EntityUsage): (string | undefined)[] {
  const { t } = useEntityText();
  const { below, scope, usage } = data;
  const inner =
    scope?.dimension === 'team'
      ? t('entity.below', { count: below })
      : t('entity.systems', { count: below });
  return [
    below > 0 ? inner : undefined,
    usage?.narrowed ? t('entity.narrowed') : undefined,
  ];
}

function Content({ entity, data }: { entity: Entity; data: EntityUsage }) {
  const classes = useStyles();
  const { t, formats } = useText();
  const { t: te } = useEntityText();
  const notes = useNotes(data);
  const { days, error, scope, truncated, usage } = data;
  const name = useValueLabels(scope ? [scope.ref] : [])(
    scope?.dimension ?? 'service',
    scope?.ref ?? '',
  );

  if (!days.data && isForbidden(error)) {
    return <Forbidden permission={aiCreditsUsageReadPermission.name} />;
  }
  const idle = usage !== undefined && isIdle(usage);
  const about = scope && { [scope.dimension]: scope.ref };
  if (idle && usage.narrowed) {
    // Whether a group or a person uses nothing is not the reader's to know.
    const mayBeNew =
      scope?.dimension === 'service' || scope?.dimension === 'project';
    return (
      <>
        <Limited entity={entity} />
        {mayBeNew && (
          <EmptyState
            title={te('entity.limitedReport')}
            description={te('entity.limitedCommand')}
            about={about}
          />
        )}
      </>
    );
  }
  const notice = [
    days.data?.truncated && t('chart.truncated'),
    truncated && te('entity.truncated', { number: formats.count(MOST_REFS) }),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={classes.grid}>
      {idle ? (
        <EmptyState
          title={te('entity.emptyTitle')}
          description={te('entity.emptyText')}
          about={about}
        />
      ) : (
        <ModelChart data={data} notes={notes} notice={notice || undefined} />
      )}
      <div className={classes.side}>
        <BudgetPanel data={data} name={name} />
        {!idle && <TopPanel data={data} notes={notes.slice(1)} />}
      </div>
      <ChargesPanel data={data} />
    </div>
  );
}

function Tab({ entity }: { entity: Entity }) {
  const client = useQueryClient();
  const data = useEntityUsage(entity);
  const sentence = useSentence(data);
  const help = useEntityHelp();
  const { answers, error, timeZone, usage } = data;
  const updated = answers
    .map(answer => answer.dataUpdatedAt)
    .filter(instant => instant > 0);
  const hidden = usage?.narrowed && isIdle(usage);
  return (
    <PageFrame
      headline={
        (error && !usage) || hidden ? <span /> : <Headline text={sentence} />
      }
      updatedAt={updated.length ? Math.min(...updated) : undefined}
      timeZone={timeZone}
      refreshing={answers.some(answer => answer.isFetching)}
      onRefresh={() => {
        client.invalidateQueries();
      }}
      stale={answers.some(
        answer => answer.isError && answer.data !== undefined,
      )}
      help={help}
    >
      <Content entity={entity} data={data} />
    </PageFrame>
  );
}

/** What the entity of the page uses: a sentence, bars by model, its budget, who uses most and the last charges. */
export function EntityTab() {
  const { entity } = useEntity();
  return (
    <DataProvider>
      <Tab entity={entity} />
    </DataProvider>
  );
}
