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

import { useApiHolder } from '@backstage/core-plugin-api';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** On which the server tells that something was posted; it tells no amounts. */
export const CHANNEL = 'ai-credits:balance';

/** Figures that follow each posting closely, since they are small to read. */
const CLOSE = new Set<unknown>(['balance', 'account']);

/** Several postings that come together are one change. */
const DELAY_MS = 500;
/** At most so often the balance is read again. */
const CLOSE_GAP_MS = 5_000;
/** At most so often everything else on the page is: usage is added up every few seconds anyway. */
const OTHERS_GAP_MS = 30_000;

/** Calls an action soon after it was asked to, and at most once in each gap. */
export class Soon {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = -Infinity;

  constructor(
    private readonly action: () => void,
    private readonly delayMs: number,
    private readonly gapMs: number,
  ) {}

  ask(): void {
    if (this.#timer !== undefined) {
      return;
    }
    const wait = Math.max(this.delayMs, this.#last + this.gapMs - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#last = Date.now();
      this.action();
    }, wait);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/**
 * Reads the figures that are shown again when the server says that they have
 * changed. A page that is not looked at waits until it is.
 *
 * @returns ends it
 */
export function followBalance(
  signals: SignalApi,
  client: QueryClient,
): () => void {
  let waiting = false;
  const read = (close: boolean) =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => CLOSE.has(queryKey[0]) === close,
    });
  const figures = new Soon(() => read(true), DELAY_MS, CLOSE_GAP_MS);
  const others = new Soon(() => read(false), DELAY_MS, OTHERS_GAP_MS);
  const changed = () => {
    waiting = document.hidden;
    if (!waiting) {
      figures.ask();
      others.ask();
    }
  };
  const looked = () => {
    if (waiting) {
      changed();
    }
  };
  const { unsubscribe } = signals.subscribe(CHANNEL, changed);
  document.addEventListener('visibilitychange', looked);
  return () => {
    unsubscribe();
    document.removeEventListener('visibilitychange', looked);
    figures.stop();
    others.stop();
  };
}

const followers = new WeakMap<
  QueryClient,
  { count: number; end: () => void }
>();

/** Keeps what the pages have read fresh, once for each client however many ask; without signals in the portal nothing happens. */
export function useLiveFigures(client: QueryClient): void {
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    const follower = followers.get(client) ?? {
      count: 0,
      end: followBalance(signals, client),
    };
    follower.count += 1;
    followers.set(client, follower);
    return () => {
      follower.count -= 1;
      if (follower.count === 0) {
        follower.end();
        followers.delete(client);
      }
    };
  }, [client, signals]);
}
