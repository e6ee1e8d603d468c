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
import Skeleton from '@material-ui/lab/Skeleton';
import {
  Transaction,
  TransactionStory,
} from 'backstage-plugin-ai-credits-common';
import { ReactNode } from 'react';
import { Amount } from '../../components/Amount';
import { EntityName } from '../../components/EntityName';
import { ErrorState } from '../../components/ErrorState';
import { Fact, Facts } from '../../components/Facts';
import { SideDrawer } from '../../components/SideDrawer';
import { isForbidden, isNotFound } from '../../data/errors';
import { useTransaction } from '../../data/queries';
import { useText } from '../../translations';
import { StatusText, TypeChip } from './Chips';

const useStyles = makeStyles(
  theme => ({
    top: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(2),
      margin: theme.spacing(1, 0, 2),
      fontFamily: theme.typography.fontFamily,
      fontSize: '1.5rem',
      fontWeight: 700,
    },
    heading: {
      fontSize: '1rem',
      fontWeight: 700,
      marginTop: theme.spacing(2),
      marginBottom: theme.spacing(0.5),
    },
  }),
  { name: 'AiCreditsDetail' },
);

/** The facts that are there; a missing one leaves no empty line. */
function present(facts: (Fact | undefined)[]): Fact[] {
  return facts.filter(
    (fact): fact is Fact =>
      fact !== undefined &&
      fact.value !== undefined &&
      fact.value !== '' &&
      fact.value !== false,
  );
}

function Section(props: { title: string; facts: (Fact | undefined)[] }) {
  const classes = useStyles();
  const items = present(props.facts);
  return items.length ? (
    <>
      <Typography component="h3" className={classes.heading}>
        {props.title}
      </Typography>
      <Facts items={items} />
    </>
  ) : null;
}

