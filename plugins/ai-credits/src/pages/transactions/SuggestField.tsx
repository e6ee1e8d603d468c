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

import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { useId, useState } from 'react';
import { lastMonths } from '../../data/periods';
import { useAnalytics } from '../../data/queries';
import { openFilters } from './filters';

const MOST = 500;

function labelOf(value: string, kind: string): string {
  try {
    return humanizeEntityRef(parseEntityRef(value), { defaultKind: kind });
  } catch {
    return value;
  }
}

const kinds: Record<string, string> = {
  user: 'user',
  team: 'group',
  service: 'component',
  project: 'system',
};

/** A filter whose values are suggested from the usage of the last year, most used first. */
export function SuggestField(props: {
  dimension: (typeof openFilters)[number];
  label: string;
  placeholder: string;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const { dimension } = props;
  const id = useId();
  const [opened, setOpened] = useState(false);
  const { from, to } = lastMonths(12, Date.now(), 'UTC');
  // Asked when the field is first opened, not with the page.
  const usage = useAnalytics(
    opened
      ? {
          from,
          to,
          groupBy: [dimension],
          measures: ['credits'],
          orderBy: [['credits', 'desc']],
          limit: MOST,
        }
      : undefined,
  );
  const options = (usage.data?.rows ?? [])
    .map(row => String(row[dimension] ?? ''))
    .filter(Boolean);
  const kind = kinds[dimension];
  return (
    <Autocomplete
      multiple
      id={id}
      // The field is a combobox also while its list is not there yet.
      aria-controls={`${id}-popup`}
      size="small"
      limitTags={1}
      options={options}
      loading={usage.isFetching}
      value={props.value}
      getOptionLabel={option => (kind ? labelOf(option, kind) : option)}
      onOpen={() => setOpened(true)}
      onChange={(_, value) => props.onChange(value)}
      renderInput={params => (
        <TextField
          {...params}
          variant="outlined"
          label={props.label}
          placeholder={props.value.length ? undefined : props.placeholder}
          InputLabelProps={{ shrink: true }}
        />
      )}
    />
  );
}
