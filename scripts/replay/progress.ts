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

import { Totals } from './state';

const PLAIN_EVERY_MS = 5_000;
const DRAW_EVERY_MS = 100;
const WIDTH = 30;

/** `8819` as `8,819`. */
export function grouped(value: number | bigint): string {
  return value.toLocaleString('en-US');
}

/** A decimal string of credits with grouped thousands. */
export function groupedCredits(credits: string): string {
  const [whole, fraction] = credits.split('.');
  return fraction
    ? `${grouped(BigInt(whole))}.${fraction}`
    : grouped(BigInt(whole));
}

/** The last line of a run. */
export function summaryOf(totals: Totals, credits: string): string {
  return `${grouped(totals.sent)} sent: ${grouped(
    totals.charged,
  )} charged, ${grouped(totals.duplicates)} duplicates, ${grouped(
    totals.rejected,
  )} rejected, ${groupedCredits(credits)} credits`;
}

/** One line about how far it is. */
export function progressLine(
  part: number,
  totals: Totals,
  eventsPerSecond: number,
): string {
  const done = Math.floor(Math.min(1, part) * WIDTH);
  return `[${'='.repeat(done)}${' '.repeat(WIDTH - done)}] ${Math.floor(
    Math.min(1, part) * 100,
  )
    .toString()
    .padStart(3)} %  ${grouped(totals.sent)} sent, ${grouped(
    totals.charged,
  )} charged, ${grouped(Math.round(eventsPerSecond))}/s`;
}

/** Shows progress: a bar that is redrawn on a terminal, a line now and then elsewhere. */
export class Progress {
  private readonly started = Date.now();
  private sentBefore: number;
  private shown = 0;
  private drawn = false;

  private constructor(
    private readonly out: NodeJS.WriteStream,
    sentBefore: number,
  ) {
    this.sentBefore = sentBefore;
    this.shown = out.isTTY ? 0 : Date.now();
  }

  static create(out: NodeJS.WriteStream, sentBefore: number): Progress {
    return new Progress(out, sentBefore);
  }

  update(part: number, totals: Totals): void {
    const now = Date.now();
    if (now - this.shown < (this.out.isTTY ? DRAW_EVERY_MS : PLAIN_EVERY_MS)) {
      return;
    }
    this.shown = now;
    const seconds = Math.max(0.001, (now - this.started) / 1000);
    const line = progressLine(
      part,
      totals,
      (totals.sent - this.sentBefore) / seconds,
    );
    if (this.out.isTTY) {
      this.out.write(
        `\r\u001b[2K${line.slice(0, (this.out.columns ?? 80) - 1)}`,
      );
      this.drawn = true;
    } else {
      this.out.write(`${line.slice(WIDTH + 3).trim()}\n`);
    }
  }

  /** Prints a line of its own, out of the bar's way. */
  note(text: string): void {
    this.clear();
    this.out.write(`${text}\n`);
  }

  clear(): void {
    if (this.drawn) {
      this.out.write('\r\u001b[2K');
      this.drawn = false;
    }
  }
}
