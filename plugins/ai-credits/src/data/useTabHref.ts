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

import { useLocation } from 'react-router-dom';

/** A tab that others lead to. */
export type LinkedTab = 'usage' | 'transactions' | 'budgets';

/** What stands in the address of a tab. */
export type TabParams = Record<string, string | readonly string[] | undefined>;

/** The address of a tab below that of the pages. */
export function tabHref(
  base: string,
  tab: LinkedTab,
  params: TabParams = {},
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) {
        query.append(name, each);
      }
    }
  }
  const text = query.toString();
  return `${base}/${tab}${text && `?${text}`}`;
}

/** The address of another tab of these pages, from whichever is open. */
export function useTabHref(): (tab: LinkedTab, params?: TabParams) => string {
  const { pathname } = useLocation();
  const base = pathname.replace(/\/+$/, '').replace(/\/[^/]*$/, '');
  return (tab, params) => tabHref(base, tab, params);
}
