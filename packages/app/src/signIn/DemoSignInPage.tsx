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

import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import Container from '@material-ui/core/Container';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LogoMark } from '../nav';
import { portalTranslationRef } from '../translations';
import { DemoPerson, readPeople } from './people';
import { PersonCard } from './PersonCard';
import { forgetOnSignOut, rememberedChoice } from './rememberedChoice';
import { SignInFailed } from './SignInFailed';

const GUEST = 'guest';

const useStyles = makeStyles(theme => ({
  root: {
    minHeight: '100vh',
    boxSizing: 'border-box',
    padding: theme.spacing(8, 0),
    backgroundColor: theme.palette.background.default,
    [theme.breakpoints.down('xs')]: { padding: theme.spacing(4, 0) },
  },
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(4),
  },
  intro: { maxWidth: '60ch', margin: theme.spacing(1, 0, 4) },
  people: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 272px), 1fr))',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
}));

function PeopleList(props: { onChoose: (choice: string) => void }) {
  const classes = useStyles();
  const { t } = useTranslationRef(portalTranslationRef);
  const config = useApi(configApiRef);
  const organization = config.getOptionalString('organization.name') ?? '';
  const guest: DemoPerson = {
    displayName: t('signIn.guest.name'),
    role: t('signIn.guest.role'),
    team: t('signIn.guest.team'),
  };
  return (
    <main className={classes.root}>
      <Container maxWidth="md">
        <div className={classes.brand}>
          <LogoMark size={36} />
          <Typography variant="subtitle1" component="span">
            {config.getOptionalString('app.title')}
          </Typography>
        </div>
        <Typography variant="h2" component="h1">
          {t('signIn.title')}
        </Typography>
        <Typography className={classes.intro} color="textSecondary">
          {t('signIn.description', { organization })}
        </Typography>
        <ul className={classes.people}>
          {[guest, ...readPeople(config)].map(person => (
            <li key={person.entityRef ?? GUEST}>
              <PersonCard
                name={person.displayName}
                role={person.role}
                team={person.team}
                onChoose={() => props.onChoose(person.entityRef ?? GUEST)}
              />
            </li>
          ))}
        </ul>
      </Container>
    </main>
  );
}

/**
 * The sign-in page of the demo portal: a list of people, one of whom is the
 * guest. The choice is remembered in the browser until signing out.
 */
export function DemoSignInPage(props: SignInPageProps) {
  const [choice, setChoice] = useState(rememberedChoice.get);
  const [attempt, setAttempt] = useState(0);

  if (!choice) {
    return <PeopleList onChoose={setChoice} />;
  }
  return (
    <ProxiedSignInPage
      key={attempt}
      provider={choice === GUEST ? 'guest' : 'demo'}
      headers={choice === GUEST ? {} : { 'x-demo-person': choice }}
      onSignInSuccess={identity => {
        rememberedChoice.set(choice);
        props.onSignInSuccess(forgetOnSignOut(identity));
      }}
      ErrorComponent={({ error }) => (
        <SignInFailed
          error={error ?? new Error()}
          onRetry={() => setAttempt(attempt + 1)}
          onOther={() => {
            rememberedChoice.clear();
            setChoice(undefined);
          }}
        />
      )}
    />
  );
}
