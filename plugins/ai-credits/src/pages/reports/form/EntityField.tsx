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
import { useId, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useReportsText } from '../../../translations/reports';
import { nameOf, useEntitySearch } from './useEntitySearch';

const PAUSE_MS = 250;

interface FieldProps {
  label: string;
  /** Kinds of entities to choose from. */
  kinds: readonly string[];
  help?: string;
  error?: boolean;
}

/** What is searched for: what was typed, once typing pauses. */
function useSearch(kinds: readonly string[]) {
  const [typed, setTyped] = useState('');
  const [term, setTerm] = useState('');
  useDebounce(() => setTerm(typed), PAUSE_MS, [typed]);
  const { loading, options } = useEntitySearch(kinds, term);
  const labels = new Map(options.map(({ label, ref }) => [ref, label]));
  return {
    typed,
    setTyped,
    loading,
    refs: options.map(({ ref }) => ref),
    labelOf: (ref: string) => labels.get(ref) ?? nameOf(ref),
  };
}

/** Chooses one entity of the catalog. */
export function EntityField(
  props: FieldProps & { value: string; onChange: (ref: string) => void },
) {
  const { t } = useReportsText();
  const id = useId();
  const search = useSearch(props.kinds);
  return (
    <Autocomplete
      id={id}
      options={search.refs}
      // The catalog has filtered them.
      filterOptions={options => options}
      getOptionLabel={search.labelOf}
      getOptionSelected={(option, value) => option === value}
      loading={search.loading}
      value={props.value || null}
      onChange={(_, ref) => props.onChange(ref ?? '')}
      onInputChange={(_, text, reason) =>
        search.setTyped(reason === 'input' ? text : '')
      }
      renderInput={params => (
        <TextField
          {...params}
          margin="dense"
          label={props.label}
          placeholder={t('reports.form.search')}
          helperText={props.help}
          error={props.error}
          InputLabelProps={{ shrink: true }}
        />
      )}
    />
  );
}

/** Chooses entities of the catalog. */
export function EntitiesField(
  props: FieldProps & { value: string[]; onChange: (refs: string[]) => void },
) {
  const { t } = useReportsText();
  const id = useId();
  const search = useSearch(props.kinds);
  return (
    <Autocomplete
      multiple
      id={id}
      options={search.refs}
      filterOptions={options =>
        options.filter(option => !props.value.includes(option))
      }
      getOptionLabel={search.labelOf}
      loading={search.loading}
      value={props.value}
      inputValue={search.typed}
      onChange={(_, refs) => {
        search.setTyped('');
        props.onChange(refs);
      }}
      onInputChange={(_, text, reason) => {
        if (reason === 'input') {
          search.setTyped(text);
        }
      }}
      renderInput={params => (
        <TextField
          {...params}
          margin="dense"
          label={props.label}
          placeholder={
            props.value.length ? undefined : t('reports.form.search')
          }
          helperText={props.help}
          InputLabelProps={{ shrink: true }}
        />
      )}
    />
  );
}
