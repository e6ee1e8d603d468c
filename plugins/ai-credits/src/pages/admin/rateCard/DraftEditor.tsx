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
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RateCard } from 'backstage-plugin-ai-credits-common';
import { useMemo, useState } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { ActionDrawer } from './ActionDrawer';
import { shareOfChange } from './change';
import { ConflictNotice } from './ConflictNotice';
import { compareRules } from './differences';
import { DifferencesTable } from './DifferencesTable';
import { DiscardDialog } from './DiscardDialog';
import { toRules } from './fields';
import { ModelDrawer } from './ModelDrawer';
import { ProblemsNotice } from './ProblemsNotice';
import { PublishDialog } from './PublishDialog';
import { ActionsPanel, ModelsPanel, OpenRule, UnitsPanel } from './RulePanels';
import { RulesPanel } from './RulesPanel';
import { useDraft } from './useDraft';
import { useReplay } from './useReplay';
import { WhatIfPanel } from './WhatIfPanel';

const tabs = [
  'Actions',
  'Models',
  'Units',
  'Rules',
  'Differences',
  'WhatIf',
] as const;

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(3), minWidth: 0 },
    sentence: { fontSize: '1.125rem', fontWeight: 500 },
    buttons: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      marginTop: theme.spacing(2),
    },
    tabs: {
      borderBottom: `1px solid ${theme.palette.divider}`,
      '& .MuiTab-root': { minWidth: 0, textTransform: 'none' },
    },
  }),
  { name: 'AiCreditsDraftEditor' },
);

/** Writes a draft: its rules, what they change, what they would have cost, and its publication. */
export function DraftEditor(props: {
  card: RateCard;
  /** What the server has of it now; nothing once it was discarded. */
  stored: RateCard | undefined;
  /** The version in force. */
  current: RateCard;
  /** The number of the next version. */
  nextVersion: number;
  timeZone: string;
  onLeave: () => void;
  onPublished: (card: RateCard) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const { current, timeZone } = props;
  const draft = useDraft(props.card, props.stored);
  const replay = useReplay();
  const [tab, setTab] = useState<(typeof tabs)[number]>('Actions');
  const [open, setOpen] = useState<OpenRule>();
  const [dialog, setDialog] = useState<'publish' | 'discard'>();
  const { base, dirty, fields, problems, theirs } = draft;

  const differences = useMemo(
    () => compareRules(current.rules, toRules(fields)),
    [current, fields],
  );
  const cost = () => {
    const { result } = replay;
    if (!result || dirty || result.revision !== base.revision) {
      return '';
    }
    const share = shareOfChange(result);
    if (share === undefined) {
      return '';
    }
    return result.draft === result.current
      ? t('rateCard.wouldCostSame')
      : t('rateCard.wouldCost', {
          draft: formats.credits(result.draft),
          current: formats.credits(result.current),
          change: formats.change(share),
        });
  };
  const state = () => {
    if (draft.saving) {
      return t('rateCard.saving');
    }
    return t(dirty ? 'rateCard.unsaved' : 'rateCard.saved');
  };
  const panel = () => {
    const common = { draft, onOpen: setOpen };
    switch (tab) {
      case 'Actions':
        return <ActionsPanel {...common} />;
      case 'Models':
        return <ModelsPanel {...common} />;
      case 'Units':
        return <UnitsPanel {...common} />;
      case 'Rules':
        return <RulesPanel draft={draft} />;
      case 'Differences':
        return (
          <Panel
            title={t('rateCard.tabDifferences')}
            hint={t('rateCard.differencesHint', {
              version: String(current.version),
              name: current.name,
            })}
          >
            <DifferencesTable
              label={t('rateCard.tabDifferences')}
              differences={differences}
            />
          </Panel>
        );
      default:
        return (
          <WhatIfPanel
            draft={draft}
            replay={replay}
            timeZone={timeZone}
            onOpen={setOpen}
          />
        );
    }
  };
  return (
    <div className={classes.root}>
      <div>
        <Typography className={classes.sentence}>
          {differences.length
            ? t('rateCard.changes', { count: differences.length })
            : t('rateCard.none')}{' '}
          {cost()}
        </Typography>
        <div className={classes.buttons}>
          <Button
            color="primary"
            variant="contained"
            disableElevation
            disabled={!dirty || problems.length > 0 || draft.saving}
            onClick={() => draft.save().catch(() => undefined)}
          >
            {t('rateCard.save')}
          </Button>
          <Button
            color="primary"
            variant="outlined"
            disabled={dirty || draft.saving}
            title={dirty ? t('rateCard.publishUnsaved') : undefined}
            onClick={() => setDialog('publish')}
          >
            {t('rateCard.publish')}
          </Button>
          <Button onClick={() => setDialog('discard')}>
            {t('rateCard.discard')}
          </Button>
          <Typography variant="body2" role="status">
            {state()}
          </Typography>
        </div>
      </div>
      {props.stored === undefined && (
        <ErrorState
          error={new Error(t('rateCard.conflictGone'))}
          title={t('rateCard.gone')}
        />
      )}
      {theirs && <ConflictNotice draft={draft} theirs={theirs} />}
      {draft.saveError !== undefined && !theirs && (
        <ErrorState error={draft.saveError} title={t('rateCard.saveFailed')} />
      )}
      {problems.length > 0 && (
        <ProblemsNotice problems={problems} fields={fields} onOpen={setOpen} />
      )}
      <Tabs
        className={classes.tabs}
        value={tab}
        variant="scrollable"
        indicatorColor="primary"
        scrollButtons="auto"
        aria-label={t('rateCard.tabs')}
        onChange={(_, value) => setTab(value)}
      >
        {tabs.map(each => (
          <Tab key={each} value={each} label={t(`rateCard.tab${each}`)} />
        ))}
      </Tabs>
      {panel()}
      {open?.list === 'actions' && (
        <ActionDrawer
          draft={draft}
          index={open.index}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open?.list === 'models' && (
        <ModelDrawer
          draft={draft}
          index={open.index}
          onClose={() => setOpen(undefined)}
        />
      )}
      {dialog === 'publish' && (
        <PublishDialog
          card={base}
          version={props.nextVersion}
          timeZone={timeZone}
          replayed={replay.result?.revision === base.revision}
          onClose={() => setDialog(undefined)}
          onPublished={props.onPublished}
        />
      )}
      {dialog === 'discard' && (
        <DiscardDialog
          card={base}
          onClose={() => setDialog(undefined)}
          onDiscarded={props.onLeave}
        />
      )}
    </div>
  );
}
