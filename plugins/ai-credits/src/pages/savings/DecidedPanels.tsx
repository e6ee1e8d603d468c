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
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useTheme } from '@material-ui/core/styles';
import { Recommendation } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { DataColumn, DataTable } from '../../components/DataTable';
import { EntityName } from '../../components/EntityName';
import { Panel } from '../../components/Panel';
import { useInsightsText } from '../../translations/insights';
import { AdviceTexts } from './useAdviceTexts';

interface DecidedProps {
  rows: Recommendation[];
  textsOf: (recommendation: Recommendation) => AdviceTexts;
  timeZone: string;
  /** Absent where the reader may not decide. */
  onDecide?: (
    recommendation: Recommendation,
    status: 'accepted' | 'dismissed',
  ) => void;
}
import { useBetween } from './useBetween';

const NONE = '–';

function useColumns({ textsOf, timeZone }: DecidedProps) {
  const { t, formats } = useInsightsText();
  const what: DataColumn<Recommendation> = {
    id: 'what',
    title: t('savings.what'),
    render: row => {
      const { title, scope } = textsOf(row);
      return (
        <>
          {title}
          <Typography variant="body2" color="textSecondary">
            {[scope, !row.current && t('savings.notCurrent')]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </>
      );
    },
  };
  const decided: DataColumn<Recommendation> = {
    id: 'decided',
    title: t('savings.decided'),
    render: ({ decision }) =>
      decision ? (
        <>
          <EntityName entityRef={decision.by} />
          <Typography variant="body2" color="textSecondary">
            {formats.minute(decision.at, timeZone)}
          </Typography>
        </>
      ) : (
        NONE
      ),
  };
  const reason: DataColumn<Recommendation> = {
    id: 'reason',
    title: t('savings.why'),
    render: ({ decision }) => decision?.reason ?? NONE,
  };
  return { what, decided, reason };
}

/** What was accepted, and what it really saved. */
export function AcceptedPanel(props: DecidedProps) {
  const { t, formats } = useInsightsText();
  const between = useBetween();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { what, decided, reason } = useColumns(props);
  const share = (value: number | undefined) =>
    value === undefined ? NONE : formats.share(value);
  const each = (value: string | undefined) =>
    value === undefined ? NONE : <Amount value={value} />;
  const savedText = ({ followUp }: Recommendation) => {
    if (!followUp) {
      return t('savings.unmeasured');
    }
    return followUp.state === 'early' || followUp.saved === undefined ? (
      t('savings.early')
    ) : (
      <>
        <Amount value={followUp.saved} />
        {followUp.savedPerMonth && (
          <Typography variant="body2" color="textSecondary">
            {t('savings.perMonth', {
              amount: between.asFigure(
                formats.credits(followUp.savedPerMonth.low),
                formats.credits(followUp.savedPerMonth.high),
              ),
            })}
          </Typography>
        )}
      </>
    );
  };
  const columns: DataColumn<Recommendation>[] = [
    what,
    {
      id: 'saved',
      title: t('savings.saved'),
      numeric: true,
      render: savedText,
    },
    {
      id: 'before',
      title: t('savings.perRequestBefore'),
      numeric: true,
      render: row => each(row.followUp?.before.creditsPerRequest),
    },
    {
      id: 'after',
      title: t('savings.perRequestAfter'),
      numeric: true,
      render: row => each(row.followUp?.after.creditsPerRequest),
    },
    {
      id: 'shareBefore',
      title: t('savings.shareBefore'),
      numeric: true,
      render: row => share(row.followUp?.before.share),
    },
    {
      id: 'shareAfter',
      title: t('savings.shareAfter'),
      numeric: true,
      render: row => share(row.followUp?.after.share),
    },
    decided,
    reason,
  ];
  return (
    <Panel title={t('savings.acceptedTitle')} hint={t('savings.acceptedHint')}>
      {props.rows.length === 0 ? (
        <Typography color="textSecondary">{t('savings.noAccepted')}</Typography>
      ) : (
        <DataTable
          label={t('savings.acceptedTitle')}
          columns={
            narrow
              ? columns.filter(({ id }) => id === 'what' || id === 'saved')
              : columns
          }
          rows={props.rows}
          rowKey={row => row.id}
        />
      )}
    </Panel>
  );
}

/** What was dismissed, and why. */
export function DismissedPanel(props: DecidedProps) {
  const { t } = useInsightsText();
  const { what, decided, reason } = useColumns(props);
  const { onDecide } = props;
  return (
    <Panel title={t('savings.dismissedTitle')}>
      <DataTable
        label={t('savings.dismissedTitle')}
        columns={[
          what,
          reason,
          decided,
          ...(onDecide
            ? [
                {
                  id: 'accept',
                  title: '',
                  numeric: true,
                  render: (row: Recommendation) => (
                    <Button
                      size="small"
                      color="primary"
                      onClick={() => onDecide(row, 'accepted')}
                    >
                      {t('savings.accept')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
        rows={props.rows}
        rowKey={row => row.id}
      />
    </Panel>
  );
}
