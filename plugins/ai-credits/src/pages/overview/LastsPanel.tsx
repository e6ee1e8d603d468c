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
import Skeleton from '@material-ui/lab/Skeleton';
import {
  compileRateCard,
  CountedPart,
  estimateRemaining,
  parseCredits,
  RateCard,
} from 'backstage-plugin-ai-credits-common';
import { useMemo, useState } from 'react';
import { ErrorState } from '../../components/ErrorState';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { useText } from '../../translations';

const PARTS: CountedPart[] = [
  'images',
  'inputTokens',
  'outputTokens',
  'cachedInputTokens',
  'reasoningTokens',
  'units',
];
const SHOWN_ACTIONS = 4;

const useStyles = makeStyles(
  theme => ({
    heading: { marginTop: theme.spacing(2), fontWeight: 700 },
    more: { alignSelf: 'flex-start', marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsLasts' },
);

/** How much of each unit, and how many runs of each action, the balance still buys. */
export function LastsPanel(props: {
  available: string | undefined;
  rateCard: RateCard | undefined;
  error: unknown;
  onRetry: () => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const [all, setAll] = useState(false);
  const { available, rateCard } = props;
  const estimate = useMemo(
    () =>
      available !== undefined && rateCard
        ? estimateRemaining(compileRateCard(rateCard), parseCredits(available))
        : undefined,
    [available, rateCard],
  );

  if (!rateCard && props.error) {
    return (
      <Panel title={t('overview.lasts')}>
        <ErrorState error={props.error} onRetry={props.onRetry} />
      </Panel>
    );
  }
  if (!estimate || !rateCard) {
    return (
      <Panel title={t('overview.lasts')} hint={<Skeleton width="90%" />}>
        <Skeleton variant="rect" height={248} />
      </Panel>
    );
  }

  const units = PARTS.flatMap(part => {
    const unit = estimate.headline[part];
    return unit ? [{ part, unit }] : [];
  });
  const actions = all
    ? estimate.actions
    : estimate.actions.slice(0, SHOWN_ACTIONS);

  return (
    <Panel
      title={t('overview.lasts')}
      hint={t('overview.lastsHint', { version: String(rateCard.version) })}
    >
      {units.length === 0 && estimate.actions.length === 0 && (
        <Typography variant="body2">{t('overview.lastsNothing')}</Typography>
      )}
      <Facts
        items={units.map(({ part, unit }) => ({
          label: t(`unit.${part}`),
          note: unit.rule.title ?? unit.rule.name,
          value:
            unit.quantity === undefined
              ? t('overview.lastsFree')
              : formats.estimate(unit.quantity),
          title:
            unit.quantity === undefined
              ? undefined
              : formats.count(unit.quantity),
        }))}
      />
      {actions.length > 0 && (
        <>
          <Typography variant="body2" className={classes.heading}>
            {t('overview.lastsActions')}
          </Typography>
          <Facts
            items={actions.map(({ action, title, runs }) => ({
              label: title ?? action,
              value:
                runs === undefined
                  ? t('overview.lastsFree')
                  : formats.estimate(runs),
              title: runs === undefined ? undefined : formats.count(runs),
            }))}
          />
        </>
      )}
      {!all && estimate.actions.length > SHOWN_ACTIONS && (
        <Button
          size="small"
          color="primary"
          className={classes.more}
          onClick={() => setAll(true)}
        >
          {t('overview.lastsMore')}
        </Button>
      )}
    </Panel>
  );
}
