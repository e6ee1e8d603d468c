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
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pack, parseCredits } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { aiCreditsApiRef } from '../../api';
import { ErrorState } from '../../components/ErrorState';
import { usePacks } from '../../data/queries';
import { multiplyDecimal } from '../../data/format';
import { useText } from '../../translations';

const MOST = 1_000;

/** Purchases credit packs, with the effect shown before anything is bought. */
export function PurchaseDialog(props: {
  available: string;
  onClose: () => void;
}) {
  const { t, formats } = useText();
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const packs = usePacks(true);
  const [packId, setPackId] = useState<string>();
  const [quantityText, setQuantityText] = useState('1');
  // One key for the whole dialog: a second click buys nothing twice.
  const [idempotencyKey] = useState(() => crypto.randomUUID());

  const pack = packs.data?.find(item => item.id === packId) ?? packs.data?.[0];
  const quantity = /^\d{1,4}$/.test(quantityText) ? Number(quantityText) : 0;
  const valid = quantity >= 1 && quantity <= MOST;

  const purchase = useMutation({
    mutationFn: (chosen: Pack) =>
      api.purchase({ pack: chosen.id, quantity, idempotencyKey }),
    onSuccess: () => {
      client.invalidateQueries();
      props.onClose();
    },
  });

  const credits = pack ? parseCredits(pack.credits) * BigInt(quantity) : 0n;

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby="ai-credits-purchase"
    >
      <DialogTitle id="ai-credits-purchase">{t('purchase.title')}</DialogTitle>
      <DialogContent>
        <Typography gutterBottom>{t('purchase.intro')}</Typography>
        {packs.isPending && <Skeleton variant="rect" height={120} />}
        {packs.isError && (
          <ErrorState error={packs.error} onRetry={() => packs.refetch()} />
        )}
        {packs.data?.length === 0 && (
          <Typography>{t('purchase.noPacks')}</Typography>
        )}
        {pack && (
          <>
            <RadioGroup
              aria-label={t('purchase.pack')}
              value={pack.id}
              onChange={event => setPackId(event.target.value)}
            >
              {packs.data!.map(item => (
                <FormControlLabel
                  key={item.id}
                  value={item.id}
                  control={<Radio color="primary" />}
                  label={`${item.title}: ${t('purchase.packLine', {
                    credits: formats.credits(item.credits),
                    price: formats.money(
                      item.price.amount,
                      item.price.currency,
                    ),
                  })}`}
                />
              ))}
            </RadioGroup>
            <TextField
              label={t('purchase.quantity')}
              value={quantityText}
              onChange={event => setQuantityText(event.target.value.trim())}
              error={!valid}
              helperText={valid ? ' ' : t('purchase.quantityError')}
              inputProps={{ inputMode: 'numeric' }}
              margin="normal"
            />
            {valid && (
              <Typography>
                {t('purchase.effect', {
                  credits: formats.credits(credits),
                  price: formats.money(
                    multiplyDecimal(pack.price.amount, quantity),
                    pack.price.currency,
                  ),
                  available: formats.credits(
                    parseCredits(props.available) + credits,
                  ),
                })}
              </Typography>
            )}
          </>
        )}
        {purchase.isError && (
          <ErrorState error={purchase.error} title={t('purchase.failed')} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('purchase.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={!pack || !valid || purchase.isPending}
          onClick={() => pack && purchase.mutate(pack)}
        >
          {t('purchase.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
