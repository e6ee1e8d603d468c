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
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { GrantRequest } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { aiCreditsApiRef } from '../../../api';

/**
 * Grants or adjusts once, however often a dialog's button is clicked.
 *
 * @param written - what the dialog says, read when the button is clicked
 * @param onDone - told the balance after it
 */
export function useGrant(
  written: () => Omit<GrantRequest, 'idempotencyKey'>,
  onDone: (balance: string) => void,
) {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: () => api.grant({ ...written(), idempotencyKey }),
    onSuccess: ({ balance }) => {
      client.invalidateQueries();
      onDone(balance);
    },
  });
}
