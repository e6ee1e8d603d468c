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

import { makeStyles } from '@material-ui/core/styles';
import { ReportRun } from 'backstage-plugin-ai-credits-common';
import { EntityName } from '../../components/EntityName';
import { Panel } from '../../components/Panel';
import { useReportsText } from '../../translations/reports';

const useStyles = makeStyles(
  theme => ({
    list: {
      ...theme.typography.body2,
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    reason: { color: theme.palette.text.secondary },
  }),
  { name: 'AiCreditsDeliveries' },
);

/** Who was told of a run, who has left since, and whom it could not be told. */
export function Deliveries({ run }: { run: ReportRun }) {
  const classes = useStyles();
  const { t } = useReportsText();
  if (!run.deliveries.length) {
    return null;
  }
  const order = { failed: 0, waiting: 1, skipped: 2, sent: 3 } as const;
  return (
    <Panel
      title={t('reports.run.told')}
      hint={t('reports.run.toldAll', {
        count: run.deliveries.filter(({ status }) => status === 'sent').length,
      })}
    >
      <ul className={classes.list}>
        {[...run.deliveries]
          .sort((a, b) => order[a.status] - order[b.status])
          .map(({ reason, recipient, status }) => (
            <li key={recipient}>
              <EntityName entityRef={recipient} />
              {' · '}
              {t(`reports.delivery.${status}`)}
              {reason && <span className={classes.reason}> · {reason}</span>}
            </li>
          ))}
      </ul>
    </Panel>
  );
}
