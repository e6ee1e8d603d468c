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
import Skeleton from '@material-ui/lab/Skeleton';
import { ErrorState } from '../../../components/ErrorState';
import { Facts } from '../../../components/Facts';
import { Panel } from '../../../components/Panel';
import { usePacks } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';

/** What can be bought. */
export function PacksPanel(props: { onBuy: () => void }) {
  const { t, formats } = useAdminText();
  const packs = usePacks(true);
  const some = (packs.data?.length ?? 0) > 0;
  return (
    <Panel
      title={t('credits.packs')}
      hint={t('credits.packsHint')}
      actions={
        some && (
          <Button
            color="primary"
            variant="contained"
            disableElevation
            onClick={props.onBuy}
          >
            {t('credits.buy')}
          </Button>
        )
      }
    >
      {packs.isPending && <Skeleton variant="rect" height={48} />}
      {packs.isError && (
        <ErrorState
          error={packs.error}
          title={t('credits.packsFailed')}
          onRetry={() => packs.refetch()}
        />
      )}
      {packs.data && !some && (
        <Typography color="textSecondary">{t('credits.packsNone')}</Typography>
      )}
      {packs.data && some && (
        <Facts
          items={packs.data.map(pack => ({
            label: pack.title,
            value: t('credits.packLine', {
              credits: formats.credits(pack.credits),
              price: formats.money(pack.price.amount, pack.price.currency),
            }),
          }))}
        />
      )}
    </Panel>
  );
}
