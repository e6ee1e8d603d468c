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

import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { RiMore2Fill } from '@remixicon/react';
import { Report } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { useReportsText } from '../../translations/reports';
import type { ReportListActions } from './ReportList';

/** What the reader may do with a report. */
export function ReportMenu(props: {
  report: Report;
  actions: ReportListActions;
}) {
  const { t } = useReportsText();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const { actions, report } = props;
  const then = (action: () => void) => () => {
    setAnchor(undefined);
    action();
  };
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('reports.menu', { name: report.name })}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        <RiMore2Fill size={20} />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(undefined)}
      >
        {report.mayRun && (
          <MenuItem onClick={then(() => actions.onRun(report.id))}>
            {t('reports.runNow')}
          </MenuItem>
        )}
        <MenuItem onClick={then(() => actions.onHistory(report))}>
          {t('reports.history')}
        </MenuItem>
        {report.mayEdit && (
          <MenuItem onClick={then(() => actions.onEdit(report))}>
            {t('reports.edit')}
          </MenuItem>
        )}
        {report.mayEdit && (
          <MenuItem onClick={then(() => actions.onDelete(report))}>
            {t('reports.delete')}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
