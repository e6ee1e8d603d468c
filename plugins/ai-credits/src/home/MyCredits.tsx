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
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useQueryClient } from '@tanstack/react-query';
import { aiCreditsAccessPermission } from 'backstage-plugin-ai-credits-common';
import { ErrorState } from '../components/ErrorState';
import { Forbidden } from '../components/Forbidden';
import { HelpButton } from '../components/HelpButton';
import { DataProvider } from '../data/client';
import { isForbidden } from '../data/errors';
import { useAccountZone, useMe } from '../data/queries';
import { useCreditsHref } from '../data/useCreditsHref';
import { useEntityHelp } from '../entity/help';
import { useEntityText } from '../translations/entity';
import { OwnRow } from './OwnRow';
import { ownScopes } from './scopes';

const useStyles = makeStyles(
  theme => ({
    root: { fontVariantNumeric: 'tabular-nums' },
    links: {
      ...theme.typography.body2,
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 3),
      minHeight: theme.spacing(4),
      marginTop: theme.spacing(2),
    },
    help: { marginLeft: 'auto' },
  }),
  { name: 'AiCreditsMyCredits' },
);

function Rows() {
  const classes = useStyles();
  const { t } = useEntityText();
  const client = useQueryClient();
  const hrefOf = useCreditsHref();
  const me = useMe();
  const zone = useAccountZone();
  const help = useEntityHelp('home');
  if (!me.data) {
    if (!me.error) {
      return <Skeleton variant="rect" height={220} />;
    }
    return isForbidden(me.error) ? (
      <Forbidden permission={aiCreditsAccessPermission.name} />
    ) : (
      <ErrorState
        error={me.error}
        onRetry={() => client.invalidateQueries({ queryKey: ['me'] })}
      />
    );
  }
  const { scopes, more } = ownScopes(me.data);
  if (scopes.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('home.nobody')}
      </Typography>
    );
  }
  const budgets = hrefOf('budgets');
  const usage = me.data.user
    ? hrefOf('usage', {
        range: 'thisMonth',
        by: 'model',
        user: me.data.user,
      })
    : undefined;
  return (
    <div className={classes.root}>
      {scopes.map(scope => (
        <OwnRow key={scope.ref} scope={scope} />
      ))}
      <div className={classes.links}>
        {usage && <Link to={usage}>{t('home.usage')}</Link>}
        {budgets && (
          <Link to={budgets}>
            {more > 0 ? t('home.moreTeams', { count: more }) : t('home.more')}
          </Link>
        )}
        <span className={classes.help}>
          {zone && <HelpButton help={help} timeZone={zone} />}
        </span>
      </div>
    </div>
  );
}

/** What is left of the credits of the reader's team and of their own, and when they are new again. */
export function MyCredits() {
  return (
    <DataProvider>
      <Rows />
    </DataProvider>
  );
}
