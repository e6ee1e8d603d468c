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

import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { WasteFinding, WasteRule } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { DataColumn, DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { Panel } from '../../components/Panel';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { useInsightsText } from '../../translations/insights';
import { EfficiencyData } from './useEfficiencyPage';
import { suggestionText } from './suggestionText';

const useStyles = makeStyles(
  theme => ({
    rule: { textAlign: 'left' },
    definition: {
      color: theme.palette.text.secondary,
      maxWidth: 420,
      [theme.breakpoints.down('sm')]: { display: 'none' },
    },
    suggestions: {
      margin: theme.spacing(1.5, 0, 0),
      paddingLeft: theme.spacing(2.5),
      ...theme.typography.body2,
      '& li + li': { marginTop: theme.spacing(0.5) },
    },
  }),
  { name: 'AiCreditsWaste' },
);

/** What each rule found, and where to begin. */
export function WastePanel(props: {
  data: EfficiencyData;
  onOpen: (rule: WasteRule) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useInsightsText();
  const common = useText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { waste } = props.data;
  const answer = waste.data;
  const named = (answer?.rules ?? []).flatMap(({ suggestion }) =>
    suggestion ? [suggestion.name] : [],
  );
  const labelOf = useValueLabels(named);

  const columns: DataColumn<WasteFinding>[] = [
    {
      id: 'rule',
      title: t('efficiency.ruleColumn'),
      render: row => (
        <>
          <Link
            component="button"
            variant="body2"
            className={classes.rule}
            onClick={() => props.onOpen(row.rule)}
          >
            {t(`efficiency.rule.${row.rule}`)}
          </Link>
          <div className={classes.definition}>
            {t(`efficiency.definition.${row.rule}`, {
              days: formats.count(answer?.unusedAfterDays ?? 0),
            })}
          </div>
        </>
      ),
    },
    {
      id: 'credits',
      title: t('efficiency.credits'),
      numeric: true,
      sortBy: row => Number(row.credits),
      render: row => <Amount value={row.credits} />,
    },
    {
      id: 'share',
      title: t('efficiency.shareOfAll'),
      numeric: true,
      render: row => (row.share === undefined ? '–' : formats.share(row.share)),
    },
    {
      id: 'before',
      title: t('efficiency.beforeColumn'),
      numeric: true,
      render: row => <Amount value={row.before} />,
    },
    {
      id: 'counted',
      title: t('efficiency.counted'),
      numeric: true,
      render: row => <Amount value={row.counted} />,
    },
    {
      id: 'events',
      title: t('efficiency.events'),
      numeric: true,
      render: row => formats.count(row.events),
    },
  ];
  const shown = narrow
    ? columns.filter(({ id }) => id === 'rule' || id === 'credits')
    : columns;
  const suggestions = (answer?.rules ?? []).flatMap(rule =>
    rule.suggestion
      ? [{ rule: rule.rule, text: suggestionText(rule, t, formats, labelOf) }]
      : [],
  );

  return (
    <Panel
      title={t('efficiency.wasteTitle')}
      hint={[
        t('efficiency.wasteHint'),
        props.data.narrowed && common.t('overview.narrowed'),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {!answer && Boolean(waste.error) && (
        <ErrorState error={waste.error} onRetry={waste.refetch} />
      )}
      {!answer && !waste.error && <Skeleton variant="rect" height={260} />}
      {answer && (
        <>
          <DataTable
            label={t('efficiency.wasteTitle')}
            columns={shown}
            rows={answer.rules}
            rowKey={row => row.rule}
          />
          {suggestions.length > 0 ? (
            <ul className={classes.suggestions}>
              {suggestions.map(({ rule, text }) => (
                <li key={rule}>{text}</li>
              ))}
            </ul>
          ) : (
            <Typography
              variant="body2"
              color="textSecondary"
              style={{ marginTop: 12 }}
            >
              {Number(answer.wasted) > 0
                ? t('efficiency.spread')
                : t('efficiency.clean')}
            </Typography>
          )}
        </>
      )}
    </Panel>
  );
}
