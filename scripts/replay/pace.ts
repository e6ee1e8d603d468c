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

/** When events are due at a speed, measured from the first. */
export class Pace {
  private firstEvent: number | undefined;
  private started = 0;

  private constructor(private readonly speed: number | undefined) {}

  static create(speed: number | undefined): Pace {
    return new Pace(speed);
  }

  /** Milliseconds until an event is due; zero or less when it is. */
  until(occurredAt: unknown): number {
    if (this.speed === undefined || typeof occurredAt !== 'string') {
      return 0;
    }
    const time = Date.parse(occurredAt);
    if (this.firstEvent === undefined) {
      this.firstEvent = time;
      this.started = Date.now();
    }
    return this.started + (time - this.firstEvent) / this.speed - Date.now();
  }
}
