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

import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NavContentComponent,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { makeStyles } from '@material-ui/core/styles';
import { portalTranslationRef } from '../translations';
import { SidebarLogo } from './Logo';

// The bar at the bottom gives each item 112 px, which pushes the fourth and
// fifth off a phone's screen, and takes icons at whatever size they come in.
const useStyles = makeStyles({
  '@global': {
    '[data-testid="mobile-sidebar-root"] > *': {
      flexGrow: 1,
      minWidth: 0,
      margin: 0,
    },
    '[data-testid="mobile-sidebar-root"] svg': { width: 24, height: 24 },
  },
});

/**
 * The portal's navigation: Home, Catalog, AI Credits, whatever other pages are
 * installed, then Notifications and Settings. Each is a group of its own, since
 * small screens show groups, not items, in the bar at the bottom.
 */
export const NavContent: NavContentComponent = ({ navItems }) => {
  useStyles();
  const { t } = useTranslationRef(portalTranslationRef);
  const items = navItems.clone();

  const group = (item: NavContentNavItem | undefined, title = item?.title) =>
    item && (
      <SidebarGroup
        key={item.node.spec.id}
        label={title ?? item.title}
        icon={item.icon}
        to={item.href}
      >
        <SidebarItem
          to={item.href}
          text={title ?? item.title}
          icon={() => item.icon}
        />
      </SidebarGroup>
    );

  const home = items.take('page:home');
  const catalog = items.take('page:catalog');
  const aiCredits = items.take('page:ai-credits');
  const notifications = items.take('page:notifications');
  const settings = items.take('page:user-settings');

  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarDivider />
      {group(home, t('nav.home'))}
      {group(catalog, t('nav.catalog'))}
      {group(aiCredits)}
      <SidebarScrollWrapper>
        {items.rest().map(item => group(item))}
      </SidebarScrollWrapper>
      <SidebarSpace />
      <SidebarDivider />
      {notifications && (
        <SidebarGroup
          label={t('nav.notifications')}
          icon={notifications.icon}
          to={notifications.href}
        >
          <NotificationsSidebarItem
            text={t('nav.notifications')}
            icon={() => notifications.icon}
          />
        </SidebarGroup>
      )}
      {group(settings, t('nav.settings'))}
    </Sidebar>
  );
};
