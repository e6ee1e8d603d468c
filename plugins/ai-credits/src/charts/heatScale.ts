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

/** How many shades a heat map has besides "none". */
export const HEAT_STEPS = 5;

/** How strong the accent is in each step, weakest first. */
export const heatOpacities = [0.2, 0.4, 0.6, 0.8, 1] as const;

/**
 * The step of a value: 0 for none, else 1 to {@link HEAT_STEPS} in equal parts
 * of the most.
 */
export function heatStep(value: number, most: number): number {
  if (value <= 0 || most <= 0) {
    return 0;
  }
  return Math.min(Math.ceil((value / most) * HEAT_STEPS), HEAT_STEPS);
}

/** Where a key leads from a cell of a grid, or undefined for a key that leads nowhere. */
export function moveInGrid(
  key: string,
  from: { row: number; column: number },
  size: { rows: number; columns: number },
): { row: number; column: number } | undefined {
  const { row, column } = from;
  const clamp = (value: number, count: number) =>
    Math.min(Math.max(value, 0), count - 1);
  switch (key) {
    case 'ArrowUp':
      return { row: clamp(row - 1, size.rows), column };
    case 'ArrowDown':
      return { row: clamp(row + 1, size.rows), column };
    case 'ArrowLeft':
      return { row, column: clamp(column - 1, size.columns) };
    case 'ArrowRight':
      return { row, column: clamp(column + 1, size.columns) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: size.columns - 1 };
    default:
      return undefined;
  }
}
