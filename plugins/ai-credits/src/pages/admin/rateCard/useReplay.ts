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
import { useMutation } from '@tanstack/react-query';
import { RateCard, SimulateResponse } from 'backstage-plugin-ai-credits-common';
import { useEffect, useRef, useState } from 'react';
import { aiCreditsApiRef } from '../../../api';

/** What the last 30 days would have cost, and of which revision of the draft that was asked. */
export interface Replayed extends SimulateResponse {
  revision: number;
}

/** Replays the last 30 days under a draft. */
export interface Replay {
  result?: Replayed;
  running: boolean;
  /** Since when it runs, in milliseconds. */
  startedAt: number;
  error?: unknown;
  run(card: RateCard): void;
  stop(): void;
}

/** A replay of one draft; it ends with the page. */
export function useReplay(): Replay {
  const api = useApi(aiCreditsApiRef);
  const controller = useRef<AbortController>();
  const [startedAt, setStartedAt] = useState(0);
  const replay = useMutation({
    mutationFn: async (card: RateCard): Promise<Replayed> => ({
      ...(await api.simulateRateCard(
        card.id,
        {},
        { signal: controller.current?.signal },
      )),
      revision: card.revision,
    }),
  });
  useEffect(() => () => controller.current?.abort(), []);
  const stopped = controller.current?.signal.aborted;
  const [result, setResult] = useState<Replayed>();
  return {
    result,
    running: replay.isPending,
    startedAt,
    error: stopped ? undefined : replay.error ?? undefined,
    run: card => {
      controller.current = new AbortController();
      setStartedAt(Date.now());
      replay.mutate(card, { onSuccess: setResult });
    },
    stop: () => controller.current?.abort(),
  };
}
