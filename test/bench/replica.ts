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

import { measureCharges, Service, ServiceConnection } from './service';

/** What a replica is told. */
export type ReplicaOrder =
  | { order: 'open'; connection: ServiceConnection }
  | { order: 'charge'; prefix: string; callers: number; count: number }
  | { order: 'close' };

// One backend replica of the measurement with several: a process of its own
// that charges when told to, and says its rate.

let service: Service | undefined;

async function obey(order: ReplicaOrder): Promise<number> {
  switch (order.order) {
    case 'open':
      service = await Service.open(order.connection);
      return 0;
    case 'charge':
      if (!service) {
        throw new Error('The service is not open');
      }
      return measureCharges(service, order.prefix, order.callers, order.count);
    default:
      await service?.close();
      return 0;
  }
}

process.on('message', (order: ReplicaOrder) => {
  obey(order).then(
    rate => {
      process.send?.({ rate });
      if (order.order === 'close') {
        process.disconnect();
      }
    },
    error => process.send?.({ error: `${error.stack ?? error}` }),
  );
});
