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
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  aiCreditsBudgetReadPermission,
  BudgetNode,
} from 'backstage-plugin-ai-credits-common';
import { useMemo, useState } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { Forbidden } from '../../../components/Forbidden';
import { PageFrame } from '../../../components/PageFrame';
import { Panel } from '../../../components/Panel';
import { isForbidden } from '../../../data/errors';
import { useValueLabels } from '../../../data/useValueLabels';
import { useAdminText } from '../../../translations/admin';
import { useAdminHelp } from '../useAdminHelp';
import { nodeKey } from '../../budgets/figures';
import { PeriodField } from '../../budgets/PeriodField';
import { Actions } from './Actions';
import { AllocationTable } from './AllocationTable';
import { BulkBar } from './BulkBar';
import { DeleteDialog } from './DeleteDialog';
import { stepsOf } from './history';
import { SaveBar } from './SaveBar';
import { Sentence } from './Sentence';
import { TreePanel } from './TreePanel';
import { useAllocations } from './useAllocations';
import { useWords } from './useWords';

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(2),
    },
  }),
  { name: 'AiCreditsAllocations' },
);

/** What departments, teams, people and things may use, to be changed by those who manage them. */
export function AllocationsSection() {
  const help = useAdminHelp('allocations');
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const words = useWords();
  const data = useAllocations();
  const { organization, others, period, tree } = data;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [deleting, setDeleting] = useState<BudgetNode>();
  const refs = useMemo(
    () =>
      // Groups first: there is a limit to how many titles are read.
      [...organization, ...others]
        .sort((a, b) => Number(a.kind === 'user') - Number(b.kind === 'user'))
        .map(node => node.ref),
    [organization, others],
  );
  const labelOf = useValueLabels(refs);

  if (!tree.data && isForbidden(tree.error)) {
    return <Forbidden permission={aiCreditsBudgetReadPermission.name} />;
  }
  const timeZone = tree.data?.timeZone ?? 'UTC';
  const ready = tree.data?.period === period;
  const updatedAt = tree.data ? tree.dataUpdatedAt : undefined;
  const table = { data, labelOf, selected, onSelect: setSelected };
  return (
    <PageFrame
      headline={<Sentence data={data} ready={ready} />}
      updatedAt={updatedAt}
      timeZone={timeZone}
      refreshing={tree.isFetching}
      onRefresh={() => data.refresh()}
      help={help}
      stale={tree.isError && tree.data !== undefined}
    >
      <div className={classes.bar}>
        <PeriodField
          id="ai-credits-allocation-period"
          value={period}
          onChange={next => {
            setSelected(new Set());
            data.setPeriod(next);
          }}
          labelOf={each => {
            const { size } = stepsOf(data.history, each).edits;
            return size > 0 && each !== period
              ? t('allocations.unsavedHere', {
                  period: words.period(each),
                  number: formats.count(size),
                })
              : words.period(each);
          }}
        />
        <Actions data={data} labelOf={labelOf} />
      </div>
      {data.save.isSuccess && data.edits.size === 0 && (
        <Alert severity="success" onClose={() => data.save.reset()}>
          {t('allocations.saved', {
            count: data.save.data.created + data.save.data.changed,
          })}
        </Alert>
      )}
      <BulkBar
        data={data}
        selected={selected}
        onClear={() => setSelected(new Set())}
      />
      {!ready && tree.isError && (
        <ErrorState error={tree.error} onRetry={() => tree.refetch()} />
      )}
      {!ready && !tree.isError && <Skeleton variant="rect" height={480} />}
      {ready && (
        <>
          {organization.length > 0 && (
            <TreePanel {...table} onDelete={setDeleting} />
          )}
          {(others.length > 0 || data.me.data?.may.manageBudgets) && (
            <Panel title={t('allocations.others')}>
              {others.length > 0 ? (
                <AllocationTable
                  {...table}
                  label={t('allocations.others')}
                  listed={others.map(node => ({ node, depth: 0 }))}
                  onDelete={setDeleting}
                  maxHeight={480}
                />
              ) : (
                <Typography variant="body2" color="textSecondary">
                  {t('allocations.othersNone', {
                    period: words.period(period),
                  })}
                </Typography>
              )}
            </Panel>
          )}
        </>
      )}
      <SaveBar
        data={data}
        labelOf={labelOf}
        overAllowed={tree.data?.overAllocation ?? false}
      />
      {deleting?.budget && (
        <DeleteDialog
          budget={deleting.budget}
          name={labelOf(deleting.kind, deleting.ref)}
          onFailed={data.refresh}
          onDone={() => {
            const key = nodeKey(deleting);
            data.edit(
              before => new Map([...before].filter(([each]) => each !== key)),
            );
            return data.refresh();
          }}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </PageFrame>
  );
}
