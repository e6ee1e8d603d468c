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

import { Content } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { PageBanner } from '../lowBalance';

// The portal draws the row of tabs; on a small screen it scrolls by itself
// instead of widening the page.
const useStyles = makeStyles(
  theme => ({
    '@global': {
      '.bui-PluginHeaderTabsWrapper': {
        [theme.breakpoints.down('sm')]: {
          overflowX: 'auto',
          overflowY: 'hidden',
          // The line below the open tab would be cut off.
          paddingBottom: 1,
        },
      },
    },
  }),
  { name: 'AiCreditsTabs' },
);

/** A page with the portal's margins around it. */
export function Tab({ children }: { children: ReactNode }) {
  useStyles();
  return (
    <main>
      <Content>
        <PageBanner />
        {children}
      </Content>
    </main>
  );
}
