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
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    width: sidebarConfig.drawerWidthClosed,
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginLeft: (sidebarConfig.drawerWidthClosed - 28) / 2,
    color: theme.palette.navigation.selectedColor,
    whiteSpace: 'nowrap',
  },
  name: { fontWeight: 700, lineHeight: 1.2 },
}));

/** Two waves between islands: the mark of the example company. */
export function LogoMark(props: { size: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={props.size}
      height={props.size}
      viewBox="0 0 32 32"
    >
      <rect width="32" height="32" rx="7" fill="#0f766e" />
      <path
        d="M7 14c3-4 6-4 9 0s6 4 9 0M7 22c3-4 6-4 9 0s6 4 9 0"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** The mark at the top of the sidebar, with the organisation's name while it is open. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const organization =
    useApi(configApiRef).getOptionalString('organization.name') ?? 'Portal';
  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label={organization}
      >
        <LogoMark size={28} />
        {isOpen && (
          <Typography component="span" className={classes.name}>
            {organization}
          </Typography>
        )}
      </Link>
    </div>
  );
}
