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

import { RouteRef, useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';
import { LinkedTab, tabHref, TabParams } from './useTabHref';

/** The path of a route, in either frontend system; undefined where the portal has left it out. */
export function usePath(route: RouteRef): string | undefined {
  try {
    return useRouteRef(route)();
  } catch {
    return undefined;
  }
}

/** The address of a tab of AI Credits from any page of the portal; undefined where it has no such page. */
export function useCreditsHref(): (
  tab: LinkedTab,
  params?: TabParams,
) => string | undefined {
  const base = usePath(rootRouteRef);
  return (tab, params) =>
    base === undefined ? undefined : tabHref(base, tab, params);
}
