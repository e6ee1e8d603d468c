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

import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Policies } from 'backstage-plugin-ai-credits-common';
import { DataColumn, DataTable } from '../../../components/DataTable';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { differingFields, fieldsOf, PolicyFields } from './fields';

const useStyles = makeStyles(
  theme => ({
    buttons: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: theme.spacing(2),
    },
  }),
  { name: 'AiCreditsPolicyConflict' },
);

const labels = {
  lowBalanceThreshold: 'policies.threshold',
  excessLimit: 'policies.excess',
  enabled: 'policies.enabled',
  trigger: 'policies.trigger',
  below: 'policies.below',
  pack: 'policies.pack',
  quantity: 'policies.quantity',
  maxPurchasesPerMonth: 'policies.maxPurchases',
  maxCreditsPerMonth: 'policies.maxCredits',
  cooldownMinutes: 'policies.cooldown',
  recipients: 'policies.recipients',
} as const satisfies Record<keyof PolicyFields, string>;

/** Two admins changed the policies: both values of each difference are shown, and one side is chosen. */
export function ConflictPanel(props: {
  theirs: Policies;
  yours: PolicyFields;
  /** The form can be saved. */
  ready: boolean;
  onTakeTheirs: () => void;
  onKeepYours: () => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const { theirs, yours } = props;
  const now = fieldsOf(theirs);
  const rows = differingFields(now, yours);

  const value = (fields: PolicyFields, name: keyof PolicyFields): string => {
    if (name === 'enabled') {
      return t(fields.enabled ? 'policies.yes' : 'policies.no');
    }
    if (name === 'trigger') {
      return t(
        fields.trigger === 'balance'
          ? 'policies.triggerBalance'
          : 'policies.triggerLimit',
      );
    }
    return fields[name].trim().replaceAll('\n', ', ') || t('policies.none');
  };
  const columns: DataColumn<keyof PolicyFields>[] = [
    {
      id: 'field',
      title: t('policies.field'),
      render: name => t(labels[name]),
    },
    {
      id: 'theirs',
      title: t('policies.theirs'),
      render: name => value(now, name),
    },
    {
      id: 'yours',
      title: t('policies.yours'),
      render: name => value(yours, name),
    },
  ];
  return (
    <Panel
      title={
        theirs.changedBy
          ? t('policies.conflictBy', { who: theirs.changedBy })
          : t('policies.conflict')
      }
      hint={t(rows.length ? 'policies.conflictHint' : 'policies.conflictSame')}
    >
      <div role="alert">
        {rows.length > 0 && (
          <DataTable
            label={t('policies.conflict')}
            columns={columns}
            rows={rows}
            rowKey={name => name}
          />
        )}
      </div>
      <div className={classes.buttons}>
        <Button variant="outlined" onClick={props.onTakeTheirs}>
          {t('policies.takeTheirs')}
        </Button>
        <Button
          variant="outlined"
          color="primary"
          disabled={!props.ready}
          onClick={props.onKeepYours}
        >
          {t('policies.keepYours')}
        </Button>
      </div>
    </Panel>
  );
}
