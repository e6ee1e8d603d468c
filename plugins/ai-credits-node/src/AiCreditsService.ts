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

import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AccountQuery,
  Balance,
  ChargeResponse,
  RecordResponse,
  ReleaseResponse,
  ReservationRequest,
  ReservationResponse,
  SettleRequest,
  SettleResponse,
  UsageEventInput,
} from 'backstage-plugin-ai-credits-common';

/**
 * Whose credentials a call is made with; the plugin's own when absent. A call
 * on behalf of a person may do what that person may.
 *
 * @public
 */
export interface AiCreditsServiceOptions {
  credentials?: BackstageCredentials;
  /** Ends the call. */
  signal?: AbortSignal;
}

/**
 * AI Credits, for other backend plugins.
 *
 * Every method rejects with a `ResponseError` when AI Credits answers with an
 * error, and with a `RefusedError` of the common package when it refuses
 * credits. Calls may be repeated: the same event is charged once.
 *
 * @public
 */
export interface AiCreditsService {
  /** Records usage that has already happened: always posted, past a limit flagged. */
  recordUsage(
    events: UsageEventInput | UsageEventInput[],
    options?: AiCreditsServiceOptions,
  ): Promise<RecordResponse>;
  /** Asks for credits and deducts them at once, or is refused. */
  charge(
    event: UsageEventInput,
    options?: AiCreditsServiceOptions,
  ): Promise<ChargeResponse>;
  /** Holds an estimate until it is settled, released or lapses. */
  reserve(
    request: ReservationRequest,
    options?: AiCreditsServiceOptions,
  ): Promise<ReservationResponse>;
  /** Charges what was used of a hold and gives the rest back. */
  settle(
    reservationId: string,
    request?: SettleRequest,
    options?: AiCreditsServiceOptions,
  ): Promise<SettleResponse>;
  /** Gives a hold back. */
  release(
    reservationId: string,
    options?: AiCreditsServiceOptions,
  ): Promise<ReleaseResponse>;
  /** What there is to spend. */
  balance(
    query?: AccountQuery,
    options?: AiCreditsServiceOptions,
  ): Promise<Balance>;
}
