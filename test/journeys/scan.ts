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

import AxeBuilder from '@axe-core/playwright';
import { Page } from '@playwright/test';

/**
 * What the host does wrong on every page: each of its tabs names a panel, which
 * pages that draw their sub-pages as tabs do not have, and its link to the
 * notifications is not called by their number, which stands on it.
 */
const KNOWN_OF_THE_HOST = [
  { id: 'aria-valid-attr-value', selector: '.bui-Tab' },
  {
    id: 'label-content-name-mismatch',
    selector: 'a[href$="/notifications"]',
  },
];

/** Waits until a page has loaded what it shows; some ask for figures again and again. */
export async function quiet(page: Page): Promise<void> {
  await page
    .waitForLoadState('networkidle', { timeout: 20_000 })
    .catch(() => {});
}

/**
 * What axe finds, as readable lines: severe ones anywhere, moderate ones where
 * the plugin draws.
 *
 * @param where - `ours` on pages of others, which answer for their own
 */
export async function findings(
  page: Page,
  where: 'anywhere' | 'ours' = 'anywhere',
): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found: string[] = [];
  for (const { id, impact, help, nodes } of violations) {
    for (const { target, html } of nodes) {
      const selector = target.flat().join(' ');
      const isIn = (container: string) =>
        page
          .locator(selector)
          .first()
          .evaluate(
            (element, within) => Boolean(element.closest(within)),
            container,
            // It may be gone by now.
            { timeout: 2_000 },
          )
          .catch(() => false);
      const known = KNOWN_OF_THE_HOST.find(each => each.id === id);
      if (known && (await isIn(known.selector))) {
        continue;
      }
      const ours = await isIn('[class*="AiCredits"]');
      const severe = impact === 'serious' || impact === 'critical';
      const counts = ours || where === 'anywhere';
      if (counts && (severe || (ours && impact === 'moderate'))) {
        found.push(`${impact} ${id}: ${help}: ${html.slice(0, 300)}`);
      }
    }
  }
  return found;
}
