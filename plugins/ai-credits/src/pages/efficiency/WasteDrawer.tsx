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

import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import {
  Transaction,
  WasteDimension,
  WasteRule,
} from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { Ranking } from '../../charts/Ranking';
import { Amount } from '../../components/Amount';
import { DataColumn, DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { SideDrawer } from '../../components/SideDrawer';
import { useWasteEvents } from '../../data/insights';
import { useTabHref } from '../../data/useTabHref';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { useInsightsText } from '../../translations/insights';
import { EfficiencyData } from './useEfficiencyPage';
import { suggestionText } from './suggestionText';

type By = WasteDimension | 'item';
const choices: readonly By[] = [
  'item',
  'user',
  'team',
  'useCase',
  'action',
  'model',
];

const useStyles = makeStyles(
  theme => ({
    section: { marginTop: theme.spacing(3) },
    choice: {
      padding: theme.spacing(0.25, 1.25),
      textTransform: 'none',
    },
    choices: { flexWrap: 'wrap', margin: theme.spacing(1, 0) },
    pages: {
      display: 'flex',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
  }),
  { name: 'AiCreditsWasteDrawer' },
);

/** One kind of waste: what it is, where most of it is, and every event of it. */
export function WasteDrawer(props: {
  data: EfficiencyData;
  rule: WasteRule | undefined;
  onClose: () => void;
}) {
  const { t } = useInsightsText();
  const { rule } = props;
  return (
    <SideDrawer
      title={rule ? t(`efficiency.rule.${rule}`) : ''}
      open={rule !== undefined}
      onClose={props.onClose}
    >
      {rule && <Content key={rule} data={props.data} rule={rule} />}
    </SideDrawer>
  );
}

function Content({ data, rule }: { data: EfficiencyData; rule: WasteRule }) {
  const classes = useStyles();
  const { t, formats } = useInsightsText();
  const common = useText();
  const [by, setBy] = useState<By>('item');
  const [item, setItem] = useState<string>();
  const answer = data.waste.data;
  const finding = answer?.rules.find(each => each.rule === rule);
  const worst =
    (by === 'item' ? finding?.worstItems : finding?.worst[by]) ?? [];
  const labelOf = useValueLabels([
    ...worst.map(part => part.name),
    ...(finding?.suggestion ? [finding.suggestion.name] : []),
  ]);
  const label = (name: string) => (by === 'item' ? name : labelOf(by, name));

  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {t(`efficiency.definition.${rule}`, {
          days: formats.count(answer?.unusedAfterDays ?? 0),
        })}
      </Typography>
      {finding?.suggestion && (
        <Typography style={{ marginTop: 12 }}>
          {suggestionText(finding, t, formats, labelOf)}
        </Typography>
      )}
      <div className={classes.section}>
        <Typography variant="subtitle2" component="h3">
          {t('efficiency.where')}
        </Typography>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={by}
          className={classes.choices}
          aria-label={t('efficiency.where')}
          onChange={(_, next: By | null) => {
            if (next) {
              setBy(next);
              setItem(undefined);
            }
          }}
        >
          {choices.map(name => (
            <ToggleButton key={name} value={name} className={classes.choice}>
              {name === 'item'
                ? t('efficiency.item')
                : common.t(`dimension.${name}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {worst.length === 0 ? (
          <Typography variant="body2" color="textSecondary">
            {t('efficiency.none')}
          </Typography>
        ) : (
          <Ranking
            items={worst.map((part, i) => ({
              id: by === 'item' ? `${part.name}\n${i}` : part.name,
              label: label(part.name),
              ...('action' in part && part.action
                ? { note: String(part.action) }
                : {}),
              value: <Amount value={part.credits} />,
              share: formats.share(part.share),
              part: part.share,
            }))}
            {...(by === 'item'
              ? {
                  onOpen: (id: string) => setItem(id.split('\n')[0]),
                  titleOf: () => t('efficiency.showItem'),
                }
              : {})}
          />
        )}
      </div>
      <Events
        key={item}
        data={data}
        rule={rule}
        item={item}
        onAll={() => setItem(undefined)}
      />
    </>
  );
}

const PAGE = 20;

function Events(props: {
  data: EfficiencyData;
  rule: WasteRule;
  item: string | undefined;
  onAll: () => void;
}) {
  const classes = useStyles();
  const { t, formats } = useInsightsText();
  const href = useTabHref();
  const [cursors, setCursors] = useState<string[]>([]);
  const { data, item, rule } = props;
  const page = useWasteEvents(
    data.query && {
      ...data.query,
      rule,
      limit: PAGE,
      ...(item === undefined ? {} : { item }),
      ...(cursors.length ? { cursor: cursors[cursors.length - 1] } : {}),
    },
  );
  const rows = page.data?.transactions;
  const labelOf = useValueLabels(
    (rows ?? []).flatMap(({ user }) => (user ? [user] : [])),
  );
  const columns: DataColumn<Transaction>[] = [
    {
      id: 'at',
      title: t('efficiency.when'),
      render: row => (
        <Link
          to={href('transactions', {
            transaction: row.transactionId,
            ...(row.item ? { q: row.item } : {}),
          })}
        >
          {formats.minute(row.occurredAt, data.timeZone)}
        </Link>
      ),
    },
    {
      id: 'who',
      title: t('efficiency.who'),
      render: row => (row.user ? labelOf('user', row.user) : '–'),
    },
    {
      id: 'what',
      title: t('efficiency.what'),
      render: row => [row.item, row.action].filter(Boolean).join(' · '),
    },
    {
      id: 'attempt',
      title: t('efficiency.attempt'),
      numeric: true,
      render: row => formats.count(row.attempt ?? 1),
    },
    {
      id: 'credits',
      title: t('efficiency.credits'),
      numeric: true,
      render: row => <Amount value={row.credits.replace(/^-/, '')} />,
    },
  ];
  return (
    <div className={classes.section}>
      <Typography variant="subtitle2" component="h3">
        {item === undefined
          ? t('efficiency.allEvents')
          : t('efficiency.eventsOf', { item })}
      </Typography>
      {item !== undefined && (
        <Button size="small" color="primary" onClick={props.onAll}>
          {t('efficiency.showAll')}
        </Button>
      )}
      {!rows && Boolean(page.error) && (
        <ErrorState error={page.error} onRetry={page.refetch} />
      )}
      {!rows && !page.error && <Skeleton variant="rect" height={320} />}
      {rows?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('efficiency.none')}
        </Typography>
      )}
      {rows && rows.length > 0 && (
        <DataTable
          label={t('efficiency.allEvents')}
          columns={columns}
          rows={rows}
          rowKey={row => row.transactionId}
        />
      )}
      {(cursors.length > 0 || page.data?.nextCursor) && (
        <div className={classes.pages}>
          <Button
            size="small"
            disabled={!cursors.length}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            {t('efficiency.newer')}
          </Button>
          <Button
            size="small"
            disabled={!page.data?.nextCursor || page.isPlaceholderData}
            onClick={() =>
              page.data?.nextCursor &&
              setCursors([...cursors, page.data.nextCursor])
            }
          >
            {t('efficiency.older')}
          </Button>
        </div>
      )}
    </div>
  );
}
