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

/** Hands the reader a file. */
export function saveFile(name: string, content: Blob) {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  // Browsers read the address after the click; give them time.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `name_YYYY-MM-DD_HH-MM-SS.extension` at an instant, in a zone. */
export function stampedName(
  name: string,
  extension: string,
  instant: number,
  timeZone: string,
): string {
  const parts: Record<string, string> = {};
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  for (const { type, value } of format.formatToParts(instant)) {
    parts[type] = value;
  }
  const { year, month, day, hour, minute, second } = parts;
  return `${name}_${year}-${month}-${day}_${hour}-${minute}-${second}.${extension}`;
}