function Story(props: {
  /** The line of the log until the whole story is there. */
  transaction: Transaction | TransactionStory;
  timeZone: string;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const { transaction: row, timeZone } = props;
  const entity = (ref: string | undefined): ReactNode =>
    ref && <EntityName entityRef={ref} />;
  const count = (value: number | undefined) =>
    value ? formats.count(value) : undefined;
  const { quantities } = row;
  return (
    <>
      <div className={classes.top}>
        <TypeChip type={row.type} />
        <Amount value={row.credits} exact signed />
      </div>
      <Section
        title={t('detail.what')}
        facts={[
          { label: t('log.status'), value: <StatusText status={row.status} /> },
          {
            label: t('detail.occurredAt'),
            value: formats.dateTime(row.occurredAt, timeZone),
            note: timeZone,
          },
          {
            label: t('detail.recordedAt'),
            value: formats.dateTime(row.recordedAt, timeZone),
          },
          { label: t('log.action'), value: row.action },
          { label: t('log.model'), value: row.model },
          { label: t('detail.provider'), value: row.provider },
          { label: t('detail.item'), value: row.item },
          { label: t('detail.attempt'), value: count(row.attempt) },
          {
            label: t('detail.latency'),
            value:
              row.latencyMs === undefined
                ? undefined
                : t('detail.latencyValue', {
                    ms: formats.count(row.latencyMs),
                  }),
          },
          { label: t('detail.comment'), value: row.comment },
        ]}
      />
      <Section
        title={t('detail.who')}
        facts={[
          { label: t('log.user'), value: entity(row.user) },
          { label: t('detail.actor'), value: entity(row.actor) },
          { label: t('log.team'), value: entity(row.team) },
          { label: t('detail.department'), value: entity(row.department) },
          { label: t('detail.service'), value: entity(row.service) },
          { label: t('detail.project'), value: entity(row.project) },
          { label: t('log.product'), value: row.product },
          { label: t('detail.category'), value: row.category },
          { label: t('detail.useCase'), value: row.useCase },
        ]}
      />
      <Section
        title={t('detail.price')}
        facts={[
          {
            label: t('log.creditType'),
            value: t(`creditType.${row.creditType}`),
          },
          { label: t('detail.rule'), value: row.rule },
          {
            label: t('detail.rateCardVersion'),
            value: count(row.rateCardVersion),
          },
          {
            label: t('detail.money'),
            // Other lines carry the price of the lot they drew on or went back to.
            value:
              row.type === 'purchase' &&
              row.price &&
              formats.money(row.price.amount, row.price.currency),
          },
          { label: t('detail.flags'), value: row.flags?.join(', ') },
        ]}
      />
      {'draws' in row && <Movements story={row} timeZone={timeZone} />}
      <Section
        title={t('detail.quantities')}
        facts={[
          { label: t('detail.requests'), value: count(quantities?.requests) },
          {
            label: t('unit.inputTokens'),
            value: count(quantities?.inputTokens),
          },
          {
            label: t('unit.cachedInputTokens'),
            value: count(quantities?.cachedInputTokens),
          },
          {
            label: t('unit.outputTokens'),
            value: count(quantities?.outputTokens),
          },
          {
            label: t('unit.reasoningTokens'),
            value: count(quantities?.reasoningTokens),
          },
          { label: t('unit.images'), value: count(quantities?.images) },
          { label: t('unit.units'), value: count(quantities?.units) },
        ]}
      />
      <Section
        title={t('detail.ledger')}
        facts={[
          { label: t('detail.id'), value: row.transactionId },
          { label: t('detail.source'), value: row.source },
          { label: t('detail.eventId'), value: row.eventId },
          {
            label: t('detail.block'),
            value:
              row.block === undefined ? undefined : formats.count(row.block),
          },
          {
            label: t('detail.blockHash'),
            value: 'blockHash' in row && row.blockHash?.slice(0, 16),
            title: 'blockHash' in row ? row.blockHash : undefined,
          },
        ]}
      />
    </>
  );
}

/** Where the credits came from or went to, what counts them, and what was given back. */
function Movements(props: { story: TransactionStory; timeZone: string }) {
  const { t, formats } = useText();
  const { story, timeZone } = props;
  return (
    <>
      <Section
        title={t('detail.draws')}
        facts={story.draws.map(draw => ({
          label:
            'lot' in draw
              ? t('detail.lot', { id: draw.lot })
              : t('detail.excessOf', {
                  month: formats.dateTime(draw.excess, timeZone),
                }),
          note: 'lot' in draw ? draw.kind : undefined,
          value: <Amount value={draw.credits} exact />,
        }))}
      />
      <Section
        title={t('detail.limits')}
        facts={(story.limits ?? []).map(limit => ({
          label: limit.scope,
          note: `${limit.period}, ${limit.mode}`,
          value: <Amount value={limit.credits} exact />,
        }))}
      />
      <Section
        title={t('detail.refunds')}
        facts={story.refunds.map(refund => ({
          label: refund.transactionId,
          note: formats.dateTime(refund.occurredAt, timeZone),
          value: <Amount value={refund.credits} exact />,
        }))}
      />
    </>
  );
}

/** The whole story of one transaction. */
export function DetailDrawer(props: {
  id: string | undefined;
  /** The line of the log, shown until the whole of it is there. */
  known: Transaction | undefined;
  timeZone: string;
  onClose: () => void;
}) {
  const { t } = useText();
  const { data, error, refetch } = useTransaction(props.id);
  const transaction = data ?? props.known;
  return (
    <SideDrawer
      title={t('detail.title')}
      open={props.id !== undefined}
      onClose={props.onClose}
    >
      {transaction && (
        <Story transaction={transaction} timeZone={props.timeZone} />
      )}
      {!transaction && !error && <Skeleton variant="rect" height={480} />}
      {!transaction &&
        error &&
        (isNotFound(error) || isForbidden(error) ? (
          <Typography>{t('detail.notFound')}</Typography>
        ) : (
          <ErrorState error={error} onRetry={refetch} />
        ))}
    </SideDrawer>
  );
}
