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
import {
  aiCreditsUsageReadPermission,
  UsageDimension,
  WasteRule,
} from 'backstage-plugin-ai-credits-common';
import { useSearchParams } from 'react-router-dom';
import { AnalyticsBar } from '../../components/AnalyticsBar';
import { Forbidden } from '../../components/Forbidden';
import { Headline } from '../../components/Headline';
import { PageFrame } from '../../components/PageFrame';
import { AnalyticsView } from '../../data/analyticsView';
import { DataProvider } from '../../data/client';
import { isForbidden } from '../../data/errors';
import { useAnalyticsView } from '../../data/useAnalyticsView';
import { Leaderboard } from './Leaderboard';
import { PeoplePanel } from './PeoplePanel';
import { ItemsPanel, ReturnPanel, UnusualPanel } from './SidePanels';
import { useEfficiencyPage } from './useEfficiencyPage';
import { useSentence } from './useSentence';
import { WasteChart } from './WasteChart';
import { WasteDrawer } from './WasteDrawer';
import { WastePanel } from './WastePanel';

const useStyles = makeStyles(
  theme => ({
    pair: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(2),
      alignItems: 'start',
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
  }),
  { name: 'AiCreditsEfficiency' },
);

const initial: AnalyticsView = {
  range: { preset: 'last30Days' },
  groupBy: 'user',
  filters: {},
  path: [],
};
const groupings: readonly UsageDimension[] = ['user'];
const rules: readonly WasteRule[] = [
  'failed',
  'regeneration',
  'rejected',
  'unused',
];

function EfficiencyContent() {
  const classes = useStyles();
  const { view, ready, change } = useAnalyticsView({
    storageKey: 'efficiency-view',
    initial,
    groupings,
  });
  const data = useEfficiencyPage(view, ready);
  const sentence = useSentence(data);
  const [params, setParams] = useSearchParams();
  const asked = params.get('waste');
  const rule = rules.find(each => each === asked);
  const { updatedAt, timeZone, waste } = data;

  if (!waste.data && isForbidden(waste.error)) {
    return <Forbidden permission={aiCreditsUsageReadPermission.name} />;
  }
  const open = (next: WasteRule | undefined) => {
    setParams(current => {
      const changed = new URLSearchParams(current);
      if (next) {
        changed.set('waste', next);
      } else {
        changed.delete('waste');
      }
      return changed;
    });
  };

  return (
    <PageFrame
      headline={<Headline text={sentence} />}
      updatedAt={updatedAt}
      timeZone={timeZone}
      refreshing={data.refreshing}
      onRefresh={data.refresh}
      help="efficiency"
      stale={data.stale}
    >
      <AnalyticsBar
        view={view}
        onChange={next => change(next)}
        range={data.range}
        granularity={false}
        busy={data.busy}
      />
      <WastePanel data={data} onOpen={open} />
      <WasteChart data={data} onOpen={open} />
      <PeoplePanel data={data} />
      <Leaderboard data={data} />
      <ReturnPanel data={data} />
      <div className={classes.pair}>
        <ItemsPanel data={data} />
        <UnusualPanel data={data} />
      </div>
      <WasteDrawer data={data} rule={rule} onClose={() => open(undefined)} />
    </PageFrame>
  );
}

/** Where credits are wasted, and who and what makes most of them. */
export function EfficiencyPage() {
  return (
    <DataProvider>
      <EfficiencyContent />
    </DataProvider>
  );
}
