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

/**
 * Multiplies a price by a whole number, exactly: `25.00` times 3 is `75.00`.
 *
 * @param amount - decimal text, zero or more
 */
export function multiplyPrice(amount: string, quantity: number): string {
  const [whole, fraction = ''] = amount.split('.');
  const digits = (BigInt(whole + fraction) * BigInt(quantity))
    .toString()
    .padStart(fraction.length + 1, '0');
  return fraction === ''
    ? digits
    : `${digits.slice(0, -fraction.length)}.${digits.slice(-fraction.length)}`;
}
