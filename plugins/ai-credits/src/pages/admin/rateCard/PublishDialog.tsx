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
import Alert from '@material-ui/lab/Alert';
import { RateCard } from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { addDays, dayOf, startOfDay } from '../../../data/periods';
import { useAdminText } from '../../../translations/admin';
import { usePublish } from './useRateCards';

/** Publishes a draft, at once or from a day on. */
export function PublishDialog(props: {
  card: RateCard;
  /** The number that it will have. */
  version: number;
  timeZone: string;
  replayed: boolean;
  onClose: () => void;
  onPublished: (card: RateCard) => void;
}) {
  const { t } = useAdminText();
  const id = useId();
  const { card, timeZone } = props;
  const tomorrow = addDays(dayOf(Date.now(), timeZone), 1);
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [day, setDay] = useState(tomorrow);
  const publish = usePublish(card);
  const wrongDay = when === 'later' && !(day >= tomorrow);
  const effectiveFrom =
    when === 'later' && !wrongDay
      ? new Date(startOfDay(day, timeZone)).toISOString()
      : undefined;
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby={id}
    >
      <DialogTitle id={id}>
        {t('rateCard.publishTitle', {
          name: card.name,
          version: String(props.version),
        })}
      </DialogTitle>
      <DialogContent>
        <RadioGroup
          value={when}
          aria-labelledby={id}
          onChange={event => setWhen(event.target.value as 'now' | 'later')}
        >
          <FormControlLabel
            value="now"
            control={<Radio color="primary" />}
            label={t('rateCard.publishNow')}
          />
          <FormControlLabel
            value="later"
            control={<Radio color="primary" />}
            label={t('rateCard.publishLater')}
          />
        </RadioGroup>
        {when === 'later' && (
          <TextField
            id={`${id}-day`}
            type="date"
            label={t('rateCard.publishDay')}
            value={day}
            onChange={event => setDay(event.target.value)}
            error={wrongDay}
            helperText={
              wrongDay
                ? t('rateCard.publishDayError')
                : t('rateCard.publishDayHelp', { timeZone })
            }
            InputLabelProps={{ shrink: true }}
            inputProps={{ min: tomorrow }}
            margin="dense"
          />
        )}
        <Typography variant="body2" color="textSecondary" paragraph>
          {t('rateCard.publishEffect')}
        </Typography>
        {!props.replayed && (
          <Alert severity="info">{t('rateCard.publishWithoutReplay')}</Alert>
        )}
        {publish.isError && (
          <ErrorState
            error={publish.error}
            title={t('rateCard.publishFailed')}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('rateCard.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={wrongDay || publish.isPending}
          onClick={() =>
            publish.mutate(effectiveFrom, { onSuccess: props.onPublished })
          }
        >
          {t(
            publish.isPending
              ? 'rateCard.publishing'
              : 'rateCard.publishConfirm',
          )}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
