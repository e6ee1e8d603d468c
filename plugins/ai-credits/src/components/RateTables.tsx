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
import {
  ActionRow,
  CountedPart,
  ModelRow,
  RateTables as Tables,
  UnitPriceRow,
} from 'backstage-plugin-ai-credits-common';
import { ReactNode } from 'react';
import { Translate, useText } from '../translations';
import { DataColumn, DataTable } from './DataTable';

const useStyles = makeStyles(
  theme => ({
    heading: {
      fontSize: '1rem',
      fontWeight: 700,
      marginTop: theme.spacing(3),
      marginBottom: theme.spacing(0.5),
    },
    hint: { marginBottom: theme.spacing(1) },
    muted: { color: theme.palette.text.secondary },
  }),
  { name: 'AiCreditsRateTables' },
);

const partOrder: CountedPart[] = [
  'inputTokens',
  'cachedInputTokens',
  'outputTokens',
  'reasoningTokens',
  'images',
  'units',
];

/** The unit prices of one rule, by what is counted. */
interface UnitLine {
  id: string;
  title: string;
  prices: Map<CountedPart, UnitPriceRow>;
}

function unitLines(rows: UnitPriceRow[]): UnitLine[] {
  const lines = new Map<string, UnitLine>();
  for (const row of rows) {
    const id = `${row.kind}:${row.name}`;
    const line = lines.get(id) ?? { id, title: row.title, prices: new Map() };
    line.prices.set(row.part, row);
    lines.set(id, line);
  }
  return [...lines.values()];
}

function tierText(t: Translate, row: ModelRow): string {
  switch (row.tier) {
    case 'premium':
      return t('help.tierPremium');
    case 'economy':
      return t('help.tierEconomy');
    default:
      return t('help.tierStandard');
  }
}

function Section(props: { title: string; hint: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <>
      <Typography component="h3" className={classes.heading}>
        {props.title}
      </Typography>
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.hint}
      >
        {props.hint}
      </Typography>
      {props.children}
    </>
  );
}

/** The action credit matrix, the models by tier, and the prices by the unit. */
export function RateTables({ tables }: { tables: Tables }) {
  const classes = useStyles();
  const { t, formats } = useText();

  const actionColumns: DataColumn<ActionRow>[] = [
    { id: 'action', title: t('help.action'), render: row => row.title },
    {
      id: 'category',
      title: t('help.category'),
      render: row => (
        <span className={classes.muted}>{row.category ?? ''}</span>
      ),
    },
    {
      id: 'credits',
      title: t('help.perRun'),
      numeric: true,
      render: row => {
        if (row.metered && Number(row.credits) === 0) {
          return <span className={classes.muted}>{t('help.metered')}</span>;
        }
        return (
          <>
            {!row.multiplied && (
              <span className={classes.muted}>{t('help.fixed')} </span>
            )}
            {formats.creditsExact(row.credits)}
          </>
        );
      },
    },
  ];

  const modelColumns: DataColumn<ModelRow>[] = [
    {
      id: 'model',
      title: t('help.model'),
      render: row => (
        <>
          {row.title}{' '}
          <span className={classes.muted}>{row.family ?? row.provider}</span>
        </>
      ),
    },
    { id: 'tier', title: t('help.tier'), render: row => tierText(t, row) },
    {
      id: 'multiplier',
      title: t('help.multiplier'),
      numeric: true,
      render: row => `${formats.creditsExact(row.multiplier)}×`,
    },
  ];
  // The dearest first, so that the tiers stand together.
  const models = [...tables.models].sort(
    (a, b) => Number(b.multiplier) - Number(a.multiplier),
  );

  const parts = partOrder.filter(part =>
    tables.units.some(row => row.part === part),
  );
  const unitColumns: DataColumn<UnitLine>[] = [
    { id: 'title', title: t('help.rule'), render: line => line.title },
    ...parts.map(
      (part): DataColumn<UnitLine> => ({
        id: part,
        title: (
          <>
            {t(`unit.${part}`)}
            <br />
            {part === 'images'
              ? t('help.perTenThousand')
              : t('help.perMillion')}
          </>
        ),
        numeric: true,
        render: line => {
          const price = line.prices.get(part);
          if (!price) {
            return '–';
          }
          const text = formats.creditsExact(price.credits);
          return price.inherited ? (
            <span className={classes.muted}>{text}</span>
          ) : (
            text
          );
        },
      }),
    ),
  ];
  const units = unitLines(tables.units);

  return (
    <>
      <Section title={t('help.actions')} hint={t('help.actionsHint')}>
        <DataTable
          label={t('help.actions')}
          columns={actionColumns}
          rows={tables.actions}
          rowKey={row => row.action}
        />
      </Section>
      <Section title={t('help.models')} hint={t('help.modelsHint')}>
        <DataTable
          label={t('help.models')}
          columns={modelColumns}
          rows={models}
          rowKey={row => row.model}
        />
      </Section>
      <Section title={t('help.costs')} hint={t('help.costsHint')}>
        {units.length ? (
          <DataTable
            label={t('help.costs')}
            columns={unitColumns}
            rows={units}
            rowKey={line => line.id}
          />
        ) : (
          <Typography variant="body2">{t('help.none')}</Typography>
        )}
      </Section>
    </>
  );
}
