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

import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  AccountQuery,
  AiCreditsClient,
  ReservationRequest,
  SettleRequest,
  UsageEventInput,
} from 'backstage-plugin-ai-credits-common';
import { AiCreditsService, AiCreditsServiceOptions } from './AiCreditsService';

/** Calls AI Credits over HTTP, wherever in the deployment it runs. */
export class DefaultAiCreditsService implements AiCreditsService {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): DefaultAiCreditsService {
    return new DefaultAiCreditsService(
      options.auth,
      new AiCreditsClient({ discoveryApi: options.discovery }),
    );
  }

  private constructor(
    private readonly auth: AuthService,
    private readonly client: AiCreditsClient,
  ) {}

  async recordUsage(
    events: UsageEventInput | UsageEventInput[],
    options?: AiCreditsServiceOptions,
  ) {
    return this.client.recordUsage(events, await this.with(options));
  }

  async charge(event: UsageEventInput, options?: AiCreditsServiceOptions) {
    return this.client.charge(event, await this.with(options));
  }

  async reserve(
    request: ReservationRequest,
    options?: AiCreditsServiceOptions,
  ) {
    return this.client.reserve(request, await this.with(options));
  }

  async settle(
    reservationId: string,
    request?: SettleRequest,
    options?: AiCreditsServiceOptions,
  ) {
    return this.client.settle(reservationId, request, await this.with(options));
  }

  async release(reservationId: string, options?: AiCreditsServiceOptions) {
    return this.client.release(reservationId, await this.with(options));
  }

  async balance(query?: AccountQuery, options?: AiCreditsServiceOptions) {
    return this.client.balance(query, await this.with(options));
  }

  private async with(options: AiCreditsServiceOptions = {}) {
    const { token } = await this.auth.getPluginRequestToken({
      onBehalfOf:
        options.credentials ?? (await this.auth.getOwnServiceCredentials()),
      targetPluginId: 'ai-credits',
    });
    return {
      token,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    };
  }
}
