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
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import {
  IntegrityResponse,
  LedgerHealthResponse,
} from 'backstage-plugin-ai-credits-common';
import { DataTable } from '../../../components/DataTable';
import { ErrorState } from '../../../components/ErrorState';
import { Facts } from '../../../components/Facts';
import { Panel } from '../../../components/Panel';
import { durationsFor } from '../../../data/durations';
import { useAdminText } from '../../../translations/admin';
import { LedgerData, usePassed } from './useLedger';

/** What the verifier calls its tests. */
const checks = {
  'block-missing': 'blockMissing',
  'block-number': 'blockNumber',
  'block-hash': 'blockHash',
  'previous-hash': 'previousHash',
  'first-seq': 'firstSeq',
  'sum-zero': 'sumZero',
  'usage-row': 'usageRow',
  'usage-credits': 'usageCredits',
  'usage-kind': 'usageKind',
  'usage-rows': 'usageRows',
  'head-hash': 'headHash',
  'head-block': 'headBlock',
  'head-seq': 'headSeq',
  'lot-remaining': 'lotRemaining',
  'lot-range': 'lotRange',
  'lot-held': 'lotHeld',
  'lot-missing': 'lotMissing',
  'excess-used': 'excessUsed',
  'budget-used': 'budgetUsed',
  refund: 'refund',
  rollup: 'rollup',
} as const;

type Finding = IntegrityResponse['findings'][number];

const useStyles = makeStyles(
  theme => ({
    running: { margin: theme.spacing(1, 0, 2) },
    hash: {
      fontFamily: 'monospace',
      fontSize: '0.8125rem',
      overflowWrap: 'anywhere',
    },
    findings: { marginTop: theme.spacing(2) },
  }),
  { name: 'AiCreditsProofPanel' },
);

function Findings({ findings }: { findings: Finding[] }) {
  const classes = useStyles();
  const { t } = useAdminText();
  const nameOf = (check: string) =>
    check in checks
      ? t(`ledger.check.${checks[check as keyof typeof checks]}`)
      : check;
  return (
    <div className={classes.findings}>
      <DataTable
        label={t('ledger.findings')}
        rows={findings.map((finding, at) => ({ ...finding, at }))}
        rowKey={({ at }) => String(at)}
        maxHeight={400}
        columns={[
          {
            id: 'what',
            title: t('ledger.what'),
            render: ({ check }) => nameOf(check),
            sortBy: ({ check }) => nameOf(check),
          },
          {
            id: 'subject',
            title: t('ledger.subject'),
            render: ({ subject }) => subject,
            sortBy: ({ subject }) => subject,
          },
          {
            id: 'expected',
            title: t('ledger.expected'),
            render: ({ expected }) => (
              <span className={classes.hash}>{expected}</span>
            ),
          },
          {
            id: 'actual',
            title: t('ledger.actual'),
            render: ({ actual }) => (
              <span className={classes.hash}>{actual}</span>
            ),
          },
        ]}
      />
      {findings.length >= 100 && (
        <Typography variant="body2" color="textSecondary">
          {t('ledger.findingsMost')}
        </Typography>
      )}
    </div>
  );
}

/** The last proof, what it found, and a way to run one now. */
export function ProofPanel(props: {
  data: LedgerData;
  health: LedgerHealthResponse;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const { health } = props;
  const { mayVerify, verify } = props.data;
  const { proof, timeZone } = health;
  const durations = durationsFor(formats.locale);
  const elsewhere = health.provingSince
    ? Date.parse(health.provingSince)
    : undefined;
  const since = verify.isPending ? verify.submittedAt : elsewhere;
  const passed = usePassed(since);
  const result = {
    never: t('ledger.resultNever'),
    running: t('ledger.resultNever'),
    clean: t('ledger.resultClean'),
    differs: t('ledger.resultDiffers'),
  }[proof.status];
  return (
    <Panel
      title={t('ledger.proof')}
      hint={t('ledger.proofHint')}
      actions={
        mayVerify && (
          <Button
            color="primary"
            variant="outlined"
            disabled={since !== undefined}
            onClick={() => verify.mutate()}
          >
            {t('ledger.run')}
          </Button>
        )
      }
    >
      {since !== undefined && (
        <div className={classes.running} role="status">
          <Typography variant="body2" gutterBottom>
            {t('ledger.running', { time: formats.time(since, timeZone) })}
            {passed !== undefined && ` · ${durations.withUnit(passed)}`}
            {proof.durationMs !== undefined &&
              ` · ${t('ledger.runningLast', {
                duration: durations.withUnit(proof.durationMs),
              })}`}
          </Typography>
          <LinearProgress />
        </div>
      )}
      {verify.isError && (
        <ErrorState error={verify.error} title={t('ledger.runFailed')} />
      )}
      {verify.isSuccess && verify.data.status === 'clean' && (
        <Alert severity="success" onClose={() => verify.reset()}>
          {t('ledger.ranClean')}
        </Alert>
      )}
      <Facts
        items={[
          { label: t('ledger.result'), value: result },
          ...(proof.verifiedAt
            ? [
                {
                  label: t('ledger.when'),
                  value: formats.dateTime(proof.verifiedAt, timeZone),
                },
              ]
            : []),
          ...(proof.durationMs === undefined
            ? []
            : [
                {
                  label: t('ledger.took'),
                  value: durations.withUnit(proof.durationMs),
                },
              ]),
          {
            label: t('ledger.provedBlocks'),
            value: formats.count(proof.blocks),
          },
          {
            label: t('ledger.provedEntries'),
            value: formats.count(proof.entries),
          },
          ...(proof.head
            ? [
                {
                  label: t('ledger.provedHead'),
                  value: <span className={classes.hash}>{proof.head}</span>,
                },
              ]
            : []),
        ]}
      />
      {proof.findings.length > 0 && <Findings findings={proof.findings} />}
    </Panel>
  );
}
