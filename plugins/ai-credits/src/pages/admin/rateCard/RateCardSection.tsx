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
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import Skeleton from '@material-ui/lab/Skeleton';
import { RiArrowLeftLine } from '@remixicon/react';
import { RateCard } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ErrorState, StaleNotice } from '../../../components/ErrorState';
import { Toolbar } from '../../../components/Toolbar';
import { dayOf } from '../../../data/periods';
import { useBalance } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';
import { useAdminHelp } from '../useAdminHelp';
import { DraftEditor } from './DraftEditor';
import { inForceAt, standings } from './standing';
import { UnknownPanel } from './UnknownPanel';
import { useCreateDraft, useRateCards } from './useRateCards';
import { VersionsPanel } from './VersionsPanel';
import { VersionView } from './VersionView';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(3), minWidth: 0 },
    sentence: { fontSize: '1.25rem', fontWeight: 500, lineHeight: 1.4 },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      alignItems: 'flex-start',
      gap: theme.spacing(2),
    },
    title: { fontSize: '1.25rem', fontWeight: 700 },
    sentenceBox: { flex: '1 1 320px', minWidth: 0 },
    actions: {
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
    },
  }),
  { name: 'AiCreditsRateCardSection' },
);

/** What usage costs: its versions, and drafts of the next one. */
export function RateCardSection() {
  const help = useAdminHelp('rateCard');
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const [params, setParams] = useSearchParams();
  const cards = useRateCards();
  const balance = useBalance();
  const create = useCreateDraft();
  const [published, setPublished] = useState<RateCard>();
  const timeZone = balance.data?.timeZone ?? 'UTC';
  // What is written stays while the list below it is read again.
  const [opened, setOpened] = useState<RateCard>();

  if (cards.isPending || balance.isPending) {
    return <Skeleton variant="rect" height={320} />;
  }
  if (!cards.data) {
    return (
      <ErrorState
        error={cards.error}
        title={t('rateCard.loadFailed')}
        onRetry={() => cards.refetch()}
      />
    );
  }
  const list = cards.data.rateCards;
  const now = Date.now();
  const current = inForceAt(list, now);
  const newest = Math.max(0, ...list.map(({ version }) => version));
  const id = params.get('card');
  const stored = list.find(card => card.id === id);
  const shown = stored ?? (opened?.id === id ? opened : undefined);

  const show = (card: RateCard | undefined) => {
    setOpened(card);
    setParams({
      section: 'rateCard',
      ...(card ? { card: card.id } : {}),
    });
  };
  const draftFrom = (card: RateCard) =>
    create.mutate(
      {
        name: t('rateCard.newDraftName', {
          day: formats.day(dayOf(Date.now(), timeZone)),
        }),
        rules: card.rules,
      },
      { onSuccess: show },
    );
  const dayAt = (card: RateCard) =>
    formats.day(dayOf(Date.parse(card.effectiveFrom ?? ''), timeZone));
  const notice = published && (
    <Alert severity="success" onClose={() => setPublished(undefined)}>
      {Date.parse(published.effectiveFrom ?? '') > now
        ? t('rateCard.publishedLater', {
            version: String(published.version),
            day: dayAt(published),
          })
        : t('rateCard.publishedNow', { version: String(published.version) })}
    </Alert>
  );
  const stale = cards.isError && (
    <StaleNotice
      since={formats.time(cards.dataUpdatedAt, timeZone)}
      onRetry={() => cards.refetch()}
    />
  );

  const toolbar = (
    <Toolbar
      updatedAt={cards.dataUpdatedAt}
      timeZone={timeZone}
      refreshing={cards.isFetching}
      onRefresh={() => cards.refetch()}
      help={help}
    />
  );

  if (id && current) {
    return (
      <div className={classes.root}>
        {notice}
        {stale}
        <div className={classes.head}>
          <Typography component="h2" className={classes.title}>
            {shown?.name ?? t('rateCard.gone')}
          </Typography>
          <div className={classes.actions}>
            {toolbar}
            <Button
              startIcon={<RiArrowLeftLine size={18} />}
              onClick={() => show(undefined)}
            >
              {t('rateCard.back')}
            </Button>
          </div>
        </div>
        {shown?.status === 'draft' && (
          <DraftEditor
            key={shown.id}
            card={shown}
            stored={stored}
            current={current}
            nextVersion={newest + 1}
            timeZone={timeZone}
            onLeave={() => show(undefined)}
            onPublished={card => {
              setPublished(card);
              show(undefined);
            }}
          />
        )}
        {shown?.status === 'published' && (
          <VersionView
            card={shown}
            before={list.find(({ version }) => version === shown.version - 1)}
          />
        )}
      </div>
    );
  }

  const standing = standings(list, now);
  const scheduled = list
    .filter(card => standing.get(card.id) === 'scheduled')
    .sort((a, b) =>
      (a.effectiveFrom ?? '').localeCompare(b.effectiveFrom ?? ''),
    );
  const sentence = () => {
    if (!current) {
      return '';
    }
    const values = {
      version: String(current.version),
      name: current.name,
      actions: formats.count(current.rules.actions.length),
      models: formats.count(current.rules.models.length),
    };
    return current.effectiveFrom
      ? t('rateCard.sentence', { ...values, day: dayAt(current) })
      : t('rateCard.sentenceUndated', values);
  };
  return (
    <div className={classes.root}>
      {notice}
      {stale}
      <div className={classes.head}>
        <Typography className={`${classes.sentence} ${classes.sentenceBox}`}>
          {sentence()}
          {scheduled[0] &&
            ` ${t('rateCard.next', {
              version: String(scheduled[0].version),
              name: scheduled[0].name,
              day: dayAt(scheduled[0]),
            })}`}
        </Typography>
        <div className={classes.actions}>
          {toolbar}
          <Button
            color="primary"
            variant="contained"
            disableElevation
            disabled={!current || create.isPending}
            onClick={() => current && draftFrom(current)}
          >
            {t(create.isPending ? 'rateCard.creating' : 'rateCard.newDraft')}
          </Button>
        </div>
      </div>
      {create.isError && (
        <ErrorState error={create.error} title={t('rateCard.createFailed')} />
      )}
      <VersionsPanel
        cards={list}
        timeZone={timeZone}
        creating={create.isPending}
        onOpen={show}
        onDraftFrom={draftFrom}
      />
      {current && <UnknownPanel card={current} />}
    </div>
  );
}
