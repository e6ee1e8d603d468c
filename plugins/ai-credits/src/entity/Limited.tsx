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

import { Entity } from '@backstage/catalog-model';
import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { makeStyles } from '@material-ui/core/styles';
import { useEntityText } from '../translations/entity';
import { ownersOf } from './scope';

const useStyles = makeStyles(
  theme => ({
    owners: {
      marginTop: theme.spacing(0.5),
      // Told from the words around it by more than its colour.
      '& a': { color: 'inherit', textDecoration: 'underline' },
    },
  }),
  { name: 'AiCreditsLimited' },
);

/** Says that there may be usage which is not the reader's to see, and who can tell more. */
export function Limited({ entity }: { entity: Entity }) {
  const classes = useStyles();
  const { t } = useEntityText();
  const owners = ownersOf(entity);
  return (
    <Alert severity="info" role="status">
      <AlertTitle>{t('entity.limitedTitle')}</AlertTitle>
      {t('entity.limitedText')}
      {owners.length > 0 && (
        <div className={classes.owners}>
          {t('entity.owners')}{' '}
          <EntityRefLinks entityRefs={owners} defaultKind="group" hideIcons />
        </div>
      )}
    </Alert>
  );
}
