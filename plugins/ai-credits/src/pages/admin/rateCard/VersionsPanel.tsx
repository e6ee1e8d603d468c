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
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { RateCard } from 'backstage-plugin-ai-credits-common';
import { VisuallyHidden } from '../../../charts/VisuallyHidden';
import { DataColumn, DataTable } from '../../../components/DataTable';
import { EntityName } from '../../../components/EntityName';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { Standing, standings } from './standing';

const useStyles = makeStyles(
  theme => ({
    note: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.caption.fontSize,
      overflowWrap: 'anywhere',
    },
    inForce: { fontWeight: 700 },
    buttons: { whiteSpace: 'nowrap' },
  }),
  { name: 'AiCreditsRateCardVersions' },
);

const order: Record<Standing, number> = {
  draft: 0,
  scheduled: 1,
  inForce: 2,
  past: 3,
};

/** Every version and draft: how it stands, since when, and who published it. */
export function VersionsPanel(props: {
  cards: RateCard[];
  timeZone: string;
  creating: boolean;
  onOpen: (card: RateCard) => void;
  onDraftFrom: (card: RateCard) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { cards, timeZone } = props;
  const standing = standings(cards, Date.now());
  const standingOf = (card: RateCard) => standing.get(card.id) ?? 'past';
  const rows = [...cards].sort(
    (a, b) =>
      order[standingOf(a)] - order[standingOf(b)] || b.version - a.version,
  );
  const columns: DataColumn<RateCard>[] = [
    {
      id: 'name',
      title: t('rateCard.name'),
      render: card => (
        <>
          {card.name}
          {card.note && <span className={classes.note}>{card.note}</span>}
        </>
      ),
    },
    {
      id: 'version',
      title: t('rateCard.version'),
      numeric: true,
      render: card => (card.version ? String(card.version) : '–'),
    },
    {
      id: 'status',
      title: t('rateCard.status'),
      render: card => {
        const state = standingOf(card);
        return (
          <span className={state === 'inForce' ? classes.inForce : undefined}>
            {t(`rateCard.${state}`)}
          </span>
        );
      },
    },
    {
      id: 'effective',
      title: t('rateCard.effective'),
      render: card =>
        card.effectiveFrom ? formats.minute(card.effectiveFrom, timeZone) : '–',
    },
    {
      id: 'published',
      title: t('rateCard.published'),
      render: card =>
        card.publishedAt ? (
          <>
            {formats.minute(card.publishedAt, timeZone)}
            <span className={classes.note}>
              {card.publishedBy ? (
                <EntityName entityRef={card.publishedBy} />
              ) : (
                t('rateCard.atStart')
              )}
            </span>
          </>
        ) : (
          '–'
        ),
    },
    {
      id: 'open',
      title: <VisuallyHidden>{t('rateCard.open')}</VisuallyHidden>,
      numeric: true,
      render: card => (
        <span className={classes.buttons}>
          {card.status === 'published' && !narrow && (
            <Button
              size="small"
              disabled={props.creating}
              onClick={() => props.onDraftFrom(card)}
            >
              {t('rateCard.draftFrom')}
            </Button>
          )}
          <Button
            size="small"
            color="primary"
            aria-label={`${t('rateCard.open')}: ${card.name}`}
            onClick={() => props.onOpen(card)}
          >
            {t('rateCard.open')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Panel
      title={t('rateCard.versions')}
      hint={t('rateCard.versionsHint', { timeZone })}
    >
      <DataTable
        label={t('rateCard.versions')}
        columns={
          narrow
            ? columns.filter(({ id }) =>
                ['name', 'status', 'open'].includes(id),
              )
            : columns
        }
        rows={rows}
        rowKey={({ id }) => id}
      />
    </Panel>
  );
}
