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

import { Content } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import useAsync from 'react-use/esm/useAsync';
import { portalTranslationRef } from '../translations';

const COLUMNS = 12;

const useStyles = makeStyles(theme => ({
  greeting: { margin: theme.spacing(1, 0, 3) },
  widgets: {
    display: 'grid',
    gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))`,
    gap: theme.spacing(3),
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& > *': { gridColumn: 'auto !important' },
    },
  },
}));

/** The home page: widgets side by side, each as wide as it asks to be, half a row otherwise. */
export function HomeLayout({ widgets }: HomePageLayoutProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(portalTranslationRef);
  const identity = useApi(identityApiRef);
  const { value: profile, loading } = useAsync(
    () => identity.getProfileInfo(),
    [identity],
  );
  const greeting = profile?.displayName
    ? t('home.greeting', { name: profile.displayName })
    : t('home.welcome');

  return (
    <Content>
      <Typography variant="h2" component="h1" className={classes.greeting}>
        {/* A space keeps the line's height until the name is known. */}
        {loading ? '\u00a0' : greeting}
      </Typography>
      <div className={classes.widgets}>
        {widgets.map(widget => (
          <div
            key={widget.node.spec.id}
            style={{
              gridColumn: `span ${Math.min(
                widget.layout?.width?.defaultColumns ?? COLUMNS / 2,
                COLUMNS,
              )}`,
            }}
          >
            {widget.component}
          </div>
        ))}
      </div>
    </Content>
  );
}
