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

import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { rangeNames } from 'backstage-plugin-ai-credits-common';
import { useEffect, useId, useState } from 'react';
import { customRange, isDay } from '../../data/analyticsView';
import { MOST_DAYS, RangeChoice } from '../../data/ranges';
import { useText } from '../../translations';

/** A range by name, or by its first and last day. */
export function RangeFields(props: {
  value: RangeChoice;
  /** The days of the range that is shown; where own dates begin. */
  firstDay: string;
  lastDay: string;
  onChange: (value: RangeChoice) => void;
}) {
  const { value, onChange } = props;
  const { t, formats } = useText();
  const id = useId();
  const [draft, setDraft] = useState({
    firstDay: props.firstDay,
    lastDay: props.lastDay,
  });
  // The view may change under the fields: by a name, or by the browser's back.
  useEffect(
    () => setDraft({ firstDay: props.firstDay, lastDay: props.lastDay }),
    [props.firstDay, props.lastDay],
  );

  const edit = (change: Partial<typeof draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    const range = customRange(next.firstDay, next.lastDay);
    if (range) {
      onChange(range);
    }
  };

  const problem = (): string | undefined => {
    if (!isDay(draft.lastDay) || !isDay(draft.firstDay)) {
      return undefined;
    }
    if (draft.lastDay < draft.firstDay) {
      return t('bar.dateOrder');
    }
    return customRange(draft.firstDay, draft.lastDay)
      ? undefined
      : t('bar.tooLong', { days: formats.count(MOST_DAYS) });
  };

  const dayField = (name: 'firstDay' | 'lastDay') => {
    const missing = isDay(draft[name]) ? undefined : t('bar.notADay');
    const wrong = missing ?? (name === 'lastDay' ? problem() : undefined);
    return (
      <TextField
        type="date"
        id={`${id}-${name}`}
        size="small"
        variant="outlined"
        label={t(`bar.${name}`)}
        value={draft[name]}
        error={Boolean(wrong)}
        helperText={wrong}
        InputLabelProps={{ shrink: true }}
        onChange={event => edit({ [name]: event.target.value })}
      />
    );
  };

  return (
    <>
      <TextField
        select
        id={`${id}-preset`}
        size="small"
        variant="outlined"
        label={t('bar.range')}
        value={value.preset}
        style={{ minWidth: 168 }}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ labelId: `${id}-preset-label` }}
        onChange={event => {
          const preset = event.target.value as RangeChoice['preset'];
          onChange(
            preset === 'custom'
              ? { preset, firstDay: props.firstDay, lastDay: props.lastDay }
              : { preset },
          );
        }}
      >
        {[...rangeNames, 'custom' as const].map(preset => (
          <MenuItem key={preset} value={preset}>
            {t(`bar.preset.${preset}`)}
          </MenuItem>
        ))}
      </TextField>
      {value.preset === 'custom' && (
        <>
          {dayField('firstDay')}
          {dayField('lastDay')}
        </>
      )}
    </>
  );
}
