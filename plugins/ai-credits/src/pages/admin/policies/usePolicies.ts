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

import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Policies } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { aiCreditsApiRef } from '../../../api';
import {
  differingFields,
  fieldsOf,
  PolicyFields,
  requestOf,
  withEdits,
} from './fields';

/** A form over the policies, with what it began from. */
export interface PolicyForm {
  fields: PolicyFields;
  edited: boolean;
  /** What somebody else saved since the form began; what was not edited is theirs already. */
  theirs: Policies | undefined;
  set: (change: Partial<PolicyFields>) => void;
  /** Takes what is stored. */
  reset: () => void;
}

/** A form that was written in, and what it began from. */
interface Draft {
  base: Policies;
  fields: PolicyFields;
}

const KEY = ['policies'];

function editsOf({ base, fields }: Draft) {
  return differingFields(fields, fieldsOf(base));
}

/** The stored policies and a form over them. */
export function usePolicies() {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: () => api.policies() });
  const [draft, setDraft] = useState<{
    base: Policies;
    fields: PolicyFields;
  }>();
  const stored = query.data;

  const save = useMutation({
    mutationFn: ({
      fields,
      revision,
    }: {
      fields: PolicyFields;
      revision: number;
    }) => api.putPolicies(requestOf(fields, revision)),
    onSuccess: policies => {
      client.setQueryData(KEY, policies);
      setDraft(undefined);
      client.invalidateQueries();
    },
    // Somebody else may have been first: what is stored now is shown beside the form.
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });

  const edits = draft ? editsOf(draft) : [];
  const form: PolicyForm | undefined = stored && {
    fields: draft
      ? withEdits(fieldsOf(stored), draft.fields, edits)
      : fieldsOf(stored),
    edited: edits.length > 0,
    theirs:
      edits.length > 0 && draft?.base.revision !== stored.revision
        ? stored
        : undefined,
    set: change => {
      save.reset();
      setDraft(before => {
        const begun =
          before && editsOf(before).length > 0
            ? before
            : { base: stored, fields: fieldsOf(stored) };
        return { base: begun.base, fields: { ...begun.fields, ...change } };
      });
    },
    reset: () => {
      save.reset();
      setDraft(undefined);
    },
  };
  return { query, form, save, base: draft?.base ?? stored };
}
